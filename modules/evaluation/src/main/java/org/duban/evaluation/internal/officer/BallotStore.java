package org.duban.evaluation.internal.officer;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.duban.api.appraisal.BallotEvent.CountedPaper;
import org.duban.api.journal.ReaderDatabase;

/**
 * What must not be in the journal: the private keys while papers are issued, and the papers until they are counted. A paper's row has no
 * time and no person, and the rows are written anew in the order of the serial numbers with each one that comes, so that not even the order
 * is kept in which they came.
 */
final class BallotStore {

    private static final int SCHEMA = 1;

    private static final List<String> TABLES = List.of(
            "create table ballot_key (ballot text not null primary key, private_key text not null)",
            "create table paper (ballot text not null, serial text not null, signature text not null,"
                    + " choice text not null, primary key (ballot, serial))");

    private final ReaderDatabase sql;

    BallotStore(DataSource database) {
        sql = new ReaderDatabase(database, "ballot.db", "schema_of", SCHEMA, TABLES);
    }

    void keep(String ballot, String privateKey) {
        sql.write(connection ->
                ReaderDatabase.update(connection, "insert into ballot_key values (?, ?)", ballot, privateKey));
    }

    Optional<String> privateKey(String ballot) {
        return sql
                .read(connection -> ReaderDatabase.all(
                        connection,
                        "select private_key from ballot_key where ballot = ?",
                        row -> row.getString(1),
                        ballot))
                .stream()
                .findFirst();
    }

    /** Deletes every key but those of these ballots. */
    void keepKeysOf(Set<String> ballots) {
        sql.write(connection -> {
            List<String> all = ReaderDatabase.all(connection, "select ballot from ballot_key", row -> row.getString(1));
            for (String ballot : all) {
                if (!ballots.contains(ballot)) {
                    ReaderDatabase.update(connection, "delete from ballot_key where ballot = ?", ballot);
                }
            }
            return all.size();
        });
    }

    /** Deletes every paper but those of these ballots. */
    void keepPapersOf(Set<String> ballots) {
        sql.write(connection -> {
            List<String> all =
                    ReaderDatabase.all(connection, "select distinct ballot from paper", row -> row.getString(1));
            for (String ballot : all) {
                if (!ballots.contains(ballot)) {
                    ReaderDatabase.update(connection, "delete from paper where ballot = ?", ballot);
                }
            }
            return all.size();
        });
    }

    /** Puts a paper into the box; answers the one with its serial number that is there already, if there is one. */
    Optional<CountedPaper> put(String ballot, CountedPaper paper) {
        return sql.write(connection -> {
            List<CountedPaper> papers = new ArrayList<>(papers(connection, ballot));
            Optional<CountedPaper> there = papers.stream()
                    .filter(p -> p.serial().equals(paper.serial()))
                    .findFirst();
            if (there.isEmpty()) {
                papers.add(paper);
                papers.sort(Comparator.comparing(CountedPaper::serial));
                ReaderDatabase.update(connection, "delete from paper where ballot = ?", ballot);
                for (CountedPaper each : papers) {
                    ReaderDatabase.update(
                            connection,
                            "insert into paper values (?, ?, ?, ?)",
                            ballot,
                            each.serial(),
                            each.signature(),
                            each.choice());
                }
            }
            return there;
        });
    }

    /** The papers in the box, by serial number. */
    List<CountedPaper> papers(String ballot) {
        return sql.read(connection -> papers(connection, ballot));
    }

    private static List<CountedPaper> papers(Connection connection, String ballot) throws SQLException {
        return ReaderDatabase.all(
                connection,
                "select serial, signature, choice from paper where ballot = ? order by serial",
                row -> new CountedPaper(row.getString(1), row.getString(2), row.getString(3)),
                ballot);
    }
}
