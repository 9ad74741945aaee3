package org.duban.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.duban.api.ledger.Progress;
import org.duban.api.matter.Stage;
import org.duban.api.matter.Standing;
import org.duban.journal.internal.JournalReader;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code duban stats}: what a data directory holds. */
@Command(
        name = "stats",
        customSynopsis = "duban stats [选项] DIR",
        description = {"由数据目录中事项的全部事件统计事项。", "只读不写，系统运行时也可统计。"},
        exitCodeList = {"0:完成，编号无缺号、无重号。", "1:完成，但有编号缺号或重号。", "2:数据目录打不开。"})
final class StatsCommand implements Callable<Integer> {

    @Mixin
    Help help;

    @Parameters(index = "0", paramLabel = "DIR", description = "数据目录。")
    Path directory;

    @Option(names = "--as-of", paramLabel = "DATE", description = "按哪一天判断逾期，如 2026-02-13；默认今天。")
    @Nullable
    LocalDate asOf;

    @Option(names = "--zone", paramLabel = "ZONE", defaultValue = "Asia/Shanghai", description = "时区，默认 Asia/Shanghai。")
    ZoneId zone;

    @Option(names = "--json", description = "印成 JSON。")
    boolean json;

    @Spec
    CommandSpec spec;

    private final InstantSource clock;

    StatsCommand(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public Integer call() throws IOException {
        LocalDate day = asOf != null ? asOf : LocalDate.ofInstant(clock.instant(), zone);
        PrintWriter out = spec.commandLine().getOut();
        Statistics statistics;
        long bytes;
        try (JournalReader journal = JournalReader.open(directory)) {
            statistics = Statistics.of(journal, day, zone);
            bytes = Files.size(journal.file());
        }
        if (json) {
            printJson(statistics, day, bytes, out);
        } else {
            printText(statistics, day, bytes, out);
        }
        boolean complete = statistics.series().stream().allMatch(Statistics.Taken::complete);
        return complete ? ExitCode.DONE : ExitCode.NOT_IN_ORDER;
    }

    private void printText(Statistics s, LocalDate day, long bytes, PrintWriter out) {
        out.println("数据目录 " + directory + "，截至 " + day);
        out.println("事项的事件 " + s.events() + "，文件 " + bytes + " 字节");
        out.println("事项 " + s.matters() + sum(s.byProgress(), Progress::zh));
        out.println("办理中 " + total(s.openByStage()) + sum(s.openByStage(), Stage::zh));
        out.println("已了结 " + total(s.ended()) + sum(s.ended(), Standing::zh));
        out.println("类型");
        s.byFormType().forEach((type, count) -> out.println("  " + type + " " + count));
        out.println("编号");
        for (Statistics.Taken series : s.series()) {
            out.println("  " + series.id() + " " + series.year() + "年 " + series.count() + " 个，至 " + series.last()
                    + " 号" + (series.complete() ? "" : "，有缺号或重号"));
        }
    }

    /** {@code  = 完成 414 + 进入销号程序 332}; zeros left out. */
    private static <E> String sum(Map<E, Long> counts, Function<E, String> name) {
        String parts = counts.entrySet().stream()
                .filter(entry -> entry.getValue() > 0)
                .map(entry -> name.apply(entry.getKey()) + " " + entry.getValue())
                .collect(Collectors.joining(" + "));
        return parts.isEmpty() ? "" : " = " + parts;
    }

    private static long total(Map<?, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    private void printJson(Statistics s, LocalDate day, long bytes, PrintWriter out) throws IOException {
        JsonGenerator generator = new JsonFactory().createGenerator(out).useDefaultPrettyPrinter();
        generator.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
        generator.writeStartObject();
        generator.writeStringField("directory", directory.toString());
        generator.writeStringField("asOf", day.toString());
        generator.writeNumberField("events", s.events());
        generator.writeNumberField("bytes", bytes);
        generator.writeNumberField("matters", s.matters());
        writeCounts(generator, "byProgress", s.byProgress());
        writeCounts(generator, "openByStage", s.openByStage());
        writeCounts(generator, "ended", s.ended());
        writeCounts(generator, "byFormType", s.byFormType());
        generator.writeArrayFieldStart("series");
        for (Statistics.Taken series : s.series()) {
            generator.writeStartObject();
            generator.writeStringField("id", series.id());
            generator.writeNumberField("year", series.year());
            generator.writeNumberField("count", series.count());
            generator.writeNumberField("last", series.last());
            generator.writeBooleanField("complete", series.complete());
            generator.writeEndObject();
        }
        generator.writeEndArray();
        generator.writeEndObject();
        generator.close();
        out.println();
    }

    private static void writeCounts(JsonGenerator generator, String name, Map<?, Long> counts) throws IOException {
        generator.writeObjectFieldStart(name);
        for (Map.Entry<?, Long> entry : counts.entrySet()) {
            generator.writeNumberField(entry.getKey().toString(), entry.getValue());
        }
        generator.writeEndObject();
    }
}
