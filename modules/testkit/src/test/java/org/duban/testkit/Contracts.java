package org.duban.testkit;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Runs a contract as an author's build does, and says how each test ended. */
final class Contracts {

    static final String PASSED = "";

    private Contracts() {}

    /** Display name of each test → the message it failed or was skipped with, {@link #PASSED} when it passed. */
    static Map<String, String> run(Class<?> contract) {
        Map<String, String> results = new ConcurrentHashMap<>();
        TestExecutionListener listener = new TestExecutionListener() {
            @Override
            public void executionFinished(TestIdentifier test, TestExecutionResult result) {
                if (test.isTest() || result.getStatus() == TestExecutionResult.Status.FAILED) {
                    String message = result.getThrowable()
                            .map(t -> String.valueOf(t.getMessage()))
                            .orElse("");
                    results.put(
                            test.getDisplayName(),
                            switch (result.getStatus()) {
                                case SUCCESSFUL -> PASSED;
                                case ABORTED -> "skipped: " + message;
                                case FAILED -> "failed: " + message;
                            });
                }
            }
        };
        LauncherFactory.create()
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(DiscoverySelectors.selectClass(contract))
                                .build(),
                        listener);
        return new TreeMap<>(results);
    }

    /** Only those that failed. */
    static Map<String, String> failures(Class<?> contract) {
        Map<String, String> results = run(contract);
        results.values().removeIf(result -> !result.startsWith("failed: "));
        return results;
    }
}
