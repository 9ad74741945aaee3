package org.duban.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FormCheckTest {

    static final String PROPOSAL = """
            {
              "id": "proposal",
              "version": 2,
              "name": {"zh": "建议提案", "en": "Proposal"},
              "schema": {
                "type": "object",
                "required": ["delegate"],
                "properties": {
                  "delegate": {"title": "代表", "type": "string", "x-kind": "person"},
                  "urgent": {"title": "紧急", "type": "boolean"},
                  "visits": {
                    "title": "走访",
                    "type": "array",
                    "items": {"type": "object", "properties": {
                      "cost": {"title": "费用", "type": "number", "x-kind": "money", "x-unit": "元"}
                    }}
                  }
                }
              },
              "omits": ["APPROVAL", "CIRCULAR"],
              "deadline": {
                "from": "ASSIGNMENT",
                "cases": [
                  {"field": "/urgent", "equals": true, "days": 30, "unit": "CALENDAR_DAYS"},
                  {"days": 60, "unit": "WORKING_DAYS"}
                ]
              },
              "numbering": "提案〔{year}〕{n}号",
              "ladder": {
                "urgeAfterHours": 0,
                "steps": [
                  {"id": "before-3", "workingDays": -3, "do": "REMIND", "to": ["HANDLER"]},
                  {"id": "on-the-day", "workingDays": 0, "do": "REMIND", "to": ["UNIT_LEADER", "HANDLER"]},
                  {"id": "notice", "workingDays": 5, "do": "SUPERVISION_NOTICE", "to": ["OFFICE"]}
                ]
              },
              "cadences": [
                {"id": "daily", "name": "日报", "period": "DAILY"},
                {"id": "weekly", "name": "周报", "period": "WEEKLY", "day": 5, "roll": "BACK"},
                {"id": "monthly", "name": "月结", "period": "MONTHLY", "day": 31, "following": true, "roll": "SKIP"}
              ],
              "roles": {"Register": ["OFFICER", "DIRECTOR"]}
            }
            """;

    @TempDir
    Path folder;

    private Path write(String name, String json) throws Exception {
        return Files.writeString(folder.resolve(name), json);
    }

    @Test
    void aDefinitionThatIsGoodIsPutIntoWords() throws Exception {
        Path file = write("proposal.json", PROPOSAL);
        Line line = Line.run("form", "check", file);
        assertEquals(0, line.code(), line::out);
        assertEquals(
                List.of(
                        file + "：可用",
                        "  proposal 第 2 版，建议提案（Proposal）",
                        "  字段：",
                        "    位置            名称  类型        必填",
                        "    /delegate       代表  人员        是",
                        "    /urgent         紧急  是否",
                        "    /visits         走访  明细表",
                        "    /visits/*/cost  费用  金额（元）",
                        "  环节：立项 → 承办 → 反馈 → 核查 → 呈报 → 续办 → 归档",
                        "  期限：",
                        "    「紧急」为 true：交办后 30 天",
                        "    其余：交办后 60 个工作日",
                        "  提醒：",
                        "    到期前 3 个工作日：提醒，承办人",
                        "    到期当日：提醒，承办人、责任领导",
                        "    逾期 5 个工作日：督办通知拟稿，督查室负责人",
                        "    人工催办不限间隔",
                        "  定期报告：",
                        "    日报（daily）：每个工作日",
                        "    周报（weekly）：每周五，遇休息日提前",
                        "    月结（monthly）：次月最后一日，遇休息日不报",
                        "  限定由谁操作：",
                        "    Register：督查室主任、督查员"),
                line.out().lines().toList());
    }

    @Test
    void eachMistakeHasItsLineAndColumnItsPointerAndWhatWouldBeRight() throws Exception {
        Path file = write(
                "proposal.json",
                PROPOSAL.replace("\"version\": 2", "\"version\": 0")
                        .replace("{\"days\": 60, ", "{\"days\": 60, \"units\": 1, ")
                        .replace("\"to\": [\"OFFICE\"]", "\"to\": [\"OFICE\"]")
                        .replace("\"numbering\": \"提案〔{year}〕{n}号\",", ""));
        Line line = Line.run("form", "check", file);
        assertEquals(1, line.code());
        assertEquals(
                List.of(
                        file + ":3:3: 数字超出范围 [/version = 0] 应为：不小于 1",
                        file + ":25:20: 没有「units」这个属性 [/deadline/cases/1/units = 1] 应为：unit",
                        file + ":1:1: 缺少「numbering」 [/numbering] 应为：文字，不能为空",
                        file + ":34:77: 没有「OFICE」这个值 [/ladder/steps/2/to/0 = OFICE] 应为：OFFICE",
                        file + "：不可用，有 4 处错误"),
                line.out().lines().toList());
    }

    @Test
    void whatIsNoJsonSaysItsOwnPlace() throws Exception {
        Path file = write("broken.json", "{\"id\":\n");
        Line line = Line.run("form", "check", file);
        assertEquals(1, line.code());
        assertTrue(line.out().contains("不是有效的 JSON：第 2 行第 1 列"), line::out);
        Path gbk = Files.write(folder.resolve("gbk.json"), PROPOSAL.getBytes("GBK"));
        assertEquals(1, Line.run("form", "check", gbk).code());
        assertTrue(Line.run("form", "check", gbk).out().contains("不是 UTF-8 文本"));
    }

    @Test
    void everyFileIsCheckedWhateverIsWrongWithTheOthers() throws Exception {
        Path good = write("good.json", PROPOSAL);
        Path bad = write("bad.json", "{}");
        Path gone = folder.resolve("gone.json");
        Line line = Line.run("form", "check", gone, bad, good);
        assertEquals(2, line.code(), "the worst of them");
        assertEquals("没有这个文件：" + gone + "\n", line.err());
        assertTrue(line.out().contains(bad + "：不可用"), line::out);
        assertTrue(line.out().contains(good + "：可用"), line::out);
        assertEquals(1, Line.run("form", "check", good, bad).code());
        assertEquals(2, Line.run("form", "check").code());
        assertTrue(Line.run("form").err().contains("请指定命令：check"));
    }
}
