package org.duban.benchmarks;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.flowable.common.engine.impl.history.HistoryLevel;
import org.flowable.engine.ProcessEngine;
import org.flowable.engine.delegate.DelegateExecution;
import org.flowable.engine.delegate.JavaDelegate;
import org.flowable.engine.impl.cfg.StandaloneProcessEngineConfiguration;

/** Flowable's timers on PostgreSQL: a boundary timer beside each open task ({@code reminder.bpmn20.xml}), its executor tuned for many. */
final class FlowableTimers implements TimersPeer {

    private static final AtomicInteger FIRED = new AtomicInteger();

    private final EmbeddedPostgres postgres;
    private final long postmaster;
    private final HikariDataSource pool;
    private final StandaloneProcessEngineConfiguration configuration = new StandaloneProcessEngineConfiguration();
    private final ProcessEngine engine;
    private final boolean tuned;
    private int due;

    /** What a fired timer does. */
    public static final class Remind implements JavaDelegate {
        @Override
        public void execute(DelegateExecution execution) {
            FIRED.incrementAndGet();
        }
    }

    /** @param tuned whether its executor is set up for many timers at once; else it is as it comes */
    FlowableTimers(Path directory, boolean tuned) {
        this.tuned = tuned;
        postgres = Postgres.below(directory);
        postmaster = Postgres.postmaster(directory);
        HikariConfig hikari = new HikariConfig();
        hikari.setDataSource(postgres.getPostgresDatabase());
        hikari.setMaximumPoolSize(24);
        hikari.setAutoCommit(false);
        pool = new HikariDataSource(hikari);
        configuration.setDataSource(pool);
        configuration.setDatabaseSchemaUpdate("true");
        configuration.setHistoryLevel(HistoryLevel.AUDIT);
        configuration.setDisableIdmEngine(true);
        configuration.setDisableEventRegistry(true);
        configuration.setEnableEagerExecutionTreeFetching(true);
        configuration.setAsyncExecutorActivate(false);
        if (tuned) {
            configuration.setAsyncExecutorCorePoolSize(8);
            configuration.setAsyncExecutorMaxPoolSize(8);
            configuration.setAsyncExecutorThreadPoolQueueSize(2048);
            configuration.setAsyncExecutorMaxTimerJobsPerAcquisition(512);
            configuration.setAsyncExecutorMaxAsyncJobsDuePerAcquisition(512);
            configuration.setAsyncExecutorDefaultTimerJobAcquireWaitTime(100);
            configuration.setAsyncExecutorDefaultAsyncJobAcquireWaitTime(100);
        }
        engine = configuration.buildProcessEngine();
        engine.getRepositoryService()
                .createDeployment()
                .addClasspathResource("org/duban/benchmarks/reminder.bpmn20.xml")
                .deploy();
    }

    @Override
    public String describe() {
        return "Flowable " + ProcessEngine.VERSION + " on PostgreSQL: boundary timers, asynchronous executor "
                + (tuned ? "with 8 threads, 512 timers an acquisition" : "as it comes");
    }

    @Override
    public void fill(int open, int dueInARound, int rounds) {
        due = dueInARound;
        String template = engine.getRuntimeService()
                .startProcessInstanceByKey(
                        "reminder",
                        Map.of(
                                "lead",
                                Office.unit(0),
                                "remindAt",
                                Date.from(Instant.now().plus(Duration.ofDays(300)))))
                .getId();
        try {
            new ProcessCopies(postgres.getPostgresDatabase()).of(template, open + due * rounds);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        configuration.getAsyncExecutor().start();
    }

    /** The timers of the round's copies become due in one statement; the executor finds them. */
    @Override
    public void fire(int round) {
        FIRED.set(0);
        execute(
                "update act_ru_timer_job set duedate_ = localtimestamp - interval '1 minute' where id_ in (select id_ from"
                        + " act_ru_timer_job where duedate_ > localtimestamp limit " + due + ")");
        while (FIRED.get() < due || count("select count(*) from act_ru_job") > 0) {
            LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
        }
        long left = count("select count(*) from act_ru_timer_job where duedate_ < localtimestamp");
        if (left > 0 || FIRED.get() != due) {
            throw new IllegalStateException(FIRED.get() + " fired, " + left + " left");
        }
    }

    private void execute(String sql) {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    private long count(String sql) {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    @Override
    public long otherCpuNanos() {
        return Cpu.ofTree(postmaster);
    }

    @Override
    public void close() {
        engine.close();
        pool.close();
        try {
            postgres.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
