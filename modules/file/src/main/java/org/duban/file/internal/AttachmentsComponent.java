package org.duban.file.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.duban.api.access.Access;
import org.duban.api.file.Attachments;
import org.duban.api.health.Finding;
import org.duban.api.health.Finding.Status;
import org.duban.api.matter.Actor;
import org.duban.api.matter.Attachment;
import org.duban.spi.directory.Directory;
import org.duban.spi.file.FileScan;
import org.duban.spi.file.FileStore;
import org.duban.spi.file.FileStore.Kept;
import org.duban.spi.health.HealthCheck;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Offers {@link Attachments}, and says in {@code files} how the store and the scans are: at each look one file, chosen by chance, is read. */
@Component(service = {Attachments.class, HealthCheck.class})
public final class AttachmentsComponent implements Attachments, HealthCheck {

    private static final String SUBJECT = "files";
    private static final long LARGEST_SAMPLE = 32L << 20;

    private final Map<FileScan, ScanGuard> scans = new ConcurrentHashMap<>();
    private final Set<String> damaged = new TreeSet<>();
    private final FileStore store;
    private final Unscanned unscanned;
    private final AttachmentService service;
    private long looked;

    /** @throws org.duban.api.DubanException {@code CONFIGURATION_INVALID} */
    @Activate
    public AttachmentsComponent(
            BundleContext context,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) FileStore store,
            @Reference Directory directory,
            @Reference Access access,
            @Reference InstantSource clock) {
        String config = context.getProperty("duban.config.dir");
        this.store = store;
        this.unscanned = new Unscanned(DiskFileStoreComponent.folder(context), clock);
        this.service = new AttachmentService(
                store,
                FileRules.read(config == null ? null : Path.of(config)),
                () -> List.copyOf(scans.values()),
                unscanned,
                directory,
                access,
                new ContentTypes());
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addScan(FileScan scan, Map<String, Object> properties) {
        scans.put(scan, new ScanGuard(String.valueOf(properties.getOrDefault("component.name", "scan")), scan));
    }

    void removeScan(FileScan scan) {
        scans.remove(scan);
    }

    @Override
    public Attachment store(Actor actor, String name, InputStream content) {
        return service.store(actor, name, content);
    }

    @Override
    public InputStream open(Attachment attachment) {
        return service.open(attachment);
    }

    @Override
    public List<Finding> check() {
        List<ScanGuard> guards = new ArrayList<>(scans.values());
        long failures = guards.stream().mapToLong(ScanGuard::failures).sum();
        Map<String, String> figures = new TreeMap<>();
        figures.put("scans", Integer.toString(guards.size()));
        figures.put("scanFailures", Long.toString(failures));
        figures.put("unscanned", Long.toString(unscanned.noted()));
        try {
            List<String> found = sample();
            figures.put("looked", Long.toString(looked));
            figures.put("damaged", Integer.toString(found.size()));
            if (!found.isEmpty()) {
                return List.of(new Finding(
                        SUBJECT,
                        Status.FAIL,
                        "附件内容与其摘要不符，请从备份恢复：" + String.join("、", found.subList(0, Math.min(3, found.size()))),
                        figures));
            }
        } catch (IOException e) {
            return List.of(new Finding(SUBJECT, Status.FAIL, "附件目录读不出来：" + e.getMessage(), figures));
        }
        if (failures > 0) {
            String last = guards.stream()
                    .filter(guard -> guard.failures() > 0)
                    .map(guard -> guard.name() + "：" + guard.lastFailure())
                    .findFirst()
                    .orElse("");
            return List.of(new Finding(
                    SUBJECT,
                    Status.WARN,
                    "文件扫描有 " + failures + " 次没有结果（" + last + "），其中 " + unscanned.noted() + " 个文件未经扫描即已接收",
                    figures));
        }
        return List.of(new Finding(SUBJECT, Status.OK, "抽查 " + looked + " 个附件，内容完好", figures));
    }

    /** Reads one more; those found damaged in this run that still are. */
    private synchronized List<String> sample() throws IOException {
        Optional<Kept> sample = store.sample().filter(kept -> kept.size() <= LARGEST_SAMPLE);
        if (sample.isPresent()) {
            looked++;
            damaged.add(sample.get().sha256());
        }
        // Looked at again: one that was restored or deleted is no longer damaged.
        List<String> still = new ArrayList<>();
        for (String sha256 : damaged) {
            if (store.find(sha256).isPresent() && !Stocktaking.asNamed(store, sha256)) {
                still.add(sha256);
            }
        }
        damaged.retainAll(still);
        return still;
    }
}
