package org.duban.evaluation.internal.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.List;
import org.duban.api.DubanException;
import org.duban.api.ErrorCode;
import org.duban.api.Problem;
import org.duban.api.evaluation.FactKind;
import org.duban.api.evaluation.RuleSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RuleSetReaderTest {

    private static final String SHIPPED = RuleSetReader.shipped().definition();

    private static List<Problem> mistakes(String json) {
        return assertThrows(DubanException.class, () -> RuleSetReader.read(json))
                .problems();
    }

    @Test
    void theRuleSetThatComesWithDubanWeighsThreeToSevenAndFortyPercent() {
        RuleSet rules = RuleSetReader.shipped();
        assertEquals(new BigDecimal("0.3"), rules.scoring().timelinessWeight());
        assertEquals(new BigDecimal("0.7"), rules.scoring().qualityWeight());
        assertEquals(new BigDecimal("40"), rules.tally().yearlyWeight());
        assertEquals(
                List.of("优秀", "良好", "达标", "不达标"),
                rules.tally().grades().stream().map(RuleSet.Grade::name).toList());
        assertEquals(FactKind.LATE, rules.rule("R-03").orElseThrow().when());
        assertTrue(rules.rule("R-03").orElseThrow().points().signum() < 0);
    }

    /** One change each; the place that is wrong is named. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"timeliness\": 0.3,|\"timeliness\": 0.4,|/matter/weights",
                "\"from\": \"1970-01-01\"|\"from\": \"2026-02-30\"|/from",
                "\"version\": 1|\"version\": 0|/version",
                "\"base\": 20|\"bse\": 20|/result/bse",
                "\"base\": 20|\"base\": \"20\"|/result/base",
                "\"mode\": \"HALF_UP\"|\"mode\": \"UNNECESSARY\"|/matter/rounding/mode",
                "\"classes\": [20, 100]|\"classes\": [100, 20]|/result/load/classes",
                "\"least\": 80|\"least\": 95|/result/grades/1/least",
                "\"years\": 2, ||/result/grades/3/again",
                "\"id\": \"A-02\"|\"id\": \"A-01\"|/bonuses/1/id",
                "\"when\": \"PRAISED\"|\"when\": \"LOGGED_IN\"|/bonuses/0/when",
                "\"when\": \"LATE\", \"points\": 0.5|\"when\": \"LATE\", \"points\": 0.00001|/deductions/2/points",
                "\"when\": \"CRITICISED\"|\"when\": \"CRITICISED\", \"each\": \"DAY\"|/deductions/0/each",
                "SUPERVISION_NOTICE|LETTER|/deductions/11/details",
                "\"OFFICE\", \"weight\": 5|\"SUPERVISING_LEADER\", \"weight\": 5|/matter/levels",
            })
    void aMistakeIsSaidWithItsPlace(String from, String to, String place) {
        assertTrue(SHIPPED.contains(from), from);
        List<Problem> mistakes = mistakes(SHIPPED.replace(from, to == null ? "" : to));
        assertTrue(mistakes.stream().anyMatch(p -> p.field().equals(place)), mistakes::toString);
        assertTrue(mistakes.stream().allMatch(p -> p.code() == ErrorCode.RULE_SET_INVALID));
    }

    @Test
    void allMistakesAreSaidAtOnce() {
        List<Problem> mistakes = mistakes(SHIPPED.replace("\"base\": 20", "\"base\": \"x\"")
                .replace("\"when\": \"PRAISED\"", "\"when\": \"CLICKED\"")
                .replace("\"perReturn\": 10", "\"perRetrun\": 10"));
        assertEquals(
                List.of("/matter/timeliness/perRetrun", "/result/base", "/bonuses/0/when"),
                mistakes.stream().map(Problem::field).toList());
    }

    @Test
    void whatIsNoJsonIsRefusedWithItsLine() {
        assertTrue(mistakes("{\n \"id\": }").get(0).messageZh().contains("第 2 行"));
        assertTrue(mistakes("[]").get(0).messageZh().contains("不是 JSON 对象"));
        assertTrue(mistakes("{} {}").get(0).messageZh().contains("还有内容"));
        assertEquals("/id", mistakes("{\"id\": \"a\", \"id\": \"b\"}").get(0).field());
        assertTrue(mistakes("{\"x\": " + "[".repeat(50) + "]".repeat(50) + "}").size() > 0);
    }
}
