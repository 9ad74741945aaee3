package org.duban.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.duban.demo.MessageFile.Skipped;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MessageFileTest {

    @TempDir
    Path directory;

    private MessageFile read(String... lines) throws IOException {
        return MessageFile.read(Files.write(directory.resolve("messages.jsonl"), List.of(lines)), Desk.ZONE);
    }

    private static String line(String id, String created, String replied) {
        return """
                {"id":"%s","title":"路灯不亮","created":"%s","content":"晚上看不见","reply":"已修复","replied":"%s","user":"匿名"}""".formatted(id, created, replied);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "2019-04-25 09:32:09, 2019-04-25T01:32:09Z",
        "2019/4/25 9:32, 2019-04-25T01:32:00Z",
        "2019/04/25 9:32:09, 2019-04-25T01:32:09Z",
        "2019-04-25T09:32:09, 2019-04-25T01:32:09Z",
        "2019-04-25T09:32:09.250, 2019-04-25T01:32:09Z",
        "2019-04-25T09:32:09+09:00, 2019-04-25T00:32:09Z",
        "2019-04-25T01:32:09Z, 2019-04-25T01:32:09Z",
        "2019-04-25, 2019-04-24T16:00:00Z"
    })
    void aTimeIsReadHoweverItIsWritten(String written, Instant meant) throws IOException {
        MessageFile file = read(line("1", written, "2019-05-01 10:00:00"));
        assertEquals(List.of(), file.skipped());
        assertEquals(meant, file.messages().get(0).created());
    }

    @Test
    void aReplyWithoutATimeOfDayIsGivenByTheEndOfThatDay() throws IOException {
        MessageFile file = read(line("1", "2019-04-25 09:32:09", "2019-04-25"));
        assertEquals(
                Instant.parse("2019-04-25T15:59:59Z"), file.messages().get(0).replied());
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"id\": 3, \"title\"                                          | 不是 JSON",
                "[1, 2]                                                         | 不是 JSON 对象",
                "{\"id\":\"3\"} {\"id\":\"4\"}                                  | 不是 JSON",
                "{\"id\":\"3\",\"id\":\"4\"}                                    | 不是 JSON",
                "{\"title\":\"t\"}                                              | 缺少 id",
                "{\"id\":\"3\",\"content\":\"c\"}                               | 缺少 title",
                "{\"id\":\"3\",\"title\":\"t\"}                                 | 缺少 content",
                "{\"id\":\"3\",\"title\":\" \",\"content\":\"\"}                | 标题和内容都为空",
                "{\"id\":\"3\",\"title\":\"t\",\"content\":\"c\"}               | 缺少 created",
                "{\"id\":\"3\",\"title\":\"t\\ud800\",\"content\":\"c\"}       | title 有半个字符",
                "{\"id\":\"3\",\"title\":[],\"content\":\"c\"}                  | title 应为文本"
            })
    void aBrokenLineIsLeftOutWithItsNumberAndReasonAndTheOthersStay(String broken, String reason) throws IOException {
        MessageFile file = read(
                line("1", "2019-04-25 09:32:09", "2019-04-26 10:00:00"),
                "",
                broken.strip(),
                line("2", "2019-04-25 09:32:09", "2019-04-26 10:00:00"));
        assertEquals(3, file.lines());
        assertEquals(
                List.of("1", "2"), file.messages().stream().map(m -> m.id()).toList());
        assertEquals(3, file.skipped().get(0).line());
        assertTrue(
                file.skipped().get(0).reason().startsWith(reason),
                file.skipped().toString());
    }

    @ParameterizedTest(name = "{0} → {1}")
    @CsvSource({
        "2019-04-31 09:00:00, 2019-05-02 09:00:00, created 没有这一时间：2019-04-31 09:00:00",
        "2019-04-30 25:00:00, 2019-05-02 09:00:00, created 没有这一时间：2019-04-30 25:00:00",
        "去年春天, 2019-05-02 09:00:00, created 不是时间：去年春天，应形如 2019-04-25 09:32:09",
        "2019-04-30 09:00:00, 20190502, replied 不是时间：20190502，应形如 2019-04-25 09:32:09",
        "2019-04-30 09:00:00, 2019-04-30 08:59:59, 答复时间 2019-04-30 08:59:59 早于来件时间 2019-04-30 09:00:00"
    })
    void aTimeThatCannotBeIsAReasonToLeaveTheLineOut(String created, String replied, String reason) throws IOException {
        assertEquals(
                List.of(new Skipped(1, reason)),
                read(line("1", created, replied)).skipped());
    }

    @Test
    void theFirstOfTwoLinesWithOneIdStays() throws IOException {
        MessageFile file = read(
                line("7", "2019-04-25 09:32:09", "2019-04-26 10:00:00"),
                line("8", "2019-04-25 09:32:09", "2019-04-26 10:00:00"),
                line("7", "2019-04-25 09:32:09", "2019-04-27 10:00:00"));
        assertEquals(List.of(new Skipped(3, "编号 7 与第 1 行重复")), file.skipped());
        assertEquals(
                Instant.parse("2019-04-26T02:00:00Z"), file.messages().get(0).replied());
    }

    @Test
    void aLineThatIsNotUtf8SpoilsNothingButItself() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(("\uFEFF" + line("1", "2019-04-25 09:32:09", "2019-04-26 10:00:00") + "\r\n")
                .getBytes(StandardCharsets.UTF_8));
        bytes.writeBytes(
                (line("2", "2019-04-25 09:32:09", "2019-04-26 10:00:00") + "\r\n").getBytes(Charset.forName("GBK")));
        bytes.writeBytes(line("3", "2019-04-25 09:32:09", "2019-04-26 10:00:00").getBytes(StandardCharsets.UTF_8));
        MessageFile file =
                MessageFile.read(Files.write(directory.resolve("mixed.jsonl"), bytes.toByteArray()), Desk.ZONE);
        assertEquals(
                List.of("1", "3"), file.messages().stream().map(m -> m.id()).toList());
        assertEquals("路灯不亮", file.messages().get(0).title());
        assertEquals(List.of(new Skipped(2, "不是 UTF-8 编码")), file.skipped());
    }

    @Test
    void aNumberMayBeWrittenAsANumber() throws IOException {
        MessageFile file =
                read(line("1", "2019-04-25 09:32:09", "2019-04-26 10:00:00").replace("\"1\"", "1"));
        assertEquals("1", file.messages().get(0).id());
    }
}
