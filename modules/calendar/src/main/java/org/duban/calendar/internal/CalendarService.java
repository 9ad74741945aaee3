package org.duban.calendar.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.duban.api.DubanException;
import org.duban.api.ErrorCode;
import org.duban.api.Problem;
import org.duban.api.calendar.Calendars;
import org.duban.api.calendar.HolidayNotice;
import org.duban.api.calendar.WorkCalendar;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The shipped notices and, when there is a folder, those imported into it.
 *
 * <p>As a component it takes the folder from its property {@code duban.calendar.dir} (PID {@code org.duban.calendar}), else from
 * the framework property of the same name; without either nothing can be imported.
 *
 * <p>What another process imports into the folder is noticed by whoever asks next, at most once a second; no thread waits for it.
 */
@Component(service = Calendars.class, configurationPid = "org.duban.calendar")
public final class CalendarService implements Calendars {

    /** Names the folder of imported notices. */
    public static final String FOLDER_PROPERTY = "duban.calendar.dir";

    private static final String SHIPPED = "notices.txt";

    private static final Logger LOG = LoggerFactory.getLogger(CalendarService.class);

    /** How often the folder's file is looked at, at most. */
    private static final long LOOK_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final @Nullable NoticeFolder folder;
    private final LongSupplier nanoTime;

    /** When the folder's file is looked at again; who moves it on does the looking, the others go on. */
    private final AtomicLong nextLook;

    /** Held while an import or a look replaces the chain. */
    private final ReentrantLock replacing = new ReentrantLock();

    /** What the file looked like when it was last read; guarded by {@link #replacing}, and so is the next. */
    private NoticeFolder.Stamp seen = NoticeFolder.Stamp.ABSENT;

    private String complaint = "";

    /** A version never changes, so what was built once stays right after an import. */
    private final Map<String, DayTable> versions = new ConcurrentHashMap<>();

    private volatile NoticeChain chain;

    /** With the shipped notices only; nothing can be imported. */
    public CalendarService() {
        this((NoticeFolder) null, System::nanoTime);
    }

    /**
     * With the shipped notices and those imported into a folder.
     *
     * @param folder created at the first import when it isn't there
     * @throws DubanException {@code CALENDAR_NOTICE_INVALID} when the notices kept there can't be read or contradict the shipped
     *     ones; {@code DATA_DIRECTORY_UNUSABLE}
     */
    public CalendarService(Path folder) {
        this(folder, System::nanoTime);
    }

    @Activate
    public CalendarService(BundleContext context, Map<String, Object> properties) {
        this(configuredFolder(context, properties), System::nanoTime);
    }

    CalendarService(Path folder, LongSupplier nanoTime) {
        this(new NoticeFolder(folder), nanoTime);
    }

    private CalendarService(@Nullable NoticeFolder folder, LongSupplier nanoTime) {
        this.folder = folder;
        this.nanoTime = nanoTime;
        this.nextLook = new AtomicLong(nanoTime.getAsLong() + LOOK_NANOS);
        if (folder == null) {
            chain = chain(shipped());
        } else {
            seen = folder.stamp();
            chain = withImported(folder.read(), folder);
        }
    }

    private static @Nullable NoticeFolder configuredFolder(BundleContext context, Map<String, Object> properties) {
        Object configured = properties.get(FOLDER_PROPERTY);
        String folder = configured != null ? configured.toString() : context.getProperty(FOLDER_PROPERTY);
        return folder == null || folder.isBlank() ? null : new NoticeFolder(Path.of(folder));
    }

    @Override
    public WorkCalendar current() {
        NoticeChain known = known();
        return calendar(known, known.notices().size());
    }

    @Override
    public WorkCalendar asOf(LocalDate day) {
        NoticeChain known = known();
        List<HolidayNotice> notices = known.notices();
        int count = notices.size();
        while (count > 0 && notices.get(count - 1).publishedOn().isAfter(day)) {
            count--;
        }
        if (count == 0) {
            throw new DubanException(Problem.of(
                    ErrorCode.CALENDAR_OUT_OF_RANGE,
                    "day",
                    day,
                    "不早于" + notices.get(0).publishedOn(),
                    "那一天还没有任何节假日通知",
                    "no notice was published by that day"));
        }
        return calendar(known, count);
    }

    @Override
    public Optional<WorkCalendar> version(String version) {
        NoticeChain known = known();
        return known.find(version).map(notice -> calendar(known, known.notices().indexOf(notice) + 1));
    }

    /** The calendar of the first so many notices. */
    private WorkCalendar calendar(NoticeChain known, int count) {
        return versions.computeIfAbsent(
                known.notices().get(count - 1).number(), number -> new DayTable(known.first(count)));
    }

    @Override
    public List<HolidayNotice> notices() {
        return known().notices();
    }

    // ---- what another process imported

    /** The chain, read anew when another process changed the folder's file. */
    private NoticeChain known() {
        if (folder != null) {
            long now = nanoTime.getAsLong();
            long next = nextLook.get();
            if (now - next >= 0 && nextLook.compareAndSet(next, now + LOOK_NANOS)) {
                look(folder);
            }
        }
        return chain;
    }

    /** Whatever is wrong with the file, the calendar stays as it was; said once. */
    private void look(NoticeFolder shared) {
        // An import under way reads the file itself.
        if (!replacing.tryLock()) {
            return;
        }
        try {
            NoticeFolder.Stamp stamp = shared.stamp();
            if (!stamp.equals(seen)) {
                // A text that can't be read may be readable a second later; a wrong one stays wrong until it is
                // changed.
                String text = shared.read();
                seen = stamp;
                adopt(withImported(text, shared), shared);
            }
            complaint = "";
        } catch (DubanException e) {
            complain(String.valueOf(e.getMessage()));
        } finally {
            replacing.unlock();
        }
    }

    private void adopt(NoticeChain read, NoticeFolder shared) {
        if (read.extendsChain(chain)) {
            chain = read;
            LOG.info("Holiday notices read anew: {} is the newest", newest(read));
        } else {
            complain(shared.file() + " 中已采用的通知被改动或删除，重启后生效");
        }
    }

    private void complain(String what) {
        if (!what.equals(complaint)) {
            complaint = what;
            LOG.warn("Holiday notices stay as they were: {}", what);
        }
    }

    private static String newest(NoticeChain chain) {
        return chain.notices().get(chain.notices().size() - 1).number();
    }

    // ---- importing

    @Override
    public HolidayNotice importNotice(Path file) {
        return importNotice(TextFile.read(file));
    }

    @Override
    public HolidayNotice importNotice(String text) {
        WrittenNotice written = onlyNotice(NoticeFormat.read(text, ""));
        NoticeFolder keeper = folder;
        if (keeper == null) {
            throw new DubanException(Problem.of(
                    ErrorCode.DATA_DIRECTORY_UNUSABLE,
                    FOLDER_PROPERTY,
                    "",
                    "一个可以读写的目录",
                    "没有设置日历目录，不能导入通知",
                    "no folder is set for imported notices"));
        }
        replacing.lock();
        try {
            keeper.update(kept -> {
                // Read anew: another process may have imported since this one did.
                NoticeChain known = withImported(kept, keeper);
                if (known.find(written.notice().number())
                        .filter(same -> saysTheSame(same, written.notice()))
                        .isPresent()) {
                    return null;
                }
                known.plus(written);
                return kept + (kept.isEmpty() ? "" : "\n") + NoticeFormat.write(written.notice());
            });
            seen = keeper.stamp();
            chain = withImported(keeper.read(), keeper);
            return chain.find(written.notice().number()).orElseThrow();
        } finally {
            replacing.unlock();
        }
    }

    private static WrittenNotice onlyNotice(List<WrittenNotice> notices) {
        if (notices.isEmpty()) {
            throw new DubanException(
                    WrittenNotice.problem("", 1, "", "以「文号」开头的通知", "文件里没有通知", "there is no notice in it"));
        }
        if (notices.size() > 1) {
            throw new DubanException(notices.get(1)
                    .problem(
                            NoticeFormat.NUMBER,
                            notices.get(1).notice().number(),
                            "一次导入一份通知",
                            "文件里不止一份通知",
                            "there is more than one notice in it"));
        }
        return notices.get(0);
    }

    /** Whether two notices of one number arrange the same; wording and the day of publication may differ. */
    private static boolean saysTheSame(HolidayNotice one, HolidayNotice other) {
        return one.issuedOn().equals(other.issuedOn())
                && one.year() == other.year()
                && one.daysOff().equals(other.daysOff())
                && one.makeUpDays().equals(other.makeUpDays());
    }

    private static List<WrittenNotice> shipped() {
        try (InputStream in = Objects.requireNonNull(CalendarService.class.getResourceAsStream(SHIPPED), SHIPPED)) {
            return NoticeFormat.read(new String(in.readAllBytes(), StandardCharsets.UTF_8), SHIPPED);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The shipped notices, and those of the imported ones that a later Duban doesn't ship itself. */
    private static NoticeChain withImported(String imported, NoticeFolder folder) {
        List<WrittenNotice> all = shipped();
        List<HolidayNotice> shipped = all.stream().map(WrittenNotice::notice).toList();
        for (WrittenNotice written : NoticeFormat.read(imported, folder.file().toString())) {
            if (shipped.stream()
                    .noneMatch(notice -> notice.number().equals(written.notice().number())
                            && saysTheSame(notice, written.notice()))) {
                all.add(written);
            }
        }
        all.sort(Comparator.comparing(written -> written.notice().publishedOn()));
        return chain(all);
    }

    private static NoticeChain chain(List<WrittenNotice> notices) {
        NoticeChain chain = NoticeChain.EMPTY;
        for (WrittenNotice notice : notices) {
            chain = chain.plus(notice);
        }
        return chain;
    }
}
