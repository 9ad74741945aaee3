package org.duban.evaluation.internal.accountability;

import static org.junit.jupiter.api.Assertions.*;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.duban.api.DubanException;
import org.duban.api.ErrorCode;
import org.duban.api.Problem;
import org.duban.evaluation.internal.conduct.SettingsFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccountabilityRulesTest {

    private static final String SHIPPED = SettingsFile.text(null, AccountabilityRules.FILE, AccountabilityRules.class);

    @TempDir
    Path folder;

    @Test
    void a_district_may_have_other_duties_and_numbers() throws IOException {
        String other = SHIPPED.replace("问责〔{year}〕{n}号", "七问责〔{year}〕{n}号")
                .replace("\"workingDays\": 5", "\"workingDays\": 2");
        Files.writeString(folder.resolve(AccountabilityRules.FILE), other);
        AccountabilityRules rules = AccountabilityRules.read(folder);
        assertEquals("七问责〔{year}〕{n}号", rules.numbering());
        assertEquals(
                2,
                rules.duties().stream()
                        .filter(d -> d.id().equals("verify"))
                        .findFirst()
                        .orElseThrow()
                        .workingDays());
    }

    @Test
    void every_mistake_is_named_with_its_place() {
        String wrong = SHIPPED.replace("\"version\": 1", "\"version\": 0")
                .replace("{n}号", "号")
                .replace("\"Reminded\"], \"daysBefore\"", "\"Urged\"], \"daysBefore\"")
                .replace("\"id\": \"check\"", "\"id\": \"remind\"")
                .replace("\"workingDays\": 5", "\"workingDays\": 0");
        DubanException refused = assertThrows(DubanException.class, () -> AccountabilityRules.parse(wrong));
        assertTrue(refused.problems().stream().allMatch(p -> p.code() == ErrorCode.CONFIGURATION_INVALID));
        assertEquals(
                Set.of(
                        "accountability.json#/version",
                        "accountability.json#/numbering",
                        "accountability.json#/duties/remind",
                        "accountability.json#/duties/remind/id",
                        "accountability.json#/duties/verify"),
                Set.copyOf(refused.problems().stream().map(Problem::field).toList()));
    }

    @Test
    void what_is_no_json_or_has_unknown_names_is_refused() {
        for (String wrong : new String[] {"{", "[]", SHIPPED.replace("\"numbering\"", "\"numberring\"")}) {
            DubanException refused = assertThrows(DubanException.class, () -> AccountabilityRules.parse(wrong));
            assertEquals(ErrorCode.CONFIGURATION_INVALID, refused.code());
        }
    }
}
