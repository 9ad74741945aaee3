package org.duban.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeadlineTest {

    @TempDir
    Path folder;

    @ParameterizedTest(name = "received {0}: 7 working days end on {1}, 15 on {2}")
    @CsvSource({
        "2015-02-13, 2015-02-28, 2015-03-11",
        "2015-08-28, 2015-09-09, 2015-09-21",
        "2026-02-13, 2026-03-02, 2026-03-12",
        "2026-09-24, 2026-10-12, 2026-10-22"
    })
    void theDateStandsAloneOnStandardOutput(String received, String seven, String fifteen) {
        assertEquals(seven + "\n", deadline(received, "--working-days", 7).out());
        assertEquals(fifteen + "\n", deadline(received).out(), "15 by default");
    }

    @Test
    void standardErrorExplainsWhyItIsThatDay() {
        Line line = deadline("2026-02-13", "-n", 7);
        assertEquals(
                List.of(
                        "收到：2026-02-13（星期五），当日不计",
                        "届满：2026-03-02（星期一），此后第 7 个工作日",
                        "期间：2026-02-14 春节调休上班（国办发明电〔2025〕7号）",
                        "期间：2026-02-15 至 2026-02-23 春节放假（国办发明电〔2025〕7号）",
                        "期间：2026-02-28 春节调休上班（国办发明电〔2025〕7号）",
                        "日历：已公布至 2026-12-31，最新通知为国办发明电〔2025〕7号"),
                line.err().lines().toList());
        assertEquals("", deadline("2026-02-13", "-q").err());
    }

    @Test
    void aDateBeyondThePublishedYearsSaysThatItIsProvisional() {
        assertTrue(deadline("2026-12-24").err().contains("暂定"));
        assertTrue(!deadline("2026-12-01").err().contains("暂定"));
    }

    @ParameterizedTest(name = "{0} is refused: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "2026-02-30              | DATE 的值无法识别：2026-02-30",
                "2026/2/13               | DATE 的值无法识别：2026/2/13",
                "1990-01-01              | 日期不在日历范围内",
                "2026-02-13 -n 0         | 天数至少为1",
                "2026-02-13 -n seven     | --working-days 的值无法识别：seven",
                "2026-02-13 2026-02-14   | 无法识别的参数：2026-02-14",
                "2026-02-13 --batch x    | 只能选用一种",
                "2026-02-13 -n 1 -n 2    | 选项只能写一次：--working-days",
                "-n 7                    | 缺少参数：DATE 或 --batch",
                "--batch missing.csv     | 没有这个文件：missing.csv"
            })
    void wrongArgumentsAreRefusedInChinese(String arguments, String message) {
        Line line = deadline((Object[]) arguments.split(" "));
        assertEquals(2, line.code());
        assertEquals("", line.out());
        assertTrue(line.err().contains(message), line::err);
    }

    @Test
    void aBatchGivesADateForEachLineInTheirOrder() throws Exception {
        Line line = batch("\uFEFFdate,days\r\n2026-02-13,7\r\n\r\n2015-08-28, 15\n  \n2026-02-13\n2026-12-24,15");
        assertEquals(0, line.code());
        assertEquals("2026-03-02\n2015-09-21\n2026-03-12\n2027-01-14\n", line.out());
        assertEquals("共算出 4 行，0 行有误；日历已公布至 2026-12-31，超出的 1 行为暂定\n", line.err());
    }

    @Test
    void aBatchNeedsNoHeader() throws Exception {
        assertEquals("2026-03-02\n", batch("2026-02-13,7\n").out());
        assertEquals("2026-03-02\n", batch("日期,工作日数\n2026-02-13,7\n").out());
    }

    @Test
    void aBrokenLineIsReportedWithItsNumberAndLeavesAnEmptyOneInItsPlace() throws Exception {
        Line line = batch("2026-02-13,7\n2026-02-30,7\n\n2026-02-13,x\n2026-02-13,0\n2026-02-13,7,8\n2026-09-24,7\n");
        assertEquals(1, line.code());
        assertEquals("2026-03-02\n\n\n\n\n2026-10-12\n", line.out());
        assertEquals(
                List.of("第 2 行", "第 4 行", "第 5 行", "第 6 行", "共算出 2"),
                line.err().lines().map(text -> text.substring(0, 5)).toList());
    }

    @Test
    void aNoticeThatWasImportedCounts() throws Exception {
        Path notice = Files.writeString(folder.resolve("notice.txt"), CalendarTest.NEXT_YEAR);
        assertEquals(
                0,
                Line.run("calendar", "import", notice, "--dir", folder.resolve("data"))
                        .code());
        assertEquals(
                "2027-01-14\n",
                Line.run("deadline", "2026-12-24", "-q", "--dir", folder).out(),
                "another directory");
        Line line = Line.run("deadline", "2026-12-24", "--dir", folder.resolve("data"));
        assertEquals("2027-01-15\n", line.out());
        assertTrue(line.err().contains("元旦放假"), line::err);
        assertTrue(!line.err().contains("暂定"), line::err);
    }

    private Line batch(String csv) throws Exception {
        return deadline("--batch", Files.writeString(folder.resolve("batch.csv"), csv));
    }

    private Line deadline(Object... arguments) {
        Object[] all = new Object[arguments.length + 3];
        all[0] = "deadline";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        all[all.length - 2] = "--dir";
        all[all.length - 1] = folder;
        return Line.run(all);
    }
}
