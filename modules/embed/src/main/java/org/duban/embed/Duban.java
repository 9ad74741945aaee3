package org.duban.embed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.duban.api.DubanException;
import org.duban.api.ErrorCode;
import org.duban.api.Problem;
import org.duban.api.access.Access;
import org.duban.api.accountability.Accountability;
import org.duban.api.appraisal.Appraisals;
import org.duban.api.appraisal.Ballots;
import org.duban.api.burden.Burden;
import org.duban.api.calendar.Calendars;
import org.duban.api.dossier.Dossiers;
import org.duban.api.evaluation.Evaluations;
import org.duban.api.evaluation.Results;
import org.duban.api.evaluation.RuleSets;
import org.duban.api.file.Attachments;
import org.duban.api.form.FormTypes;
import org.duban.api.health.Health;
import org.duban.api.inspection.Inspections;
import org.duban.api.journal.Journal;
import org.duban.api.journal.JournalFactory;
import org.duban.api.ledger.Ledger;
import org.duban.api.matter.Matters;
import org.duban.api.notice.Inbox;
import org.duban.api.notice.NoticeDesk;
import org.duban.api.notice.Notices;
import org.duban.api.notice.Reports;
import org.duban.api.paper.Papers;
import org.duban.api.plugin.Plugins;
import org.duban.api.search.Search;
import org.duban.api.search.Watches;
import org.duban.api.sheet.Intake;
import org.duban.api.sheet.LedgerSheets;
import org.duban.embed.internal.EmbeddedFramework;
import org.duban.embed.internal.Gate;
import org.duban.embed.internal.Scratch;
import org.duban.spi.contact.Contacts;
import org.duban.spi.directory.Directory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running Duban inside the host's JVM.
 *
 * <pre>{@code
 * try (Duban duban = Duban.at(Path.of("data")).directory(oaDirectory).start()) {
 *     Matter matter = duban.matters()
 *             .register(Actor.of("wang"), Draft.of("instruction").title("…").form(json));
 * }
 * }</pre>
 *
 * <p>A host usually starts one when it starts itself, keeps it, and {@linkplain #close() closes} it when it stops. Several may
 * live in one JVM, each with a data directory of its own. Thread-safe, and so is every service.
 *
 * <p>The services are the same objects as long as Duban lives. After {@link #close()} each of their methods throws {@link
 * DubanException} with {@code STOPPED}.
 */
public final class Duban implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Duban.class);

    private static final Duration FINISH_AT_MOST = Duration.ofSeconds(30);
    private static final Duration STOP_AT_MOST = Duration.ofSeconds(90);

    private final Path data;
    private final Gate gate;
    private final Matters matters;
    private final Ledger ledger;
    private final LedgerSheets ledgerSheets;
    private final Intake intake;
    private final Calendars calendars;
    private final FormTypes formTypes;
    private final Access access;
    private final Journal journal;
    private final Notices notices;
    private final Inbox inbox;
    private final Reports reports;
    private final NoticeDesk noticeDesk;
    private final Papers papers;
    private final Search search;
    private final Watches watches;
    private final Attachments attachments;
    private final Accountability accountability;
    private final Inspections inspections;
    private final Evaluations evaluations;
    private final RuleSets ruleSets;
    private final Results results;
    private final Dossiers dossiers;
    private final Appraisals appraisals;
    private final Ballots ballots;
    private final Burden burden;
    private final Plugins plugins;
    private final Health health;

    /** What was opened, the last first. */
    private final Deque<AutoCloseable> opened;

    private boolean closed;

    private Duban(Path data, Gate gate, EmbeddedFramework framework, Deque<AutoCloseable> opened) {
        this.data = data;
        this.gate = gate;
        this.matters = gate.guard(Matters.class, framework.current(Matters.class));
        this.ledger = gate.guard(Ledger.class, framework.current(Ledger.class));
        this.ledgerSheets = gate.guard(LedgerSheets.class, framework.current(LedgerSheets.class));
        this.intake = gate.guard(Intake.class, framework.current(Intake.class));
        this.calendars = gate.guard(Calendars.class, framework.current(Calendars.class));
        this.formTypes = gate.guard(FormTypes.class, framework.current(FormTypes.class));
        this.access = gate.guard(Access.class, framework.current(Access.class));
        this.journal = gate.guard(Journal.class, framework.current(Journal.class));
        this.notices = gate.guard(Notices.class, framework.current(Notices.class));
        this.inbox = gate.guard(Inbox.class, framework.current(Inbox.class));
        this.reports = gate.guard(Reports.class, framework.current(Reports.class));
        this.noticeDesk = gate.guard(NoticeDesk.class, framework.current(NoticeDesk.class));
        this.papers = gate.guard(Papers.class, framework.current(Papers.class));
        this.search = gate.guard(Search.class, framework.current(Search.class));
        this.watches = gate.guard(Watches.class, framework.current(Watches.class));
        this.attachments = gate.guard(Attachments.class, framework.current(Attachments.class));
        this.accountability = gate.guard(Accountability.class, framework.current(Accountability.class));
        this.inspections = gate.guard(Inspections.class, framework.current(Inspections.class));
        this.evaluations = gate.guard(Evaluations.class, framework.current(Evaluations.class));
        this.ruleSets = gate.guard(RuleSets.class, framework.current(RuleSets.class));
        this.results = gate.guard(Results.class, framework.current(Results.class));
        this.dossiers = gate.guard(Dossiers.class, framework.current(Dossiers.class));
        this.appraisals = gate.guard(Appraisals.class, framework.current(Appraisals.class));
        this.ballots = gate.guard(Ballots.class, framework.current(Ballots.class));
        this.burden = gate.guard(Burden.class, framework.current(Burden.class));
        this.plugins = gate.guard(Plugins.class, framework.current(Plugins.class));
        this.health = gate.guard(Health.class, framework.current(Health.class));
        this.opened = opened;
    }

    /**
     * Describes a Duban that keeps its data below a directory.
     *
     * @param data the data directory, for this Duban alone; created when missing. It holds the journal and the ledger's rows, the
     *     imported holiday notices ({@code calendar/}), the files that were handed in ({@code files/}), lists of dossiers ({@code
     *     dossier.db}), the heads of the hash chain ({@code anchors/}, better elsewhere: {@code dossier.json}), the notices to people
     *     ({@code notice.db}), the scores of the evaluation ({@code evaluation.db}), the search index ({@code index/}) and what watches
     *     were told ({@code search.db}), the configuration ({@code config/}), the plugins ({@code plugins/}), the last health report
     *     ({@code status/}) and, while running, the framework's
     *     files ({@code osgi/}). On a local disk: network file systems don't keep the promises durability rests on.
     */
    public static Builder at(Path data) {
        return new Builder(data.toAbsolutePath().normalize());
    }

    /** Registers matters, carries out commands, shows matters. */
    public Matters matters() {
        return matters;
    }

    /** Lists and counts. */
    public Ledger ledger() {
        return ledger;
    }

    /** The ledger and its figures as Excel workbooks. */
    public LedgerSheets ledgerSheets() {
        return ledgerSheets;
    }

    /** Takes in responsibility lists and messages from Excel and CSV. */
    public Intake intake() {
        return intake;
    }

    /** Holiday notices and working-day calendars. */
    public Calendars calendars() {
        return calendars;
    }

    /** The kinds of matter. */
    public FormTypes formTypes() {
        return formTypes;
    }

    /** Who may do and see what. */
    public Access access() {
        return access;
    }

    /** Every event. */
    public Journal journal() {
        return journal;
    }

    /** Where each notice is. */
    public Notices notices() {
        return notices;
    }

    /** The in-app inbox. */
    public Inbox inbox() {
        return inbox;
    }

    /** The reports owed once a period. */
    public Reports reports() {
        return reports;
    }

    /** Where the host hands in notices of its own. */
    public NoticeDesk noticeDesk() {
        return noticeDesk;
    }

    /** Numbered papers: drafted, signed, issued as files. */
    public Papers papers() {
        return papers;
    }

    /** Finds anything ever written about a matter. */
    public Search search() {
        return search;
    }

    /** Standing queries. */
    public Watches watches() {
        return watches;
    }

    /** Takes in the files that matters, inspections and papers name, and gives them out. */
    public Attachments attachments() {
        return attachments;
    }

    /** Cases of accountability: recommended, decided and carried out by people. */
    public Accountability accountability() {
        return accountability;
    }

    /** Inspections (督查行动), their findings and results. */
    public Inspections inspections() {
        return inspections;
    }

    /** The evaluation of matters. */
    public Evaluations evaluations() {
        return evaluations;
    }

    /** The rules everything is counted by. */
    public RuleSets ruleSets() {
        return ruleSets;
    }

    /** The results of units, leaders, groups and officers. */
    public Results results() {
        return results;
    }

    /** Shows what was sealed, exports it, verifies packages, takes them in. */
    public Dossiers dossiers() {
        return dossiers;
    }

    /** The officers' yearly scorecards, and the performance behind them. */
    public Appraisals appraisals() {
        return appraisals;
    }

    /** Democratic appraisal by anonymous ballots. */
    public Ballots ballots() {
        return ballots;
    }

    /** How much the office asks of each unit. */
    public Burden burden() {
        return burden;
    }

    /** What is in the plugins folder and the configuration folder. */
    public Plugins plugins() {
        return plugins;
    }

    /** How everything is. */
    public Health health() {
        return health;
    }

    /**
     * Stops: refuses new calls, waits for those under way, closes the journal, stops every thread and releases the data directory.
     * Idempotent; never throws; an interruption doesn't cut it short.
     *
     * <p>Calls that aren't done within 30 seconds are no longer waited for: a command among them is either durable as a whole or
     * never happened, and its caller gets an exception in the latter case. When a disk or a thread hangs, this returns after 90
     * seconds at most and says so in the log; the data directory then stays locked until the process ends. Must not be called from
     * within a call of a service or of the host's {@link Directory}: it would wait for itself.
     */
    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            stop(data, () -> {
                if (!gate.close(FINISH_AT_MOST)) {
                    LOG.warn("Calls are still under way while Duban stops: {}", data);
                }
                closeAll(opened);
                LOG.info("Duban has stopped: {}", data);
            });
        }
    }

    @Override
    public String toString() {
        return "Duban at " + data;
    }

    /** Runs a stop on a thread of its own, which nobody interrupts, and waits for it. */
    private static void stop(Path data, Runnable stop) {
        Thread thread = new Thread(stop, "duban-stop");
        thread.setDaemon(true);
        thread.start();
        long end = System.nanoTime() + STOP_AT_MOST.toNanos();
        boolean interrupted = false;
        while (thread.isAlive() && System.nanoTime() < end) {
            try {
                TimeUnit.NANOSECONDS.timedJoin(thread, end - System.nanoTime());
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (thread.isAlive()) {
            LOG.error("Duban hasn't stopped within {} s: {}", STOP_AT_MOST.toSeconds(), data);
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void closeAll(Deque<AutoCloseable> opened) {
        while (!opened.isEmpty()) {
            try {
                opened.pop().close();
            } catch (Exception e) {
                LOG.warn("Could not be stopped cleanly", e);
            }
        }
    }

    private static void create(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new DubanException(
                    Problem.of(
                            ErrorCode.DATA_DIRECTORY_UNUSABLE,
                            folder.toString(),
                            e.toString(),
                            "可以读写的目录",
                            "目录无法创建",
                            "A folder can't be created"),
                    e);
        }
    }

    /** What a Duban is started with; not thread-safe. Each method changes this builder and returns it. */
    public static final class Builder {

        private final Path data;
        private Path config;
        private Path plugins;
        private @Nullable Directory directory;
        private @Nullable Contacts contacts;
        private InstantSource clock = InstantSource.system();
        private ZoneId zone = ZoneId.of("Asia/Shanghai");
        private boolean clearedForSecrets;

        private Builder(Path data) {
            this.data = data;
            this.config = data.resolve("config");
            this.plugins = data.resolve("plugins");
        }

        /** The host's people and units. Required. */
        public Builder directory(Directory value) {
            directory = Objects.requireNonNull(value, "directory");
            return this;
        }

        /** How the host's people want to be told; without it everybody has the inbox alone. */
        public Builder contacts(Contacts value) {
            contacts = Objects.requireNonNull(value, "contacts");
            return this;
        }

        /**
         * The hot folder for bundles ({@code *.jar}) and form types ({@code *.json}); default: {@code plugins} in the data directory.
         * Created when missing. What is in it when Duban starts is in use when it has started; one that can't be used keeps nothing
         * from starting, {@link Duban#plugins()} says why.
         */
        public Builder plugins(Path value) {
            plugins = value.toAbsolutePath().normalize();
            return this;
        }

        /** What tells the time; default: the system's clock. Must never go back. */
        public Builder clock(InstantSource value) {
            clock = Objects.requireNonNull(value, "clock");
            return this;
        }

        /** The office's time zone, in which days begin; default: Asia/Shanghai. */
        public Builder zone(ZoneId value) {
            zone = Objects.requireNonNull(value, "zone");
            return this;
        }

        /**
         * Declares that this deployment may hold matters with a secrecy level (密级); default: no, such a matter is refused
         * (保守国家秘密法, 2024).
         */
        public Builder clearedForSecrets(boolean value) {
            clearedForSecrets = value;
            return this;
        }

        /**
         * The folder with the district's own rules ({@code access.json}, {@code papers.json}, {@code hours.json}, {@code
         * notices.json}, {@code inspection.json}, {@code files.json}, {@code dossier.json}), read at start, the keys that dossiers are
         * signed with (made when there are none), and the settings of parts and plugins ({@code <pid>.cfg}), followed all the time;
         * default: {@code config} in the data directory. Created when missing; none of the files needs to be there.
         * The folder with the district's own rules ({@code access.json}, {@code intake.json}, {@code ledger-columns.json}, {@code papers.json}, {@code hours.json}, {@code
         * notices.json}, {@code inspection.json}), read at start, and the settings of parts and plugins ({@code <pid>.cfg}), followed
         * all the time; default: {@code config} in the data directory. Created when missing; none of the files needs to be there.
         */
        public Builder config(Path value) {
            config = value.toAbsolutePath().normalize();
            return this;
        }

        /**
         * Starts; returns when commands can be given. Whoever starts it closes it.
         *
         * @throws DubanException {@code MISSING_FIELD} without a directory; {@code DATA_DIRECTORY_IN_USE} when another Duban, in this
         *     process or another, has the data directory open; {@code DATA_DIRECTORY_UNUSABLE}, {@code JOURNAL_NEWER}, {@code
         *     JOURNAL_DAMAGED}; {@code START_FAILED} when a part doesn't start, naming it. Nothing is left running then, and the
         *     journal is untouched.
         */
        public Duban start() {
            if (directory == null) {
                throw new DubanException(Problem.of(
                        ErrorCode.MISSING_FIELD,
                        "directory",
                        null,
                        "Duban.at(…).directory(…)",
                        "未提供单位和人员目录",
                        "no directory of people and units was given"));
            }
            Map<Class<?>, Object> lent =
                    new HashMap<>(Map.of(Directory.class, directory, InstantSource.class, clock, ZoneId.class, zone));
            if (contacts != null) {
                lent.put(Contacts.class, contacts);
            }
            Map<String, String> properties = Map.of(
                    "duban.dir", data.toString(),
                    "duban.calendar.dir", data.resolve("calendar").toString(),
                    "duban.config.dir", config.toString(),
                    "duban.plugins.dir", plugins.toString(),
                    "duban.cleared", Boolean.toString(clearedForSecrets));
            Deque<AutoCloseable> opened = new ArrayDeque<>();
            try {
                Scratch scratch = Scratch.below(data.resolve("osgi"));
                opened.push(scratch);
                EmbeddedFramework framework = EmbeddedFramework.start(scratch.folder(), properties, lent);
                opened.push(framework);
                create(config);
                create(plugins);
                // Before there is a journal: so the parts that need it are made once, with their configuration.
                framework.service(Plugins.class).scan();
                opened.push(framework.service(JournalFactory.class).open(data));
                opened.push(framework::stopPlugins);
                // Now that it is known that nobody else has the data directory, the plugins are started.
                framework.service(Plugins.class).scan();
                scratch.sweep();
                Duban duban = new Duban(data, new Gate(), framework, opened);
                framework.requireEveryComponent();
                LOG.info("Duban has started: {}", data);
                return duban;
            } catch (DubanException | Error e) {
                stop(data, () -> closeAll(opened));
                throw e;
            } catch (RuntimeException e) {
                stop(data, () -> closeAll(opened));
                throw new DubanException(
                        Problem.of(ErrorCode.START_FAILED, "督办系统未能启动：" + e, "Duban could not be started: " + e), e);
            }
        }
    }
}
