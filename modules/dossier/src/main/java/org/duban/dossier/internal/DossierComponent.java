package org.duban.dossier.internal;

import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.duban.api.access.Access;
import org.duban.api.dossier.Dossier;
import org.duban.api.dossier.Dossiers;
import org.duban.api.dossier.Due;
import org.duban.api.dossier.PackageReport;
import org.duban.api.dossier.Piece;
import org.duban.api.file.Attachments;
import org.duban.api.form.FormTypes;
import org.duban.api.health.Finding;
import org.duban.api.journal.FeedLoop;
import org.duban.api.journal.Journal;
import org.duban.api.journal.Stores;
import org.duban.api.matter.Actor;
import org.duban.api.matter.MatterId;
import org.duban.api.matter.Matters;
import org.duban.spi.anchor.AnchorSink;
import org.duban.spi.directory.Directory;
import org.duban.spi.dossier.DossierSource;
import org.duban.spi.file.FileStore;
import org.duban.spi.health.HealthCheck;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps dossiers, whether or not anybody asks for {@link Dossiers}; offers that, and says how it goes. */
@Component(
        service = {Dossiers.class, HealthCheck.class},
        immediate = true)
public final class DossierComponent implements Dossiers, HealthCheck {

    private static final Logger LOG = LoggerFactory.getLogger(DossierComponent.class);

    /** While sources of documents come up one after another, nothing is sealed without the later ones. */
    private static final long QUIET_NANOS = Duration.ofSeconds(5).toNanos();

    private final Map<DossierSource, ItemSource> sources = new ConcurrentHashMap<>();
    private final AtomicLong sourcesChanged = new AtomicLong(System.nanoTime());
    private final AnchorSinks sinks = new AnchorSinks();
    private final DossierService service;
    private final DossierHealth health;
    private final FeedLoop loop;
    private final AutoCloseable subscription;

    /** @throws org.duban.api.DubanException {@code CONFIGURATION_INVALID} */
    @Activate
    public DossierComponent(
            BundleContext context,
            @Reference Journal journal,
            @Reference Stores stores,
            @Reference Matters matters,
            @Reference FormTypes formTypes,
            @Reference Directory directory,
            @Reference Access access,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) FileStore files,
            @Reference Attachments attachments,
            @Reference InstantSource clock,
            @Reference ZoneId zone) {
        Path data = Path.of(Objects.requireNonNull(
                context.getProperty("duban.dir"), "the framework property duban.dir names no data directory"));
        String folder = context.getProperty("duban.config.dir");
        Path config = folder == null ? data.resolve("config") : Path.of(folder);
        DossierRules rules = DossierRules.read(config);
        Keys keys = Keys.in(config);
        DossierStore store = new DossierStore(stores.open("dossier"));
        Desk desk = new Desk(journal);
        Source source = Source.of(journal);
        Sealer sealer =
                new Sealer(source, matters, files, this::sources, new Names(directory), formTypes, rules, clock, zone);
        Anchors anchors = new Anchors(journal, rules.anchorFolder(data), keys, rules.anchors(), sinks, clock);
        Keeper keeper = new Keeper(journal, matters, store, files, desk, sealer, anchors, clock, this::sourcesAreThere);
        loop = new FeedLoop(
                "duban-dossier",
                Duration.ofSeconds(1),
                Duration.ZERO,
                keeper::run,
                e -> LOG.error("dossiers can't be kept, trying again every second", e));
        service = new DossierService(
                journal,
                matters,
                directory,
                access,
                attachments,
                files,
                store,
                desk,
                keeper,
                new Exporter(source, files, rules, keys),
                new Importer(desk, files, keys),
                rules,
                loop::requireRunning,
                clock,
                zone);
        health = new DossierHealth(journal, store, anchors, sinks, loop::failure);
        subscription = journal.onCommit(head -> loop.committed());
    }

    /** When the sources that are there already are known. */
    @Activate
    void start() {
        loop.start();
    }

    @Deactivate
    void stop() {
        try {
            subscription.close();
        } catch (Exception e) {
            LOG.warn("the journal's subscription can't be closed", e);
        }
        loop.close();
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addSource(DossierSource source, Map<String, Object> properties) {
        String name = String.valueOf(
                properties.getOrDefault("component.name", source.getClass().getName()));
        sources.put(source, new ItemSource(name, source, ItemSource.LIMIT));
        sourcesChanged.set(System.nanoTime());
    }

    void removeSource(DossierSource source) {
        sources.remove(source);
        sourcesChanged.set(System.nanoTime());
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addSink(AnchorSink sink) {
        sinks.add(sink);
    }

    void removeSink(AnchorSink sink) {
        sinks.remove(sink);
    }

    /** Always in the same order. */
    private List<ItemSource> sources() {
        return sources.values().stream()
                .sorted(Comparator.comparing(ItemSource::name))
                .toList();
    }

    private boolean sourcesAreThere() {
        return System.nanoTime() - sourcesChanged.get() > QUIET_NANOS;
    }

    @Override
    public List<Finding> check() {
        return health.check();
    }

    @Override
    public Dossier seal(Actor actor, MatterId matter) {
        return service.seal(actor, matter);
    }

    @Override
    public Dossier get(Actor actor, String id) {
        return service.get(actor, id);
    }

    @Override
    public List<Dossier> list(Actor actor, String text, int offset, int limit) {
        return service.list(actor, text, offset, limit);
    }

    @Override
    public List<Piece> catalogue(Actor actor, String id, int volume) {
        return service.catalogue(actor, id, volume);
    }

    @Override
    public InputStream open(Actor actor, String id, int volume, int piece) {
        return service.open(actor, id, volume, piece);
    }

    @Override
    public void export(Actor actor, String id, Path target) {
        service.export(actor, id, target);
    }

    @Override
    public PackageReport verify(Path exported) {
        return service.verify(exported);
    }

    @Override
    public Dossier take(Actor actor, Path exported) {
        return service.take(actor, exported);
    }

    @Override
    public List<Due> dueForAppraisal(Actor actor, LocalDate on) {
        return service.dueForAppraisal(actor, on);
    }

    @Override
    public Dossier proposeDestruction(Actor actor, String id, String reason) {
        return service.proposeDestruction(actor, id, reason);
    }

    @Override
    public Dossier declineDestruction(Actor actor, String id, String reason) {
        return service.declineDestruction(actor, id, reason);
    }

    @Override
    public Dossier confirmDestruction(Actor actor, String id, String opinion) {
        return service.confirmDestruction(actor, id, opinion);
    }
}
