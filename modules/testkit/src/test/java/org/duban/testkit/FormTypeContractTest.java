package org.duban.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A sound definition passes the contract; each breach fails the test that is about it. */
class FormTypeContractTest {

    @Test
    void aSoundFormTypePassesEveryTest() {
        Map<String, String> results = Contracts.run(Sound.class);
        assertEquals(6, results.size(), results::toString);
        assertEquals(Set.of(Contracts.PASSED), Set.copyOf(results.values()), results::toString);
    }

    static List<Arguments> breaches() {
        return List.of(
                breach(Mistaken.class, "the definition has no mistakes", "/numbering"),
                breach(Mistaken.class, "the definition has no mistakes", "/schema/required/0"),
                breach(Untitled.class, "every field has a title", "[/proposer]"),
                breach(GoodFormIsRefused.class, "{\"session\": 3}", "/session"),
                breach(BadFormIsAccepted.class, "{\"session\": \"十届三次\"}", "/session isn't named"),
                breach(NoForms.class, "good forms are accepted", "at least one"),
                breach(NoForms.class, "bad forms are refused, and the field is named", "at least one"),
                breach(Missing.class, "the definition has no mistakes", "can't be read"));
    }

    @ParameterizedTest
    @MethodSource("breaches")
    void aBreachFailsTheTestThatIsAboutIt(Class<?> contract, String test, String said) {
        Map<String, String> failures = Contracts.failures(contract);
        assertTrue(failures.getOrDefault(test, "").contains(said), failures::toString);
    }

    private static Arguments breach(Class<? extends FormTypeContract> contract, String test, String said) {
        return Arguments.of(contract, test, said);
    }

    /** A breach overrides one thing. */
    static class Sound extends FormTypeContract {
        @Override
        protected Path definition() throws Exception {
            return resource("/proposal.json");
        }

        @Override
        protected List<String> goodForms() {
            return List.of("{\"session\": \"十届三次\"}");
        }

        @Override
        protected Map<String, String> badForms() {
            return Map.of("{}", "/session", "{\"session\": \"十届三次\", \"proposr\": \"民盟\"}", "/proposr");
        }

        static Path resource(String name) throws URISyntaxException {
            return Path.of(Objects.requireNonNull(FormTypeContractTest.class.getResource(name), name)
                    .toURI());
        }
    }

    static class Mistaken extends Sound {
        @Override
        protected Path definition() throws Exception {
            return resource("/mistaken.json");
        }
    }

    static class Untitled extends Sound {
        @Override
        protected Path definition() throws Exception {
            return resource("/untitled.json");
        }
    }

    static class Missing extends Sound {
        @Override
        protected Path definition() {
            return Path.of("no-such.json");
        }
    }

    static class GoodFormIsRefused extends Sound {
        @Override
        protected List<String> goodForms() {
            return List.of("{\"session\": 3}");
        }
    }

    static class BadFormIsAccepted extends Sound {
        @Override
        protected Map<String, String> badForms() {
            return Map.of("{\"session\": \"十届三次\"}", "/session");
        }
    }

    static class NoForms extends Sound {
        @Override
        protected List<String> goodForms() {
            return List.of();
        }

        @Override
        protected Map<String, String> badForms() {
            return Map.of();
        }
    }
}
