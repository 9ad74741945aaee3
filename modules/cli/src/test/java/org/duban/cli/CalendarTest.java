package org.duban.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CalendarTest {

    /** Made up: what a notice for 2027 could say. */
    static final String NEXT_YEAR = """
            文号 国办发明电〔2026〕99号
            标题 国务院办公厅关于2027年部分节假日安排的通知
            签发 2026-11-04
            年份 2027
            放假 2027-01-01 至 2027-01-04 元旦
            上班 2027-01-10 元旦
            放假 2027-05-01 至 2027-05-05 劳动节
            放假 2027-10-01 至 2027-10-07 国庆节
            """;

    @TempDir
    Path folder;

    private Path data;
    private Path notice;

    @BeforeEach
    void write() throws Exception {
        data = folder.resolve("data");
        notice = Files.writeString(folder.resolve("notice.txt"), NEXT_YEAR);
    }

    @Test
    void anImportSaysWhichDaysItChanges() {
        Line line = Line.run("calendar", "import", notice, "--dir", data);
        assertEquals(0, line.code(), line::err);
        List<String> lines = line.out().lines().toList();
        assertEquals("国办发明电〔2026〕99号，2026-11-04：2027年，放假 16 天，上班 1 天", lines.get(0));
        assertEquals(
                List.of(
                        "  2027-01-01（星期五）  工作日 → 放假  元旦",
                        "  2027-01-04（星期一）  工作日 → 放假  元旦",
                        "  2027-01-10（星期日）  周末 → 调休上班  元旦"),
                lines.subList(1, 4));
        assertTrue(lines.contains("  日历公布至 2026-12-31 → 2027-12-31"), line::out);
        assertTrue(line.out().contains("已导入 " + data.resolve("calendar")), line::out);
        assertTrue(Line.run("calendar", "list", "--dir", data).out().contains("国办发明电〔2026〕99号"));

        Line again = Line.run("calendar", "import", notice, "--dir", data);
        assertEquals(0, again.code());
        assertEquals("国办发明电〔2026〕99号 已有，内容相同，没有变化\n", again.out());
    }

    @Test
    void aDryRunSaysTheSameAndImportsNothing() throws Exception {
        Path second = Files.writeString(folder.resolve("second.txt"), """
                文号 国办发明电〔2027〕1号
                标题 国务院办公厅关于调整2027年元旦假期的通知
                签发 2026-12-20
                年份 2027
                修改 国办发明电〔2026〕99号
                上班 2027-01-04 元旦
                """);
        assertEquals(
                1,
                Line.run("calendar", "import", second, "--dir", data, "--dry-run")
                        .code(),
                "amends nothing known");
        Line.run("calendar", "import", notice, "--dir", data);

        Line line = Line.run("calendar", "import", second, "--dir", data, "--dry-run");
        assertEquals(0, line.code(), line::err);
        assertTrue(line.out().contains("  2027-01-04（星期一）  放假 → 工作日  元旦"), line::out);
        assertTrue(line.out().endsWith("仅检查，未导入\n"), line::out);
        assertFalse(Line.run("calendar", "list", "--dir", data).out().contains("国办发明电〔2027〕1号"));
    }

    @Test
    void aNoticeThatCannotBeReadIsRefusedWithItsLine() throws Exception {
        Files.writeString(notice, NEXT_YEAR.replace("放假 2027-05-01 至 2027-05-05", "放假 2027-05-01 至 2027-05-32"));
        Line line = Line.run("calendar", "import", notice, "--dir", data);
        assertEquals(1, line.code());
        assertTrue(line.err().contains("第7行"), line::err);
        assertEquals("", line.out());
        assertFalse(Files.exists(data.resolve("calendar/notices.txt")));
    }

    @Test
    void aNoticeThatContradictsAnotherIsRefusedWithItsLine() throws Exception {
        Files.writeString(notice, NEXT_YEAR.replace("上班 2027-01-10", "上班 2027-01-11"));
        Line line = Line.run("calendar", "import", notice, "--dir", data);
        assertEquals(1, line.code());
        assertTrue(line.err().contains("第6行") && line.err().contains("本来就是工作日"), line::err);
    }

    @Test
    void withoutAFileOrACommandNothingIsDone() {
        assertTrue(Line.run("calendar").err().contains("import 或 list"));
        assertTrue(Line.run("calendar", "import").err().contains("缺少参数：FILE"));
        Line missing = Line.run("calendar", "import", folder.resolve("missing"), "--dir", data);
        assertTrue(missing.code() != 0);
        assertTrue(missing.err().contains("没有这个文件"), missing::err);
    }
}
