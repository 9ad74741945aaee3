package org.duban.evaluation.internal.result;

import static org.duban.api.journal.ReaderDatabase.all;
import static org.duban.api.journal.ReaderDatabase.set;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.duban.api.DubanException;
import org.duban.api.evaluation.MatterEvaluation.State;
import org.duban.api.evaluation.ResultPeriod;
import org.duban.api.evaluation.RuleSet;
import org.duban.api.evaluation.Subject;
import org.duban.api.evaluation.SubjectKind;
import org.duban.api.journal.ReaderDatabase;
import org.duban.api.matter.MatterId;
import org.duban.evaluation.internal.score.Assessment;
import org.duban.evaluation.internal.score.Assessor;
import org.duban.evaluation.internal.score.Entry;
import org.duban.evaluation.internal.score.MatterFacts;
import org.duban.evaluation.internal.score.Recurrence;
import org.jspecify.annotations.Nullable;

/**
 * What the reader knows: the facts of each matter, what each gives to whom, and the sums of that. All of it can be computed anew. Written by one
 * thread.
 */
public final class ScoreStore {

    private static final int SCHEMA = 1;

    /** The position in the feed; absent until everything was read once. */
    static final String POSITION = "position";

    /**
     * fact: single facts. score_matter: a row for each matter, days since 1970. entry: what a matter gives (see {@link Entry}). total: sums of
     * entries by month ({@code yyyymm}) and year ({@code yyyy00}); rows of nothing are removed. recurrence: which matter repeats which.
     * deferred: matters that couldn't be read.
     */
    private static final List<String> TABLES = List.of(
            "create table fact (name text not null primary key, value bigint not null)",
            "create table score_matter (id text not null primary key, received integer not null, form_type text not null,"
                    + " state text not null, next_day integer, facts text not null)",
            "create index score_matter_next on score_matter (next_day) where next_day is not null",
            "create table entry (matter text not null, kind integer not null, subject text not null, month integer not null,"
                    + " rule text not null, times bigint not null, amount bigint not null, weight bigint not null,"
                    + " primary key (matter, kind, subject, month, rule))",
            "create index entry_subject on entry (kind, subject, month)",
            "create table total (kind integer not null, period integer not null, subject text not null, rule text not null,"
                    + " times bigint not null, amount bigint not null, weight bigint not null,"
                    + " primary key (kind, period, subject, rule))",
            "create table recurrence (later text not null primary key, earlier text not null, version bigint not null,"
                    + " day integer not null)",
            "create index recurrence_earlier on recurrence (earlier)",
            "create table deferred (matter text not null primary key, why text not null)");

    private static final List<String> NAMES =
            List.of("fact", "score_matter", "entry", "total", "recurrence", "deferred");

    private final ReaderDatabase database;

    /** @throws DubanException {@code JOURNAL_NEWER} when a newer Duban has made the tables */
    public ScoreStore(DataSource database) {
        this.database = new ReaderDatabase(database, "evaluation.db", "score_schema", SCHEMA, TABLES);
    }

    /**
     * A matter as it is to be written.
     *
     * @param state how far its evaluation is
     * @param repeats the matter it repeats, as its last registration says; null when none
     */
    record Row(
            MatterFacts facts,
            State state,
            List<Entry> entries,
            @Nullable Recurrence repeats) {}

    /** Sums of entries. */
    public record Sum(String rule, long times, long amount, long weight) {}

    // ---- writing

    /** Forgets everything. */
    void clear() {
        database.write(connection -> {
            try (Statement statement = connection.createStatement()) {
                for (String table : NAMES) {
                    statement.executeUpdate("delete from " + table);
                }
            }
            return 0;
        });
    }

    private record Key(int kind, int period, String subject, String rule) implements Comparable<Key> {
        @Override
        public int compareTo(Key o) {
            int by = Integer.compare(kind, o.kind);
            by = by != 0 ? by : Integer.compare(period, o.period);
            by = by != 0 ? by : subject.compareTo(o.subject);
            return by != 0 ? by : rule.compareTo(o.rule);
        }
    }

    /**
     * Replaces what is known of some matters, and adjusts the sums by the difference; in one transaction.
     *
     * @param position of the feed, up to which all is known then; null: not to be said yet
     * @param deferred matters that couldn't be read → why
     */
    void put(List<Row> rows, Map<MatterId, String> deferred, @Nullable Long position) {
        change(transaction -> {
            Map<Key, long[]> changes = new TreeMap<>();
            for (Row row : rows) {
                put(transaction, row, changes);
            }
            adjust(transaction, changes);
            for (Row row : rows) {
                transaction.update(
                        "delete from deferred where matter = ?",
                        row.facts().matter().value());
            }
            for (Map.Entry<MatterId, String> failed : deferred.entrySet()) {
                transaction.update(
                        "insert into deferred values (?, ?) on conflict (matter) do update set why = excluded.why",
                        failed.getKey().value(),
                        failed.getValue());
            }
            if (position != null) {
                transaction.update(
                        "insert into fact values (?, ?) on conflict (name) do update set value = excluded.value",
                        POSITION,
                        position);
            }
        });
    }

    /** Puts facts as they count by one rule set; for measuring without a journal. */
    public void put(List<MatterFacts> facts, RuleSet rules) {
        List<Row> rows = new ArrayList<>();
        for (MatterFacts each : facts) {
            Assessment assessment = Assessor.assess(each, day -> rules);
            rows.add(new Row(each, assessment.state(), Entry.of(each, assessment), null));
        }
        put(rows, Map.of(), null);
    }

    private static void put(Transaction transaction, Row row, Map<Key, long[]> changes) throws SQLException {
        MatterFacts facts = row.facts();
        String id = facts.matter().value();
        transaction.update(
                "insert into score_matter values (?, ?, ?, ?, ?, ?) on conflict (id) do update set received ="
                        + " excluded.received, form_type = excluded.form_type, state = excluded.state, next_day ="
                        + " excluded.next_day, facts = excluded.facts",
                id,
                facts.receivedOn().toEpochDay(),
                facts.formType(),
                row.state().name(),
                facts.nextDay() == null ? null : facts.nextDay().toEpochDay(),
                FactsCodec.write(facts));
        List<Entry> before = entries(transaction, id);
        if (!before.equals(row.entries())) {
            before.forEach(entry -> change(changes, entry, -1));
            row.entries().forEach(entry -> change(changes, entry, 1));
            if (!before.isEmpty()) {
                transaction.update("delete from entry where matter = ?", id);
            }
            insert(transaction, id, row.entries());
        }
        Recurrence repeats = row.repeats();
        if (repeats == null) {
            transaction.update("delete from recurrence where later = ?", id);
        } else {
            transaction.update(
                    "insert into recurrence values (?, ?, ?, ?) on conflict (later) do update set earlier ="
                            + " excluded.earlier, version = excluded.version, day = excluded.day",
                    id,
                    repeats.earlier().value(),
                    repeats.version(),
                    repeats.on().toEpochDay());
        }
    }

    private static List<Entry> entries(Transaction transaction, String matter) throws SQLException {
        return transaction.all(
                "select kind, subject, month, rule, times, amount, weight from entry where matter = ?"
                        + " order by kind, subject, month, rule",
                ScoreStore::entry,
                matter);
    }

    private static Entry entry(ResultSet row) throws SQLException {
        return new Entry(
                new Subject(SubjectKind.values()[row.getInt(1)], row.getString(2)),
                row.getInt(3),
                row.getString(4),
                row.getLong(5),
                row.getLong(6),
                row.getLong(7));
    }

    private static void insert(Transaction transaction, String matter, List<Entry> entries) throws SQLException {
        for (Entry e : entries) {
            transaction.update(
                    "insert into entry values (?, ?, ?, ?, ?, ?, ?, ?)",
                    matter,
                    e.subject().kind().ordinal(),
                    e.subject().id(),
                    e.month(),
                    e.rule(),
                    e.times(),
                    e.amount(),
                    e.weight());
        }
    }

    private static void change(Map<Key, long[]> changes, Entry entry, int sign) {
        int year = entry.month() / 100 * 100;
        for (int period : new int[] {entry.month(), year}) {
            long[] sum = changes.computeIfAbsent(
                    new Key(
                            entry.subject().kind().ordinal(),
                            period,
                            entry.subject().id(),
                            entry.rule()),
                    key -> new long[3]);
            sum[0] += sign * entry.times();
            sum[1] += sign * entry.amount();
            sum[2] += sign * entry.weight();
        }
    }

    private static void adjust(Transaction transaction, Map<Key, long[]> changes) throws SQLException {
        for (Map.Entry<Key, long[]> change : changes.entrySet()) {
            Key key = change.getKey();
            long[] sum = change.getValue();
            if (sum[0] == 0 && sum[1] == 0 && sum[2] == 0) {
                continue;
            }
            transaction.update(
                    "insert into total values (?, ?, ?, ?, ?, ?, ?) on conflict (kind, period, subject, rule) do update set"
                            + " times = total.times + excluded.times, amount = total.amount + excluded.amount,"
                            + " weight = total.weight + excluded.weight",
                    key.kind(),
                    key.period(),
                    key.subject(),
                    key.rule(),
                    sum[0],
                    sum[1],
                    sum[2]);
            if (sum[0] < 0) {
                transaction.update(
                        "delete from total where kind = ? and period = ? and subject = ? and rule = ? and times = 0",
                        key.kind(),
                        key.period(),
                        key.subject(),
                        key.rule());
            }
        }
    }

    // ---- reading

    public Optional<Long> position() {
        return database
                .read(connection ->
                        all(connection, "select value from fact where name = ?", row -> row.getLong(1), POSITION))
                .stream()
                .findFirst();
    }

    /** Matters whose facts time alone may have changed by a day, some at a time. */
    List<MatterId> due(LocalDate today, int limit) {
        return database.read(connection -> all(
                connection,
                "select id from score_matter where next_day <= ? order by id limit ?",
                row -> new MatterId(row.getString(1)),
                today.toEpochDay(),
                limit));
    }

    public List<MatterId> deferred() {
        return database.read(connection ->
                all(connection, "select matter from deferred order by matter", row -> new MatterId(row.getString(1))));
    }

    public List<Recurrence> recurrencesOf(MatterId earlier) {
        return database.read(connection -> all(
                connection,
                "select later, earlier, version, day from recurrence where earlier = ? order by later",
                ScoreStore::recurrence,
                earlier.value()));
    }

    Optional<Recurrence> repeats(MatterId later) {
        return database
                .read(connection -> all(
                        connection,
                        "select later, earlier, version, day from recurrence where later = ?",
                        ScoreStore::recurrence,
                        later.value()))
                .stream()
                .findFirst();
    }

    private static Recurrence recurrence(ResultSet row) throws SQLException {
        return new Recurrence(
                new MatterId(row.getString(1)),
                new MatterId(row.getString(2)),
                row.getLong(3),
                LocalDate.ofEpochDay(row.getLong(4)));
    }

    private static int key(ResultPeriod period) {
        return period.year() * 100 + period.month();
    }

    /** The sums of a period: id of the subject → its sums by rule; in the order of ids, then rules. */
    public Map<String, List<Sum>> totals(SubjectKind kind, ResultPeriod period) {
        return database.read(connection -> {
            Map<String, List<Sum>> totals = new LinkedHashMap<>();
            try (PreparedStatement statement = connection.prepareStatement(
                    "select subject, rule, times, amount, weight from total where kind = ? and period = ?"
                            + " order by subject, rule")) {
                set(statement, kind.ordinal(), key(period));
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        totals.computeIfAbsent(rows.getString(1), id -> new ArrayList<>())
                                .add(new Sum(rows.getString(2), rows.getLong(3), rows.getLong(4), rows.getLong(5)));
                    }
                }
            }
            return totals;
        });
    }

    /** The same, added up from what each matter gives. */
    public Map<String, List<Sum>> totalsOfEntries(SubjectKind kind, ResultPeriod period) {
        return database.read(connection -> {
            SumBook sums = new SumBook();
            try (PreparedStatement statement = connection.prepareStatement(
                    "select subject, rule, times, amount, weight from entry where kind = ? and month between ? and ?")) {
                set(statement, kind.ordinal(), first(period), last(period));
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        sums.add(
                                rows.getString(1),
                                rows.getString(2),
                                rows.getLong(3),
                                rows.getLong(4),
                                rows.getLong(5));
                    }
                }
            }
            return sums.totals();
        });
    }

    private static int first(ResultPeriod period) {
        return key(period);
    }

    private static int last(ResultPeriod period) {
        return period.isYear() ? key(period) + 12 : key(period);
    }

    /** The matters that give a subject something in a period. */
    public List<MatterId> matters(Subject subject, ResultPeriod period) {
        return database.read(connection -> all(
                connection,
                "select distinct matter from entry where kind = ? and subject = ? and month between ? and ?"
                        + " order by matter",
                row -> new MatterId(row.getString(1)),
                subject.kind().ordinal(),
                subject.id(),
                first(period),
                last(period)));
    }

    public Optional<MatterFacts> facts(MatterId id) {
        return database
                .read(connection -> all(
                        connection,
                        "select facts from score_matter where id = ?",
                        row -> FactsCodec.read(id, row.getString(1)),
                        id.value()))
                .stream()
                .findFirst();
    }

    /** Hands out the facts of every matter, in the order of ids. */
    public void forEach(Consumer<MatterFacts> each) {
        database.read(connection -> {
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery("select id, facts from score_matter order by id")) {
                while (rows.next()) {
                    each.accept(FactsCodec.read(new MatterId(rows.getString(1)), rows.getString(2)));
                }
            }
            return 0;
        });
    }

    /** How many matters are at each state. */
    public Map<State, Long> states(@Nullable LocalDate from, @Nullable LocalDate to, @Nullable String formType) {
        return database.read(connection -> {
            Map<State, Long> states = new HashMap<>();
            try (PreparedStatement statement = connection.prepareStatement(
                    "select state, count(*) from score_matter where received between ? and ? and (form_type = ? or ? = '')"
                            + " group by state")) {
                String form = Objects.requireNonNullElse(formType, "");
                set(
                        statement,
                        from == null ? Integer.MIN_VALUE : from.toEpochDay(),
                        to == null ? Integer.MAX_VALUE : to.toEpochDay(),
                        form,
                        form);
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        states.put(State.valueOf(rows.getString(1)), rows.getLong(2));
                    }
                }
            }
            return states;
        });
    }

    /** Everything in it as text, for comparing one store with another. */
    public String dump() {
        return database.read(connection -> {
            StringBuilder dump = new StringBuilder();
            for (String query : List.of(
                    "select id, received, form_type, state, next_day, facts from score_matter order by id",
                    "select matter, kind, subject, month, rule, times, amount, weight from entry"
                            + " order by matter, kind, subject, month, rule",
                    "select kind, period, subject, rule, times, amount, weight from total"
                            + " order by kind, period, subject, rule",
                    "select later, earlier, version, day from recurrence order by later")) {
                dump.append(query).append('\n');
                try (Statement statement = connection.createStatement();
                        ResultSet rows = statement.executeQuery(query)) {
                    int columns = rows.getMetaData().getColumnCount();
                    while (rows.next()) {
                        for (int i = 1; i <= columns; i++) {
                            dump.append(rows.getString(i)).append('\t');
                        }
                        dump.append('\n');
                    }
                }
            }
            return dump.toString();
        });
    }

    // ---- SQL

    @FunctionalInterface
    private interface Change {
        void in(Transaction transaction) throws SQLException;
    }

    /** Prepares each statement once: a batch has thousands of the same few. */
    private static final class Transaction implements AutoCloseable {
        private final Connection connection;
        private final Map<String, PreparedStatement> prepared = new HashMap<>();

        Transaction(Connection connection) {
            this.connection = connection;
        }

        private PreparedStatement prepare(String sql, @Nullable Object... values) throws SQLException {
            PreparedStatement statement = prepared.get(sql);
            if (statement == null) {
                statement = connection.prepareStatement(sql);
                prepared.put(sql, statement);
            }
            set(statement, values);
            return statement;
        }

        void update(String sql, @Nullable Object... values) throws SQLException {
            prepare(sql, values).executeUpdate();
        }

        <T> List<T> all(String sql, ReaderDatabase.Row<T> row, Object... values) throws SQLException {
            return ReaderDatabase.all(prepare(sql, values), row);
        }

        @Override
        public void close() throws SQLException {
            for (PreparedStatement statement : prepared.values()) {
                statement.close();
            }
        }
    }

    private void change(Change work) {
        database.write(connection -> {
            try (Transaction transaction = new Transaction(connection)) {
                work.in(transaction);
            }
            return 0;
        });
    }
}
