package org.duban.dossier.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.duban.api.dossier.DossierEvent.VolumeSealed;
import org.duban.api.journal.Journal;
import org.duban.api.journal.Recorded;
import org.duban.spi.anchor.AnchorSink.Anchor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes heads of the journal's chain down, outside the database: at each seal, and after so many events or minutes. */
final class Anchors {

    private static final Logger LOG = LoggerFactory.getLogger(Anchors.class);

    private final Journal journal;
    private final Path folder;
    private final Keys keys;
    private final DossierRules.Anchoring rules;
    private final AnchorSinks sinks;
    private final InstantSource clock;
    private @Nullable AnchorFile file;
    private boolean begun;
    private volatile String failure = "";
    private volatile @Nullable Anchor last;

    Anchors(
            Journal journal,
            Path folder,
            Keys keys,
            DossierRules.Anchoring rules,
            AnchorSinks sinks,
            InstantSource clock) {
        this.journal = journal;
        this.folder = folder;
        this.keys = keys;
        this.rules = rules;
        this.sinks = sinks;
        this.clock = clock;
    }

    /** Writes what is to be written now. What fails is said by {@link #failure}; the next head holds it too. */
    void write(List<Recorded> sealed) {
        try {
            AnchorFile anchors = open();
            for (Recorded recorded : sealed) {
                if (recorded.position() > anchors.position()) {
                    String volume = recorded.event() instanceof VolumeSealed seal ? "/" + seal.volume() : "";
                    append(anchors, recorded.stream() + volume, recorded.position());
                }
            }
            long head = journal.head();
            if (head > anchors.position() && due(anchors, head)) {
                append(anchors, AnchorFile.HEAD, head);
            }
            begun = true;
            failure = "";
        } catch (IOException e) {
            String now = String.valueOf(e.getMessage());
            if (!now.equals(failure)) {
                LOG.error("anchors can't be written", e);
            }
            failure = now;
        }
    }

    private AnchorFile open() throws IOException {
        AnchorFile anchors = file;
        if (anchors == null) {
            anchors = new AnchorFile(folder, keys);
            last = anchors.last().orElse(null);
            Optional<Anchor> newest = anchors.last();
            if (newest.isPresent()
                    && !journal.hashAt(newest.get().position())
                            .equals(Optional.of(newest.get().hash()))) {
                throw new IOException("日志与锚文件不符：" + newest.get().at() + " 记下的第 "
                        + newest.get().position() + " 号事件不在日志中或不是原样。日志末尾被截去、被改动，或恢复了旧备份；查明后把锚文件移走另起");
            }
            file = anchors;
        }
        return anchors;
    }

    /** The first head of a run is written at once: a crash may have left something without an anchor. */
    private boolean due(AnchorFile anchors, long head) {
        Instant before = anchors.last().map(Anchor::at).orElse(Instant.EPOCH);
        return !begun
                || head - anchors.position() >= rules.everyEvents()
                || Duration.between(before, clock.instant()).toMinutes() >= rules.everyMinutes();
    }

    private void append(AnchorFile anchors, String subject, long position) throws IOException {
        String hash = journal.hashAt(position).orElseThrow(() -> new IOException("日志中没有第 " + position + " 号事件"));
        Anchor anchor = anchors.append(clock.instant(), subject, position, hash);
        last = anchor;
        sinks.tell(anchor);
    }

    /** Why anchors aren't written; empty when they are. */
    String failure() {
        return failure;
    }

    /** The newest one; null when there is none. */
    @Nullable
    Anchor last() {
        return last;
    }
}
