package org.duban.embedded;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.duban.api.ledger.LedgerQuery;
import org.duban.api.matter.Actor;
import org.duban.api.matter.Assignment;
import org.duban.api.matter.Draft;
import org.duban.api.matter.Matter;
import org.duban.api.matter.MatterCommand.Propose;
import org.duban.api.matter.Proposal;
import org.duban.api.search.SearchQuery;
import org.duban.embed.Duban;
import org.duban.spi.directory.Directory;
import org.jspecify.annotations.Nullable;

/** The host program of the README. */
final class ReadmeHost {

    private ReadmeHost() {}

    public static void main(String[] arguments) {
        Directory oaDirectory = Office.directory();
        Draft draft = Office.instruction();
        Proposal proposal = new Proposal("由住建局牵头办理", List.of(Assignment.lead("zjj")));
        // README: embedding
        try (Duban duban = Duban.at(Path.of("data")).directory(oaDirectory).start()) { // your people and units
            Actor officer = Actor.of("li");
            Matter matter = duban.matters().register(officer, draft);
            duban.matters().execute(officer, matter.id(), new Propose(proposal));
            LedgerQuery overdue = LedgerQuery.where().unit("zjj").light("red").build();
            duban.ledger().list(officer, overdue, null, 50).rows().forEach(row -> show(row.number(), row.dueOn()));
            SearchQuery asked = SearchQuery.of("晏家坪 油烟 类型:网民留言").build();
            duban.search().search(officer, asked).hits().forEach(hit -> show(hit.number(), hit.dueOn()));
        }
        // README: end
    }

    private static void show(String number, @Nullable LocalDate dueOn) {
        System.out.println(number + " " + dueOn);
    }
}
