package org.duban.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.duban.evaluation.internal.rules.RuleSetReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RulesCheckTest {

    @TempDir
    Path folder;

    private final String shipped = RuleSetReader.shipped().definition();

    @Test
    void aRuleSetThatIsGoodIsPutIntoWords() throws Exception {
        Path file = Files.writeString(folder.resolve("district.json"), shipped);
        Line line = Line.run("rules", "check", file);
        assertEquals(0, line.code());
        assertTrue(line.out().contains("事项得分 = 时效 × 0.3 + 质量 × 0.7，保留 2 位小数，四舍五入"), line::out);
        assertTrue(line.out().contains("R-03 逾期办结：LATE 每个工作日 −0.5，一件封顶 3，合计封顶 15，计入责任单位、责任领导"), line::out);
        assertTrue(line.out().contains("不达标（建议诫勉谈话）（连续 2 年建议组织调整）"), line::out);
    }

    @Test
    void everyMistakeIsSaidWithItsLine() throws Exception {
        Path file = Files.writeString(
                folder.resolve("district.json"),
                shipped.replace("\"base\": 20", "\"bse\": 20").replace("\"PRAISED\"", "\"CLICKED\""));
        Line line = Line.run("rules", "check", file);
        assertEquals(1, line.code());
        assertTrue(line.out().contains(file + ":16:"), line::out);
        assertTrue(line.out().contains("没有「bse」这个属性"), line::out);
        assertTrue(line.out().contains("不可用，有 3 处错误"), line::out);
    }

    @Test
    void aFileThatIsNotThereIsNotChecked() {
        assertEquals(2, Line.run("rules", "check", folder.resolve("none.json")).code());
    }
}
