package org.duban.inspection.internal;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.duban.api.inspection.Inspection;
import org.duban.api.inspection.InspectionFinding;
import org.duban.api.inspection.InspectionFinding.Step;
import org.duban.api.matter.Attachment;
import org.duban.api.matter.MatterId;
import org.duban.api.office.Person;
import org.duban.api.office.Unit;
import org.duban.spi.directory.Directory;
import org.duban.spi.dossier.DossierItem;
import org.duban.spi.dossier.DossierSource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What inspections found about a matter, as pieces of its dossier: a page for each finding linked to it, with the hashes of its files. */
@Component(service = DossierSource.class)
public final class FindingPapers implements DossierSource {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

    private final Books books;
    private final Directory directory;
    private final ZoneId zone;

    @Activate
    public FindingPapers(
            @Reference InspectionComponent inspections, @Reference Directory directory, @Reference ZoneId zone) {
        this(inspections.books(), directory, zone);
    }

    FindingPapers(Books books, Directory directory, ZoneId zone) {
        this.books = books;
        this.directory = directory;
        this.zone = zone;
    }

    @Override
    public List<DossierItem> itemsOf(MatterId matter) {
        return books.all().stream()
                .flatMap(inspection -> inspection.findings().stream()
                        .filter(finding -> matter.equals(finding.matter()))
                        .map(finding -> item(inspection, finding)))
                .toList();
    }

    private DossierItem item(Inspection inspection, InspectionFinding finding) {
        byte[] page = page(inspection, finding).getBytes(StandardCharsets.UTF_8);
        LocalDate on = finding.last().at().atZone(zone).toLocalDate();
        return new DossierItem(
                "inspection-" + inspection.id() + "-" + finding.number(),
                "督查问题",
                inspection.number(),
                inspection.plan().title() + "第" + finding.number() + "个问题及整改情况",
                person(finding.steps().get(0).by()),
                on,
                "督查问题-" + finding.number() + ".txt",
                "text/plain; charset=UTF-8",
                () -> new ByteArrayInputStream(page));
    }

    private String page(Inspection inspection, InspectionFinding finding) {
        StringBuilder page = new StringBuilder()
                .append("督查：")
                .append(inspection.number())
                .append(' ')
                .append(inspection.plan().title())
                .append('\n')
                .append("问题：第")
                .append(finding.number())
                .append("个，")
                .append(finding.category())
                .append("，")
                .append(finding.severity())
                .append('\n')
                .append("责任单位：")
                .append(directory.unit(finding.unit()).map(Unit::name).orElse(finding.unit()))
                .append('\n')
                .append("内容：")
                .append(finding.text())
                .append('\n');
        files(finding.evidence(), page);
        inspection
                .visit(finding.visit())
                .ifPresent(entry -> page.append("检查：")
                        .append(TIME.format(entry.visit().from().atZone(zone)))
                        .append("，")
                        .append(entry.visit().method().zh())
                        .append("，")
                        .append(entry.visit().place())
                        .append('\n'));
        for (Step step : finding.steps()) {
            page.append(TIME.format(step.at().atZone(zone)))
                    .append(' ')
                    .append(person(step.by()))
                    .append(' ')
                    .append(step.what());
            if (step.due() != null) {
                page.append("（时限 ").append(step.due().date()).append("）");
            }
            page.append(step.text().isBlank() ? "" : "：" + step.text()).append('\n');
            files(step.evidence(), page);
        }
        return page.toString();
    }

    private static void files(List<Attachment> files, StringBuilder page) {
        for (Attachment file : files) {
            page.append("  附件 ")
                    .append(file.name())
                    .append("，SHA-256 ")
                    .append(file.sha256())
                    .append('\n');
        }
    }

    private String person(String id) {
        return directory.person(id).map(Person::name).orElse(id);
    }
}
