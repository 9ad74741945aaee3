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
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.flowable.common.engine.impl.history.HistoryLevel;
import org.flowable.common.engine.impl.identity.Authentication;
import org.flowable.engine.ProcessEngine;
import org.flowable.engine.RuntimeService;
import org.flowable.engine.TaskService;
import org.flowable.engine.impl.cfg.StandaloneProcessEngineConfiguration;
import org.flowable.engine.task.Comment;
import org.flowable.task.api.TaskQuery;

/**
 * Flowable on PostgreSQL: the nine stages as user tasks ({@code supervision.bpmn20.xml}), tuned in its favour wherever that costs no
 * durability and no history.
 *
 * <p>A step is what a person does: find one's open task of the matter, complete it, leave the text with it as a task-local variable
 * (which goes straight into the history). Who may do what is asked in the task query alone.
 */
final class FlowablePeer implements Peer {

    private static final List<Step> UNTIL_THE_LEAD_WORKS = List.of(
            Step.PROPOSE,
            Step.SUBMIT,
            Step.APPROVE,
            Step.ASSIGN,
            Step.ACKNOWLEDGE_LEAD,
            Step.ACKNOWLEDGE_ASSIST,
            Step.FINISH_ASSIST);

    private final EmbeddedPostgres postgres;
    private final long postmaster;
    private final HikariDataSource pool;
    private final ProcessEngine engine;
    private final RuntimeService processes;
    private final TaskService tasks;
    private final CountingDataSource counter = new CountingDataSource();

    /**
     * @param directory where PostgreSQL keeps its data
     * @param counted whether SQL is counted, which costs time
     */
    FlowablePeer(Path directory, boolean counted) {
        postgres = Postgres.below(directory);
        postmaster = Postgres.postmaster(directory);
        HikariConfig hikari = new HikariConfig();
        hikari.setDataSource(postgres.getPostgresDatabase());
        hikari.setMaximumPoolSize(16);
        hikari.setAutoCommit(false);
        pool = new HikariDataSource(hikari);

        StandaloneProcessEngineConfiguration configuration = new StandaloneProcessEngineConfiguration();
        configuration.setDataSource(counted ? counter.around(pool) : pool);
        configuration.setDatabaseSchemaUpdate("true");
        configuration.setHistoryLevel(HistoryLevel.AUDIT);
        configuration.setAsyncExecutorActivate(false);
        configuration.setDisableIdmEngine(true);
        configuration.setDisableEventRegistry(true);
        configuration.setEnableEagerExecutionTreeFetching(true);
        configuration.setEnableLocalization(false);
        engine = configuration.buildProcessEngine();
        processes = engine.getRuntimeService();
        tasks = engine.getTaskService();
        engine.getRepositoryService()
                .createDeployment()
                .addClasspathResource("org/duban/benchmarks/supervision.bpmn20.xml")
                .deploy();
    }

    @Override
    public String describe() {
        return "Flowable " + ProcessEngine.VERSION + " on PostgreSQL " + setting("server_version") + ": fsync="
                + setting("fsync") + ", synchronous_commit=" + setting("synchronous_commit") + ", full_page_writes="
                + setting("full_page_writes")
                + "; history level audit, no async executor, no identity engine, no event registry, Hikari pool of "
                + pool.getMaximumPoolSize();
    }

    @Override
    public String register(int n) {
        Authentication.setAuthenticatedUserId(Office.officer(n));
        return processes
                .startProcessInstanceByKey(
                        "supervision",
                        Integer.toString(n),
                        Map.of(
                                "title", Texts.title(n),
                                "content", Texts.content(n),
                                "instruction", Texts.instruction(n),
                                "leader", Office.LEADER))
                .getId();
    }

    @Override
    public void carryOut(Step step, int n, String id) {
        String officer = Office.officer(n);
        switch (step) {
            case REGISTER -> throw new IllegalArgumentException("register a matter with register(n)");
            case PROPOSE -> comment(step, n, id, officer, mine(id, "propose", officer));
            case SUBMIT -> complete(step, n, officer, mine(id, "propose", officer), Map.of());
            case APPROVE -> complete(step, n, Office.DEPUTY, ours(id, "approve", "deputies"), Map.of());
            case ASSIGN -> complete(step, n, officer, mine(id, "assign", officer), assignment(n));
            case ACKNOWLEDGE_LEAD -> unitCompletes(step, n, id, "acknowledgeLead", Office.lead(n));
            case ACKNOWLEDGE_ASSIST -> unitCompletes(step, n, id, "acknowledgeAssist", Office.assist(n));
            case REPORT_PROGRESS ->
                comment(step, n, id, Office.handler(Office.lead(n)), ours(id, "handleLead", Office.lead(n)));
            case FINISH_LEAD -> unitCompletes(step, n, id, "handleLead", Office.lead(n));
            case FINISH_ASSIST -> unitCompletes(step, n, id, "handleAssist", Office.assist(n));
            case START_VERIFICATION -> complete(step, n, officer, mine(id, "feedback", officer), Map.of());
            case PASS_VERIFICATION -> complete(step, n, officer, mine(id, "verify", officer), Map.of());
            case PRESENT -> complete(step, n, officer, mine(id, "present", officer), Map.of());
            case ENDORSE -> complete(step, n, Office.LEADER, mine(id, "endorse", Office.LEADER), Map.of());
            case DECIDE_CIRCULAR -> complete(step, n, Office.DEPUTY, ours(id, "circular", "deputies"), Map.of());
            case ARCHIVE -> complete(step, n, officer, mine(id, "archive", officer), Map.of());
        }
    }

    private static Map<String, Object> assignment(int n) {
        Date due = Date.from(Instant.now().plus(Duration.ofDays(21)));
        return Map.of(
                "lead",
                Office.lead(n),
                "assist",
                Office.assist(n),
                "due",
                due,
                "requirement",
                Texts.at(Step.ASSIGN, n));
    }

    private TaskQuery task(String id, String key) {
        return tasks.createTaskQuery().processInstanceId(id).taskDefinitionKey(key);
    }

    private String mine(String id, String key, String person) {
        return task(id, key).taskAssignee(person).singleResult().getId();
    }

    private String ours(String id, String key, String group) {
        return task(id, key).taskCandidateGroup(group).singleResult().getId();
    }

    private void unitCompletes(Step step, int n, String id, String key, String unit) {
        complete(step, n, Office.handler(unit), ours(id, key, unit), Map.of());
    }

    private void complete(Step step, int n, String person, String task, Map<String, Object> variables) {
        Authentication.setAuthenticatedUserId(person);
        String text = Texts.at(step, n);
        if (!variables.isEmpty()) {
            tasks.complete(task, person, variables);
        } else if (!text.isEmpty()) {
            tasks.complete(task, person, Map.of("text", text), true);
        } else {
            tasks.complete(task, person);
        }
    }

    private void comment(Step step, int n, String id, String person, String task) {
        Authentication.setAuthenticatedUserId(person);
        tasks.addComment(task, id, Texts.at(step, n));
    }

    @Override
    public long finished() {
        return engine.getHistoryService()
                .createHistoricProcessInstanceQuery()
                .finished()
                .count();
    }

    @Override
    public String kept(String id) {
        Stream<String> variables =
                engine.getHistoryService().createHistoricVariableInstanceQuery().processInstanceId(id).list().stream()
                        .map(variable -> String.valueOf(variable.getValue()));
        Stream<String> comments = tasks.getProcessInstanceComments(id).stream().map(Comment::getFullMessage);
        return Stream.concat(variables, comments).collect(Collectors.joining("\n"));
    }

    @Override
    public long storedBytes() {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("vacuum full");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return Long.parseLong(first("select pg_database_size(current_database())"));
    }

    @Override
    public SqlCount sql() {
        return counter.count();
    }

    @Override
    public long otherCpuNanos() {
        return Cpu.ofTree(postmaster);
    }

    @Override
    public void fill(int matters) {
        String template = register(0);
        for (Step step : UNTIL_THE_LEAD_WORKS) {
            carryOut(step, 0, template);
        }
        try {
            new ProcessCopies(postgres.getPostgresDatabase()).of(template, matters);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        // The engine must be able to go on with a copy.
        String copy = processes
                .createProcessInstanceQuery()
                .processInstanceBusinessKey(Integer.toString(matters))
                .singleResult()
                .getId();
        for (Step step : Step.LIFE.subList(Step.FINISH_LEAD.ordinal(), Step.LIFE.size())) {
            carryOut(step, matters, copy);
        }
    }

    private String setting(String name) {
        return first("show " + name);
    }

    private String first(String sql) {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    @Override
    public int overduePage(String unit, boolean titles) {
        TaskQuery overdue = tasks.createTaskQuery()
                .taskCandidateGroup(unit)
                .taskDueBefore(new Date())
                .orderByTaskDueDate()
                .asc();
        if (titles) {
            overdue.includeProcessVariables();
        }
        return overdue.listPage(0, 50).size();
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
