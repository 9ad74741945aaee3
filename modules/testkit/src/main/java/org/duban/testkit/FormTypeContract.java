package org.duban.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.duban.api.DubanException;
import org.duban.api.Problem;
import org.duban.api.form.FormField;
import org.duban.api.form.FormType;
import org.duban.api.form.FormTypes;
import org.duban.form.internal.FormTypesService;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * What a form type's definition owes, as tests. Extend it, say where the definition is and which forms are good and bad, run it.
 *
 * <pre>{@code
 * class ProposalTest extends FormTypeContract {
 *     protected Path definition() { return Path.of("src/main/resources/forms/proposal.json"); }
 *     protected List<String> goodForms() { return List.of("{\"session\": \"十届三次\"}"); }
 *     protected Map<String, String> badForms() { return Map.of("{}", "/session"); }
 * }
 * }</pre>
 *
 * <p>Forms are checked by the very code that checks them in a running Duban.
 */
public abstract class FormTypeContract {

    private final FormTypes formTypes = FormTypesService.of(List.of());

    /** For those who write a form type. */
    protected FormTypeContract() {}

    /** The definition: a JSON file, UTF-8. */
    protected abstract Path definition() throws Exception;

    /** Forms, JSON objects as text, that must be accepted; at least one. */
    protected abstract List<String> goodForms();

    /** Forms that must be refused → JSON pointer of the field that must be named; at least one. */
    protected abstract Map<String, String> badForms();

    @Test
    @DisplayName("the definition has no mistakes")
    public final void theDefinitionHasNoMistakes() throws Exception {
        try {
            formTypes.read(json());
        } catch (DubanException e) {
            fail(e.problems().stream()
                    .map(Problem::describe)
                    .collect(Collectors.joining("\n  ", "mistakes in " + definition() + ":\n  ", "")));
        }
    }

    @TestFactory
    @DisplayName("good forms are accepted")
    public final Stream<DynamicTest> goodFormsAreAccepted() throws Exception {
        FormType type = type();
        assertFalse(goodForms().isEmpty(), "goodForms() gives at least one");
        return goodForms().stream()
                .map(form -> DynamicTest.dynamicTest(
                        form, () -> assertEquals(List.of(), lines(formTypes.check(type, form)))));
    }

    @TestFactory
    @DisplayName("bad forms are refused, and the field is named")
    public final Stream<DynamicTest> badFormsAreRefused() throws Exception {
        FormType type = type();
        assertFalse(badForms().isEmpty(), "badForms() gives at least one");
        return badForms().entrySet().stream()
                .map(bad -> DynamicTest.dynamicTest(bad.getKey(), () -> {
                    List<Problem> problems = formTypes.check(type, bad.getKey());
                    assertTrue(
                            problems.stream().anyMatch(problem -> bad.getValue().equals(problem.field())),
                            () -> bad.getValue() + " isn't named, but " + lines(problems));
                }));
    }

    @Test
    @DisplayName("every field has a title")
    public final void everyFieldHasATitle() throws Exception {
        List<String> untitled = formTypes.fields(type()).stream()
                .filter(field -> field.title().isBlank() || field.title().equals(name(field)))
                .map(FormField::pointer)
                .toList();
        assertEquals(List.of(), untitled, "fields without a title: messages call them by it");
    }

    @Test
    @DisplayName("what the journal keeps reads as the same form type")
    public final void whatTheJournalKeepsReadsAsTheSame() throws Exception {
        FormType type = type();
        assertEquals(type, formTypes.read(type.definition()));
    }

    /** The form type; fails when the definition has mistakes. */
    private FormType type() throws Exception {
        return formTypes.read(json());
    }

    private String json() throws Exception {
        try {
            return Files.readString(definition());
        } catch (IOException e) {
            return fail("definition() can't be read as UTF-8: " + definition().toAbsolutePath(), e);
        }
    }

    private static String name(FormField field) {
        return field.pointer().substring(field.pointer().lastIndexOf('/') + 1);
    }

    private static List<String> lines(List<Problem> problems) {
        return problems.stream().map(Problem::describe).toList();
    }
}
