package org.duban.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.duban.api.dossier.Dossier;
import org.duban.api.dossier.PackageReport;
import org.duban.api.journal.Recorded;
import org.duban.api.ledger.LedgerQuery;
import org.duban.api.ledger.LedgerQuery.Sort;
import org.duban.api.matter.Actor;
import org.duban.api.matter.Attachment;
import org.duban.api.matter.MatterCommand.CircularKind;
import org.duban.api.matter.MatterEvent.CircularDecided;
import org.duban.api.matter.MatterEvent.PaperIssued;
import org.duban.api.matter.MatterId;
import org.duban.api.matter.PaperKind;
import org.duban.api.office.Line;
import org.duban.api.paper.Paper;
import org.duban.api.paper.PaperDraft;
import org.duban.api.sheet.LedgerSheets;
import org.duban.api.sheet.SheetProgress;
import org.duban.api.sheet.Written;
import org.duban.demo.YearReport.Sum;
import org.duban.embed.Duban;

/** What the office hands out at the end of the year, in a folder that a person can open: the ledger, a circular, the report, dossiers. */
final class HandedOut {

    private static final int DOSSIERS = 10;

    private final Duban duban;
    private final Office office;
    private final Scenario scenario;
    private final Map<String, Long> figures;
    private final Path folder;

    private long rows;
    private final List<String> papers = new ArrayList<>();
    private final List<PackageReport> packages = new ArrayList<>();

    /** @param figures of the year, for the report */
    HandedOut(Duban duban, Office office, Scenario scenario, Map<String, Long> figures, Path folder) {
        this.duban = duban;
        this.office = office;
        this.scenario = scenario;
        this.figures = Map.copyOf(figures);
        this.folder = folder;
    }

    void write() throws IOException {
        Files.createDirectories(folder);
        sheets();
        circular();
        report();
        dossiers();
    }

    private Actor director() {
        return office.director();
    }

    private void sheets() throws IOException {
        LedgerQuery list = LedgerQuery.where()
                .formType(ListPlans.KEY_TASK, ListPlans.KEY_PROJECT, ListPlans.DECISION)
                .ascending(Sort.RECEIVED)
                .build();
        LedgerSheets sheets = duban.ledgerSheets();
        try (OutputStream out = Files.newOutputStream(folder.resolve("ledger.xlsx"))) {
            Written written = sheets.export(director(), list, "责任清单台账", List.of(), out, SheetProgress.NONE);
            rows = written.rows();
        }
        try (OutputStream out = Files.newOutputStream(folder.resolve("statistics.xlsx"))) {
            sheets.statistics(director(), list, "责任清单统计", out);
        }
    }

    /** The circular of criticism that a matter issued. */
    private void circular() throws IOException {
        MatterId criticised = null;
        Recorded issued = null;
        for (Recorded recorded : new Feed(duban.journal())) {
            if (recorded.event() instanceof CircularDecided decided && decided.kind() == CircularKind.CRITICISM) {
                criticised = new MatterId(recorded.stream().id());
            } else if (criticised != null
                    && issued == null
                    && recorded.stream().equals(criticised.stream())
                    && recorded.event() instanceof PaperIssued paper
                    && paper.kind() == PaperKind.CIRCULAR) {
                issued = recorded;
            }
        }
        if (criticised == null || issued == null) {
            throw new IllegalStateException("the year has a circular of criticism");
        }
        keep("circular", duban.papers().adopt(director(), criticised, issued.version()));
    }

    private void report() throws IOException {
        PaperDraft composed =
                duban.papers().composeReport(office.deputy(Line.GOVERNMENT), scenario.begins(), scenario.ends());
        PaperDraft draft = composed.title(scenario.ends().getYear() + "年督查工作报告").data(withParts(composed.data()));
        Paper drafted = duban.papers().draft(office.deputy(Line.GOVERNMENT), draft);
        Paper signed = duban.papers().sign(director(), drafted.id(), drafted.version(), "同意印发");
        keep("report", duban.papers().issue(director(), signed.id()));
    }

    /** The three parts (典型经验、倾向性问题、工作建议) and the work done, with the year's figures, beside what Duban counted. */
    private String withParts(String data) throws IOException {
        ObjectNode all = (ObjectNode) Json.MAPPER.readTree(data);
        String parts = Json.line(Json.resource("report.json", JsonNode.class));
        for (Map.Entry<String, Long> figure : figures.entrySet()) {
            parts = parts.replace("{" + figure.getKey() + "}", figure.getValue().toString());
        }
        all.setAll((ObjectNode) Json.MAPPER.readTree(parts));
        return Json.line(all);
    }

    private void keep(String name, Paper paper) throws IOException {
        for (int i = 0; i < paper.files().size(); i++) {
            Attachment file = paper.files().get(i);
            String extension = file.name().substring(file.name().lastIndexOf('.'));
            // A report comes with a summary of one page for the leaders, in the same formats.
            String kept = Files.exists(folder.resolve(name + extension)) ? name + "-summary" : name;
            try (InputStream in = duban.papers().open(director(), paper.id(), i)) {
                Files.copy(in, folder.resolve(kept + extension));
            }
            papers.add(paper.number() + "  " + kept + extension);
        }
    }

    private void dossiers() throws IOException {
        Path target = Files.createDirectories(folder.resolve("dossiers"));
        for (Dossier dossier : duban.dossiers().list(director(), "", 0, DOSSIERS)) {
            Path exported = target.resolve(dossier.number() + ".zip");
            duban.dossiers().export(director(), dossier.id(), exported);
            packages.add(duban.dossiers().verify(exported));
        }
    }

    List<Sum> sums(long drawnUp) {
        return List.of(
                new Sum("台账工作簿的行 = 分解任务（日志）", rows, drawnUp),
                new Sum(
                        "导出的档案 = 校验完好的档案",
                        packages.size(),
                        packages.stream().filter(PackageReport::intact).count()));
    }

    void show(Screen screen) {
        screen.heading("成果文件：" + folder);
        screen.line("ledger.xlsx  %,d 行；statistics.xlsx".formatted(rows));
        papers.forEach(screen::line);
        screen.line("dossiers/  %d 件档案，%d 件校验完好"
                .formatted(
                        packages.size(),
                        packages.stream().filter(PackageReport::intact).count()));
    }
}
