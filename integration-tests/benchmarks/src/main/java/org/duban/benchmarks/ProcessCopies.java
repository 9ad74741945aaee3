package org.duban.benchmarks;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/**
 * Many process instances in little time: the rows of one that the engine made, copied with ids of their own, so that the schema is kept
 * and the engine can go on with every copy. The history is not copied: no task query reads it.
 */
final class ProcessCopies {

    /** In the order their foreign keys ask for. */
    private static final List<String> TABLES = List.of(
            "act_ru_execution",
            "act_ru_task",
            "act_ru_identitylink",
            "act_ru_variable",
            "act_ru_actinst",
            "act_ru_timer_job");

    private final DataSource database;

    ProcessCopies(DataSource database) {
        this.database = database;
    }

    /**
     * Copies an instance whose lead unit is at work for the first unit: the n-th copy is the n-th matter's, of its unit, due when it is
     * due.
     *
     * @param instance id of the process instance
     * @param count how many; n goes from 1 to this
     */
    void of(String instance, int count) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            List<String> ids = strings(
                    statement,
                    TABLES.stream()
                            .map(table -> "select id_ from " + table + " where " + of(table, instance))
                            .collect(Collectors.joining(" union ")));
            for (String table : TABLES) {
                List<String> columns = strings(
                        statement,
                        "select column_name from information_schema.columns where table_name = '" + table
                                + "' and is_generated = 'NEVER'");
                String copied = columns.stream()
                        .map(column -> copied(table, column, ids))
                        .collect(Collectors.joining(", "));
                statement.execute("insert into " + table + " (" + String.join(", ", columns) + ") select " + copied
                        + " from " + table + " t cross join generate_series(1, " + count + ") n where "
                        + of(table, instance));
            }
            statement.execute("vacuum analyze");
        }
    }

    private static String of(String table, String instance) {
        String own =
                (table.equals("act_ru_timer_job") ? "process_instance_id_" : "proc_inst_id_") + " = '" + instance + "'";
        return table.equals("act_ru_identitylink")
                ? "(" + own + " or task_id_ in (select id_ from act_ru_task where " + own + "))"
                : own;
    }

    /** What becomes of a column in the n-th copy. */
    private static String copied(String table, String column, List<String> ids) {
        String unit = "'unit-' || n % " + Office.UNITS;
        return switch (table + "." + column) {
            case "act_ru_execution.business_key_" -> "case when business_key_ is not null then n::text end";
            case "act_ru_identitylink.group_id_" -> "case when group_id_ is not null then " + unit + " end";
            case "act_ru_variable.text_" -> "case when name_ = 'lead' then " + unit + " else text_ end";
            case "act_ru_task.due_date_" ->
                "localtimestamp + (case when n / " + Office.UNITS + " % 2 = 0 then -1 else 1 end) * (1 + n / "
                        + 2 * Office.UNITS + " % " + Office.DAYS + ") * interval '1 day'";
            default ->
                column.endsWith("id_")
                        ? "case when t." + column + " in ('" + String.join("', '", ids) + "') then t." + column
                                + " || '-' || n else t." + column + " end"
                        : "t." + column;
        };
    }

    private static List<String> strings(Statement statement, String sql) throws SQLException {
        List<String> strings = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                strings.add(rows.getString(1));
            }
        }
        return strings;
    }
}
