package org.duban.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.duban.api.inspection.SampleItem;
import org.duban.api.inspection.Sampling;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InspectionDrawTest {

    @TempDir
    Path folder;

    private Path file;
    private final List<SampleItem> frame = new ArrayList<>();

    @BeforeEach
    void frame() throws IOException {
        file = folder.resolve("抽样框.txt");
        StringBuilder text = new StringBuilder();
        for (int i = 1; i <= 12; i++) {
            SampleItem item = new SampleItem("事项-" + i, "名称" + i, i % 3 == 0 ? "环保局" : "住建局");
            frame.add(item);
            text.append(item.id())
                    .append('\t')
                    .append(item.name())
                    .append('\t')
                    .append(item.stratum())
                    .append("\n\n");
        }
        Files.writeString(file, text);
    }

    private static List<String> ids(Line line) {
        return line.out().lines().skip(1).map(l -> l.split("\t", -1)[0]).toList();
    }

    @Test
    void aRecordedDrawIsDoneAgain() {
        Line line = Line.run("inspection", "draw", "--seed", "20260305", "--size", 4, file);

        assertEquals(0, line.code());
        assertTrue(line.out().startsWith("抽样框 12 项，SHA-256 " + Sampling.frameHash(frame)), line::out);
        assertEquals(Sampling.draw("20260305", frame, 4, false), ids(line));
        assertTrue(line.out().contains(Sampling.key("20260305", ids(line).get(0))), line::out);
    }

    @Test
    void byStrataToo() {
        Line line = Line.run("inspection", "draw", "--seed", "20260305", "--size", 6, "--stratified", file);

        assertEquals(Sampling.draw("20260305", frame, 6, true), ids(line));
    }

    @Test
    void moreThanThereIsIsRefused() {
        Line line = Line.run("inspection", "draw", "--seed", "20260305", "--size", 13, file);

        assertEquals(2, line.code());
        assertTrue(line.err().contains("1 至 12"), line::err);
    }

    @Test
    void aFrameThatIsNoTextIsRefused() throws IOException {
        Files.write(file, "编号".getBytes(StandardCharsets.UTF_16));

        Line line = Line.run("inspection", "draw", "--seed", "s", "--size", 1, file);

        assertEquals(2, line.code());
        assertTrue(line.err().contains("不是 UTF-8 文本"), line::err);
    }
}
