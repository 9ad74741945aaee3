package org.duban.health.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.duban.api.DubanException;
import org.duban.api.ErrorCode;
import org.duban.api.Problem;
import org.duban.api.health.Finding;
import org.duban.api.health.HealthReport;
import org.duban.api.plugin.PluginStatus;
import org.jspecify.annotations.Nullable;

/** {@code status/health.json} below a data directory. Needs no framework, so that the command line can read it. Thread-safe. */
public final class HealthFile {

    /** Where it is, below the data directory. */
    public static final String NAME = "status/health.json";

    private static final ObjectMapper JSON = new ObjectMapper();

    /** How far two tellings of one process's start may differ: some systems know it to a second only. */
    private static final Duration SAME_START = Duration.ofSeconds(2);

    private final Path file;

    /**
     * What the file says.
     *
     * @param report the last report; its {@code at} is by the clock Duban was given
     * @param plugins what is in the plugins folder; empty when nobody looks after one
     * @param pid the process Duban runs or ran in
     * @param processStartedAt when that process was started, by which another one of the same number is told apart; null when the system
     *     doesn't say
     * @param startedAt when Duban was started in it
     * @param running false once Duban has been stopped in an orderly way
     */
    public record Kept(
            HealthReport report,
            List<PluginStatus> plugins,
            long pid,
            @Nullable Instant processStartedAt,
            Instant startedAt,
            boolean running) {

        public Kept {
            Objects.requireNonNull(report, "report");
            plugins = List.copyOf(plugins);
            Objects.requireNonNull(startedAt, "startedAt");
        }

        /**
         * Whether Duban still runs: it wasn't stopped, and its process lives. Known only on the same machine and in the same container;
         * elsewhere look at how old the report is.
         */
        public boolean alive() {
            return running
                    && ProcessHandle.of(pid)
                            .filter(ProcessHandle::isAlive)
                            .filter(process -> sameStart(process.info().startInstant()))
                            .isPresent();
        }

        private boolean sameStart(Optional<Instant> other) {
            Instant start = processStartedAt;
            return start == null
                    || other.isEmpty()
                    || Duration.between(start, other.get()).abs().compareTo(SAME_START) <= 0;
        }
    }

    /** @param dataDirectory the data directory */
    public HealthFile(Path dataDirectory) {
        file = dataDirectory.resolve(NAME);
    }

    /** Puts a new file in the place of the old one: a reader sees one of the two, whole. */
    public void write(Kept kept) throws IOException {
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.write(fresh, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(json(kept)));
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /**
     * What the file says.
     *
     * @return empty when Duban has never run in this directory
     * @throws DubanException {@code DATA_DIRECTORY_UNUSABLE} when it can't be read or isn't such a file
     */
    public Optional<Kept> read() {
        try {
            return Optional.of(kept(JSON.readTree(Files.readAllBytes(file))));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException | IllegalArgumentException | DateTimeException e) {
            throw new DubanException(
                    Problem.of(
                            ErrorCode.DATA_DIRECTORY_UNUSABLE,
                            file.toString(),
                            e.getMessage(),
                            "Duban 写的运行状况文件",
                            "运行状况文件读不出来",
                            "The health file can't be read"),
                    e);
        }
    }

    private static ObjectNode json(Kept kept) {
        ObjectNode root = JSON.createObjectNode();
        Instant processStart = kept.processStartedAt();
        root.put("running", kept.running())
                .put("pid", kept.pid())
                .put("processStartedAt", processStart == null ? null : processStart.toString())
                .put("startedAt", kept.startedAt().toString())
                .put("at", kept.report().at().toString())
                .put("status", kept.report().status().name());
        ArrayNode findings = root.putArray("findings");
        for (Finding f : kept.report().findings()) {
            ObjectNode finding = findings.addObject()
                    .put("subject", f.subject())
                    .put("status", f.status().name())
                    .put("message", f.messageZh());
            ObjectNode figures = finding.putObject("figures");
            f.figures().forEach(figures::put);
        }
        ArrayNode plugins = root.putArray("plugins");
        for (PluginStatus p : kept.plugins()) {
            plugins.addObject()
                    .put("file", p.file())
                    .put("kind", p.kind().name())
                    .put("id", p.id())
                    .put("version", p.version())
                    .put("state", p.state().name())
                    .put("reason", p.reason())
                    .put("since", p.since().toString());
        }
        return root;
    }

    private static Kept kept(JsonNode root) {
        List<Finding> findings = new ArrayList<>();
        for (JsonNode f : root.path("findings")) {
            Map<String, String> figures = new LinkedHashMap<>();
            f.path("figures")
                    .properties()
                    .forEach(e -> figures.put(e.getKey(), e.getValue().asText()));
            findings.add(new Finding(
                    text(f, "subject"), Finding.Status.valueOf(text(f, "status")), text(f, "message"), figures));
        }
        List<PluginStatus> plugins = new ArrayList<>();
        for (JsonNode p : root.path("plugins")) {
            plugins.add(new PluginStatus(
                    text(p, "file"),
                    PluginStatus.Kind.valueOf(text(p, "kind")),
                    text(p, "id"),
                    text(p, "version"),
                    PluginStatus.State.valueOf(text(p, "state")),
                    text(p, "reason"),
                    instant(p, "since")));
        }
        return new Kept(
                new HealthReport(instant(root, "at"), findings),
                plugins,
                root.path("pid").asLong(),
                root.hasNonNull("processStartedAt") ? instant(root, "processStartedAt") : null,
                instant(root, "startedAt"),
                root.path("running").asBoolean());
    }

    private static Instant instant(JsonNode node, String name) {
        return Instant.parse(text(node, name));
    }

    private static String text(JsonNode node, String name) {
        JsonNode value = node.path(name);
        if (!value.isTextual()) {
            throw new IllegalArgumentException(name + ": " + value);
        }
        return value.textValue();
    }
}
