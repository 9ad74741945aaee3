package org.duban.paper.internal;

import java.io.InputStream;
import java.net.URL;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.duban.api.DubanException;
import org.duban.api.ErrorCode;
import org.duban.api.Problem;
import org.duban.api.access.Access;
import org.duban.api.file.Attachments;
import org.duban.api.form.FormTypes;
import org.duban.api.health.Finding;
import org.duban.api.journal.Journal;
import org.duban.api.journal.Recorded;
import org.duban.api.ledger.Ledger;
import org.duban.api.matter.Actor;
import org.duban.api.matter.MatterId;
import org.duban.api.matter.Matters;
import org.duban.api.matter.PaperKind;
import org.duban.api.matter.PaperNumbering;
import org.duban.api.paper.Paper;
import org.duban.api.paper.PaperDraft;
import org.duban.api.paper.Papers;
import org.duban.api.paper.Rendition;
import org.duban.paper.internal.PaperService.Parts;
import org.duban.paper.internal.layout.Fonts;
import org.duban.spi.directory.Directory;
import org.duban.spi.dossier.DossierItem;
import org.duban.spi.dossier.DossierSource;
import org.duban.spi.health.HealthCheck;
import org.duban.spi.paper.PaperRenderer;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.bundle.Capability;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.util.tracker.BundleTracker;
import org.osgi.util.tracker.BundleTrackerCustomizer;

/**
 * The papers as services. An extender for the header {@value #HEADER}: files inside a bundle, {@code *} in the last part of a path
 * ({@code templates/*.docx}), that are templates by their names.
 */
@Component(service = {Papers.class, DossierSource.class, HealthCheck.class})
@Capability(namespace = "osgi.extender", name = "duban.templates", version = "1.0.0")
public final class PaperComponent implements Papers, DossierSource, HealthCheck {

    static final String HEADER = "Duban-Templates";

    private final PaperService papers;
    private final Templates templates;
    private final Fonts fonts;
    private final BundleTracker<Bundle> bundles;
    private final List<PaperRenderer> renderers = new CopyOnWriteArrayList<>();
    private volatile boolean stopped;

    @Activate
    public PaperComponent(
            @Reference Journal journal,
            @Reference Directory directory,
            @Reference Access access,
            @Reference Matters matters,
            @Reference Ledger ledger,
            @Reference FormTypes formTypes,
            @Reference Attachments attachments,
            @Reference PaperNumbering numbering,
            @Reference InstantSource clock,
            @Reference ZoneId zone,
            BundleContext context) {
        String config = context.getProperty("duban.config.dir");
        Path folder = config == null ? null : Path.of(config);
        Office office = Office.read(folder);
        templates = new Templates(folder);
        fonts = office.fonts();
        papers = new PaperService(
                new Parts(
                        journal,
                        directory,
                        access,
                        matters,
                        ledger,
                        formTypes,
                        attachments,
                        numbering,
                        office,
                        clock,
                        zone,
                        () -> List.copyOf(renderers)),
                templates,
                new Press(fonts));
        bundles = new BundleTracker<>(context, Bundle.ACTIVE, new Extender());
        bundles.open();
    }

    @Deactivate
    void stop() {
        stopped = true;
        bundles.close();
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addRenderer(PaperRenderer renderer) {
        renderers.add(renderer);
    }

    void removeRenderer(PaperRenderer renderer) {
        renderers.remove(renderer);
    }

    private PaperService running() {
        if (stopped) {
            throw new DubanException(Problem.of(ErrorCode.STOPPED, "督办系统已停止", "Duban has been stopped"));
        }
        return papers;
    }

    /** Templates that bundles carry. */
    private final class Extender implements BundleTrackerCustomizer<Bundle> {
        @Override
        public @Nullable Bundle addingBundle(Bundle bundle, @Nullable BundleEvent event) {
            String header = bundle.getHeaders("").get(HEADER);
            if (header == null) {
                return null;
            }
            Map<String, URL> files = new LinkedHashMap<>();
            for (String path : header.split(",")) {
                String trimmed = path.strip();
                int slash = trimmed.lastIndexOf('/');
                List<URL> found = Collections.list(java.util.Objects.requireNonNullElse(
                        bundle.findEntries(
                                slash < 0 ? "/" : trimmed.substring(0, slash), trimmed.substring(slash + 1), false),
                        Collections.emptyEnumeration()));
                found.forEach(url ->
                        files.put(url.getPath().substring(url.getPath().lastIndexOf('/') + 1), url));
            }
            templates.put(bundle, files);
            return bundle;
        }

        @Override
        public void modifiedBundle(Bundle bundle, @Nullable BundleEvent event, Bundle tracked) {
            // An active bundle keeps its files until it stops.
        }

        @Override
        public void removedBundle(Bundle bundle, @Nullable BundleEvent event, Bundle tracked) {
            templates.remove(bundle);
        }
    }

    // ---- the dossier

    @Override
    public List<DossierItem> itemsOf(MatterId matter) {
        PaperService service = running();
        List<DossierItem> items = new ArrayList<>();
        for (Paper paper : service.about(matter)) {
            for (int i = 0; i < paper.files().size(); i++) {
                var file = paper.files().get(i);
                LocalDate on = java.util.Objects.requireNonNull(paper.issuedOn(), "a paper with files was issued");
                items.add(new DossierItem(
                        "paper-" + paper.id() + "-" + (i + 1),
                        paper.draft().kind().zh(),
                        paper.number(),
                        paper.draft().title() + (paper.withdrawn().isEmpty() ? "" : "（已撤回）"),
                        service.office(paper),
                        on,
                        file.name(),
                        mediaType(file.name()),
                        () -> service.open(file)));
            }
        }
        return items;
    }

    private static String mediaType(String name) {
        return switch (name.substring(name.lastIndexOf('.') + 1)) {
            case Press.DOCX -> Press.DOCX_TYPE;
            case Press.PDF -> Press.PDF_TYPE;
            case "ofd" -> "application/ofd";
            default -> "application/octet-stream";
        };
    }

    // ---- health

    /** {@code papers}: fonts that are missing, templates that can't be used, papers that were numbered and not made. */
    @Override
    public List<Finding> check() {
        List<Finding> findings = new ArrayList<>();
        List<String> absent = fonts.absent();
        findings.add(
                absent.isEmpty()
                        ? new Finding(
                                "papers/fonts",
                                Finding.Status.OK,
                                "公文字体齐全",
                                Map.of("fonts", Integer.toString(fonts.count())))
                        : new Finding(
                                "papers/fonts",
                                Finding.Status.WARN,
                                "缺少公文字体：" + String.join("、", absent) + "，以别的字体代替；把字体文件放进配置文件夹的 fonts 文件夹，重新启动后使用",
                                Map.of(
                                        "fonts",
                                        Integer.toString(fonts.count()),
                                        "missing",
                                        Integer.toString(absent.size()))));
        List<Problem> faults = templates.faults();
        findings.add(
                faults.isEmpty()
                        ? Finding.of("papers/templates", Finding.Status.OK, "公文模板可用")
                        : new Finding(
                                "papers/templates",
                                Finding.Status.FAIL,
                                "公文模板有误：" + faults.get(0).describe(),
                                Map.of("faults", Integer.toString(faults.size()))));
        List<String> unmade = papers.all().stream()
                .filter(paper -> paper.state() == Paper.State.NUMBERED)
                .map(Paper::number)
                .toList();
        findings.add(
                unmade.isEmpty()
                        ? Finding.of("papers/issuing", Finding.Status.OK, "已编号的公文都已印发")
                        : new Finding(
                                "papers/issuing",
                                Finding.Status.WARN,
                                "已编号、还没有生成文件，请再次印发：" + String.join("、", unmade),
                                Map.of("numbered", Integer.toString(unmade.size()))));
        return findings;
    }

    // ---- papers, until it stops

    @Override
    public PaperDraft compose(Actor actor, PaperKind kind, List<MatterId> matters) {
        return running().compose(actor, kind, matters);
    }

    @Override
    public PaperDraft composeReport(Actor actor, LocalDate from, LocalDate to) {
        return running().composeReport(actor, from, to);
    }

    @Override
    public PaperDraft composeInstructions(Actor actor, String leader, LocalDate from, LocalDate to) {
        return running().composeInstructions(actor, leader, from, to);
    }

    @Override
    public Paper draft(Actor actor, PaperDraft draft) {
        return running().draft(actor, draft);
    }

    @Override
    public Paper revise(Actor actor, String id, long version, PaperDraft draft) {
        return running().revise(actor, id, version, draft);
    }

    @Override
    public Paper sign(Actor actor, String id, long version, String opinion) {
        return running().sign(actor, id, version, opinion);
    }

    @Override
    public Paper issue(Actor actor, String id) {
        return running().issue(actor, id);
    }

    @Override
    public Paper withdraw(Actor actor, String id, String reason) {
        return running().withdraw(actor, id, reason);
    }

    @Override
    public Paper adopt(Actor actor, MatterId matter, long version) {
        return running().adopt(actor, matter, version);
    }

    @Override
    public Paper get(Actor actor, String id) {
        return running().get(actor, id);
    }

    @Override
    public List<Paper> list(Actor actor) {
        return running().list(actor);
    }

    @Override
    public List<Recorded> history(Actor actor, String id) {
        return running().history(actor, id);
    }

    @Override
    public Rendition preview(Actor actor, String id, String format) {
        return running().preview(actor, id, format);
    }

    @Override
    public InputStream open(Actor actor, String id, int index) {
        return running().open(actor, id, index);
    }

    @Override
    public List<Problem> checkTemplate(PaperKind kind, byte[] docx) {
        return running().checkTemplate(kind, docx);
    }

    @Override
    public List<String> placeholders(PaperKind kind) {
        return running().placeholders(kind);
    }
}
