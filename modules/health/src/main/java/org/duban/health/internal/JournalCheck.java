package org.duban.health.internal;

import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.duban.api.health.Finding;
import org.duban.api.health.Finding.Status;
import org.duban.api.journal.Journal;
import org.duban.api.journal.Verification;
import org.duban.spi.health.HealthCheck;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code journal}: how long it is, and whether its chains are as they were written. {@link #verify} walks them; {@link #check} tells
 * what the last walk found. Thread-safe.
 */
final class JournalCheck implements HealthCheck {

    static final String SUBJECT = "journal";

    private static final Logger LOG = LoggerFactory.getLogger(JournalCheck.class);

    /** A walk rests so many times as long as it works, so that it takes a fifth of a core and of the disk at most. */
    private static final int REST = 4;

    private static final DateTimeFormatter MINUTES = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

    private final Journal journal;
    private final InstantSource clock;
    private final ZoneId zone;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private volatile @Nullable Walk last;
    private volatile @Nullable Long walking;

    /** How a walk ended: with a verification, or because of something else. */
    private record Walk(Instant at, @Nullable Verification found, String trouble) {}

    JournalCheck(Journal journal, InstantSource clock, ZoneId zone) {
        this.journal = journal;
        this.clock = clock;
        this.zone = zone;
    }

    /** Walks over all chains, slowly; called by one thread at a time. Ends early after {@link #stop}. */
    void verify() {
        walking = 0L;
        long[] since = {System.nanoTime()};
        try {
            Verification found = journal.verify(position -> {
                walking = position;
                rest(System.nanoTime() - since[0]);
                since[0] = System.nanoTime();
            });
            last = new Walk(clock.instant(), found, "");
            if (!found.intact()) {
                LOG.error("the journal isn't as it was written: {}", found.firstBreak());
            }
        } catch (CancellationException e) {
            LOG.debug("verification ended at position {} because of a stop", walking);
        } catch (RuntimeException e) {
            if (stopping.getCount() == 0) {
                return; // the journal was closed under the walk
            }
            last = new Walk(clock.instant(), null, String.valueOf(e.getMessage()));
            LOG.warn("the journal couldn't be verified: {}", e.toString());
        } finally {
            walking = null;
        }
    }

    private void rest(long worked) {
        try {
            if (stopping.await(worked * REST, TimeUnit.NANOSECONDS)) {
                throw new CancellationException();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException();
        }
    }

    void stop() {
        stopping.countDown();
    }

    @Override
    public List<Finding> check() {
        long head = journal.head();
        Map<String, String> figures = new LinkedHashMap<>();
        figures.put("head", Long.toString(head));
        Long under = walking;
        if (under != null) {
            figures.put("verifying", Long.toString(under));
        }
        Walk walk = last;
        String written = "共 " + head + " 条记录";
        if (walk == null) {
            return List.of(finding(Status.OK, written + "，本次启动后尚未核验完", figures));
        }
        figures.put("verifiedAt", walk.at().toString());
        String when = MINUTES.format(walk.at().atZone(zone));
        Verification found = walk.found();
        if (found == null) {
            return List.of(finding(Status.WARN, written + "，" + when + " 的核验没有做完：" + walk.trouble(), figures));
        }
        figures.put("verifiedEvents", Long.toString(found.events()));
        Verification.Break broken = found.firstBreak();
        if (broken == null) {
            return List.of(finding(Status.OK, written + "，" + when + " 核验 " + found.events() + " 条，均与写入时一致", figures));
        }
        figures.put("breakPosition", Long.toString(broken.position()));
        figures.put("breakStream", broken.stream());
        return List.of(finding(
                Status.FAIL,
                when + " 核验发现第 " + broken.position() + " 条记录（" + broken.stream() + " 第 " + broken.version()
                        + " 条）与写入时不一致：" + broken.reason() + "；请保留现场，与备份核对",
                figures));
    }

    private static Finding finding(Status status, String message, Map<String, String> figures) {
        return new Finding(SUBJECT, status, message, figures);
    }
}
