package org.duban.dossier.internal;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.duban.api.DubanException;
import org.duban.api.ErrorCode;
import org.duban.api.Problem;
import org.duban.api.access.Visibility.Attribute;
import org.duban.api.dossier.Dossier;
import org.duban.api.dossier.DossierEvent;
import org.duban.api.dossier.DossierEvent.DossierDestroyed;
import org.duban.api.dossier.DossierEvent.VolumeSealed;
import org.duban.api.journal.Event;
import org.duban.api.journal.Journal;
import org.duban.api.journal.Recorded;
import org.duban.api.matter.Actor;
import org.duban.api.matter.Attachment;
import org.duban.api.matter.MatterEvent.Archived;
import org.duban.api.matter.MatterId;
import org.duban.api.matter.Matters;
import org.duban.dossier.internal.DossierStore.Pending;
import org.duban.dossier.internal.DossierStore.Row;
import org.duban.spi.file.FileStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the feed: seals what was archived, keeps the rows of lists, deletes what was decided to be destroyed, writes anchors. For one thread;
 * a crash anywhere, and the next run goes on.
 */
final class Keeper {

    private static final Logger LOG = LoggerFactory.getLogger(Keeper.class);
    private static final int CHUNK = 1_000;
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(10);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(10);

    private final Journal journal;
    private final Matters matters;
    private final DossierStore store;
    private final FileStore files;
    private final Desk desk;
    private final Sealer sealer;
    private final Anchors anchors;
    private final InstantSource clock;
    private final BooleanSupplier ready;

    /** Dossiers' events that were read and are to be anchored. */
    private final List<Recorded> sealed = new ArrayList<>();

    private final Map<MatterId, Duration> pauses = new HashMap<>();

    /** @param ready whether whoever has documents can be asked */
    Keeper(
            Journal journal,
            Matters matters,
            DossierStore store,
            FileStore files,
            Desk desk,
            Sealer sealer,
            Anchors anchors,
            InstantSource clock,
            BooleanSupplier ready) {
        this.journal = journal;
        this.matters = matters;
        this.store = store;
        this.files = files;
        this.desk = desk;
        this.sealer = sealer;
        this.anchors = anchors;
        this.clock = clock;
        this.ready = ready;
    }

    /** Does all there is to do now. */
    void run() {
        follow();
        anchors.write(sealed);
        sealed.clear();
        if (ready.getAsBoolean()) {
            for (Pending pending : store.due(clock.instant())) {
                seal(pending);
            }
        }
        follow();
        anchors.write(sealed);
        sealed.clear();
    }

    private void follow() {
        long position = store.position();
        List<Recorded> chunk;
        while (!(chunk = journal.feed(position, CHUNK)).isEmpty()) {
            List<Pending> archived = new ArrayList<>();
            Set<String> changed = new LinkedHashSet<>();
            for (Recorded recorded : chunk) {
                if (recorded.event() instanceof Archived) {
                    archived.add(new Pending(new MatterId(recorded.stream().id()), recorded.version(), ""));
                } else if (recorded.event() instanceof DossierEvent) {
                    changed.add(recorded.stream().id());
                    sealed.add(recorded);
                    if (recorded.event() instanceof DossierDestroyed destroyed) {
                        delete(destroyed, recorded.at());
                    }
                }
            }
            position = chunk.get(chunk.size() - 1).position();
            store.reached(position, archived, changed.stream().map(this::row).toList());
        }
    }

    /** Again after a crash, or when the feed is read anew: what has been kept since then stays. */
    void delete(DossierDestroyed destroyed, Instant at) {
        for (Attachment file : destroyed.destroyed()) {
            try {
                if (!files.delete(file.sha256(), at)) {
                    LOG.info("{} was kept again after it was to be destroyed, and stays", file.sha256());
                }
            } catch (IOException e) {
                throw new DubanException(
                        Problem.of(
                                ErrorCode.DATA_DIRECTORY_UNUSABLE,
                                "file",
                                file.sha256(),
                                "可写的附件目录",
                                "附件删除不了：" + e.getMessage(),
                                "A file can't be deleted: " + e),
                        e);
            }
        }
    }

    /** What lists need of a dossier as it is now. */
    Row row(String id) {
        List<Recorded> history = desk.history(id);
        Dossier dossier = Books.dossier(history);
        return new Row(
                dossier, dossier.keptUntil(), history.get(history.size() - 1).position(), attributes(dossier));
    }

    /** What access depends on: that of the matter as it is now; of an imported dossier there is the line alone. */
    Map<Attribute, Set<String>> attributes(Dossier dossier) {
        return dossier.imported()
                ? Map.of(Attribute.LINE, Set.of(dossier.line().name()))
                : Attribute.of(matters.replay(journal.read(new MatterId(dossier.id()).stream())));
    }

    private void seal(Pending pending) {
        try {
            seal(Actor.DUBAN.person(), pending.matter(), pending.version(), "");
            store.sealed(pending.matter(), pending.version());
            pauses.remove(pending.matter());
        } catch (DubanException e) {
            Duration pause = pauses.merge(pending.matter(), FIRST_PAUSE, (before, first) -> {
                Duration longer = before.multipliedBy(3);
                return longer.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : longer;
            });
            String reason = e.problems().get(0).describe();
            if (!reason.equals(pending.reason())) {
                LOG.warn("matter {} isn't sealed yet, trying again: {}", pending.matter(), reason);
            }
            store.putOff(pending, clock.instant().plus(pause), reason);
        }
    }

    /**
     * Seals a volume up to a version, unless that is done.
     *
     * @param note empty when the archiving asks for it
     */
    Dossier seal(String actor, MatterId matter, long to, String note) {
        return desk.change(actor, clock.instant(), matter.value(), history -> {
            List<VolumeSealed> volumes = Books.volumes(history);
            boolean destroyed =
                    !history.isEmpty() && history.get(history.size() - 1).event() instanceof DossierDestroyed;
            boolean done = !volumes.isEmpty() && volumes.get(volumes.size() - 1).toVersion() >= to;
            return note.isEmpty() && (destroyed || done)
                    ? List.<Event>of()
                    : List.<Event>of(sealer.prepare(matter, volumes, to, note));
        });
    }
}
