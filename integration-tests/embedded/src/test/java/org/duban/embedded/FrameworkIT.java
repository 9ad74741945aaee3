package org.duban.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.duban.api.DubanException;
import org.duban.embed.Duban;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.framework.wiring.BundleWiring;

/** The bundles as they are packed, in a real framework. */
class FrameworkIT {

    @TempDir
    static Path data;

    private static Duban duban;
    private static List<Bundle> bundles;

    @BeforeAll
    static void start() {
        duban = Duban.at(data).directory(Office.directory()).start();
        // The way in from outside: a calendar is an object of a class that a bundle loaded.
        Bundle calendar = FrameworkUtil.getBundle(duban.calendars().current().getClass());
        bundles = List.of(calendar.getBundleContext().getBundles());
    }

    @AfterAll
    static void stop() {
        duban.close();
    }

    @Test
    void everyBundleIsActive() {
        assertEquals(
                List.of(),
                bundles.stream()
                        .filter(bundle -> bundle.getState() != Bundle.ACTIVE)
                        .toList());
        assertTrue(
                bundles.stream()
                        .map(Bundle::getSymbolicName)
                        .collect(Collectors.toSet())
                        .containsAll(List.of(
                                "org.duban.calendar",
                                "org.duban.form",
                                "org.duban.forms-district",
                                "org.duban.journal",
                                "org.duban.ledger",
                                "org.duban.matter")),
                bundles::toString);
    }

    @Test
    void noBundleOfDubanExportsAnything() {
        for (Bundle bundle : bundles) {
            if (bundle.getSymbolicName().startsWith("org.duban.")) {
                assertEquals(null, bundle.getHeaders().get(Constants.EXPORT_PACKAGE), bundle::getSymbolicName);
            }
        }
    }

    @Test
    void theApiIsTheHostsAndHasTheVersionsOfItsPackages() throws Exception {
        Bundle framework = bundles.get(0);
        List<String> exported =
                framework.adapt(BundleWiring.class).getCapabilities(BundleRevision.PACKAGE_NAMESPACE).stream()
                        .map(BundleCapability::getAttributes)
                        .filter(attributes -> attributes
                                .get(BundleRevision.PACKAGE_NAMESPACE)
                                .toString()
                                .startsWith("org.duban."))
                        .map(attributes -> attributes.get(BundleRevision.PACKAGE_NAMESPACE) + " "
                                + attributes.get(Constants.VERSION_ATTRIBUTE))
                        .sorted()
                        .toList();
        assertEquals(packagesOfTheApi(), exported);
        assertTrue(exported.size() > 20, exported::toString);
    }

    /** Each package with its version, as the API's own jar has them. */
    private static List<String> packagesOfTheApi() throws Exception {
        Path jar = Path.of(DubanException.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        try (JarFile api = new JarFile(jar.toFile())) {
            String header = api.getManifest().getMainAttributes().getValue(Constants.EXPORT_PACKAGE);
            return Pattern.compile("(org\\.duban\\.[a-z.]+);[^,]*?version=\"([0-9.]+)\"")
                    .matcher(header)
                    .results()
                    .map(found -> found.group(1) + " " + found.group(2))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void theHostDoesNotSeeWhatIsInside() {
        for (String inside : List.of(
                "org.duban.matter.internal.MatterService",
                "org.duban.journal.internal.SqliteJournal",
                "org.sqlite.JDBC",
                "com.fasterxml.jackson.databind.ObjectMapper")) {
            assertThrows(ClassNotFoundException.class, () -> Class.forName(inside), inside);
        }
        assertTrue(
                Arrays.stream(duban.matters().getClass().getInterfaces())
                        .allMatch(type -> type.getClassLoader() == Duban.class.getClassLoader()),
                "services are seen through the host's own interfaces");
    }

    @Test
    void theSixFormTypesOfADistrictAreInstalled() {
        assertEquals(
                List.of("decision", "instruction", "key-project", "key-task", "livelihood", "message"),
                duban.formTypes().all().stream().map(type -> type.id()).sorted().toList());
    }
}
