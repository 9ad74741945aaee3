package org.duban.embedded;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.duban.api.health.Finding.Status;
import org.duban.api.matter.Actor;
import org.duban.api.matter.MatterCommand.ReportProgress;
import org.duban.api.matter.MatterId;
import org.duban.api.notice.NoticeKind;
import org.duban.api.search.Facet;
import org.duban.api.search.FacetCount;
import org.duban.api.search.Hit;
import org.duban.api.search.IndexStatus.State;
import org.duban.api.search.Results;
import org.duban.api.search.SearchQuery;
import org.duban.api.search.Similar;
import org.duban.api.search.Suggestion;
import org.duban.api.search.TextKind;
import org.duban.api.search.Watch;
import org.duban.embed.Duban;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Search as a host has it: Lucene inside its bundle, inside the framework, below the data directory. */
class SearchIT {

    private static final Actor DEPUTY = Actor.of("chen");

    @TempDir
    Path data;

    private Duban start() {
        return Duban.at(data).directory(Office.directory()).start();
    }

    private static Results find(Duban duban, Actor actor, String text) {
        return duban.search().search(actor, SearchQuery.of(text).fresh().build());
    }

    private static List<MatterId> found(Duban duban, Actor actor, String text) {
        return find(duban, actor, text).hits().stream().map(Hit::id).toList();
    }

    @Test
    @DisplayName("写过的都能搜到：标题、批示、反馈；怎么打都行；只给看得到的人")
    void whatWasWrittenIsFoundAtOnceByThoseWhoMaySeeIt() {
        try (Duban duban = start()) {
            Office office = new Office(duban.matters());
            MatterId id = office.register();
            for (String typed : List.of("供暖", "冬季供暖前", "西園街道 供暖", "老旧小区，供暖", "供暖 －拆迁", "供暖|油烟", "标题:改造")) {
                assertEquals(List.of(id), found(duban, Office.OFFICER, typed), typed);
            }
            assertEquals(List.of(), found(duban, Office.HANDLER, "供暖"), "nobody's unit yet");
            assertEquals(0, find(duban, Office.HANDLER, "供暖").total());

            office.assign(id);
            office.does(Office.HANDLER, id, new ReportProgress(1, "锅炉房已完成招标，管网开挖至三号楼", 40, "管线资料缺失", List.of(), ""));
            assertEquals(List.of(id), found(duban, Office.HANDLER, "管网 三号楼"));
            Hit hit = find(duban, Office.HANDLER, "管网开挖").hits().get(0);
            assertEquals(TextKind.FEEDBACK, hit.passages().get(0).kind());
            assertTrue(hit.passages().get(0).snippet().html().contains("<mark>管网开挖</mark>"), hit::toString);
            assertEquals(List.of(id), found(duban, Office.DIRECTOR, "zjj 供暖"), "the unit, by its initials");
            assertEquals(List.of(id), found(duban, Office.DIRECTOR, "牵头:住建局"));
        }
    }

    @Test
    void facetsCountWhatTheAskerMaySeeAndNothingElse() {
        try (Duban duban = start()) {
            Office office = new Office(duban.matters());
            office.register();
            office.assign(office.register());
            SearchQuery stages =
                    SearchQuery.of("").facet(Facet.STAGE).limit(0).fresh().build();
            assertEquals(
                    List.of(new FacetCount("HANDLING", "承办", 1)),
                    duban.search().search(Office.HANDLER, stages).facets().get("STAGE"));
            assertEquals(2, duban.search().search(Office.DIRECTOR, stages).total());
        }
    }

    @Test
    @DisplayName("登记时提示相似的旧事项，并说明缘由")
    void anEarlierMatterLikeADraftIsNamedWithTheReason() {
        try (Duban duban = start()) {
            MatterId id = new Office(duban.matters()).register();
            duban.search().catchUp();
            List<Similar> similar =
                    duban.search().similar(Office.OFFICER, Office.instruction().title("西园街道老旧小区冬季供暖改造"), 5);
            assertEquals(id, similar.get(0).hit().id());
            assertTrue(similar.get(0).likeness() >= Similar.SAME, similar::toString);
            assertTrue(!similar.get(0).reasons().isEmpty());
            assertEquals(List.of(), duban.search().similar(Office.HANDLER, Office.instruction(), 5), "may not see it");
        }
    }

    @Test
    void namesAreSuggestedByPinyinWhileTyping() {
        try (Duban duban = start()) {
            List<Suggestion> suggestions = duban.search().suggest(Office.OFFICER, "zhuj", 5);
            assertTrue(suggestions.stream().anyMatch(s -> s.id().equals("zjj")), suggestions::toString);
        }
    }

    @Test
    @DisplayName("关注的内容有了新的，告知本人；看不到的不告知")
    void aWatchTellsItsOwnerOfANewText() {
        try (Duban duban = start()) {
            Office office = new Office(duban.matters());
            Watch watch = duban.watches().set(DEPUTY, "供暖", "供暖 锅炉");
            duban.watches().set(Actor.of("sun"), "招标", "招标");
            MatterId id = office.register();
            office.assign(id);
            office.does(Office.HANDLER, id, new ReportProgress(1, "供暖锅炉房已完成招标", 40, "", List.of(), ""));
            assertEquals(List.of(watch), duban.watches().mine(DEPUTY));
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> duban.notices().about(Office.DIRECTOR, id, 100).stream()
                            .anyMatch(notice -> notice.kind() == NoticeKind.WATCH
                                    && notice.person().equals("chen")));
        }
    }

    @Test
    @DisplayName("索引坏了或没了：后台由日志重建，事项不受影响")
    void aDamagedIndexIsBuiltAnewFromTheJournal() {
        MatterId id;
        try (Duban duban = start()) {
            id = new Office(duban.matters()).register();
            duban.search().catchUp();
        }
        damageIndex();
        try (Duban duban = start()) {
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> duban.search().status().state() == State.READY);
            assertEquals(List.of(id), found(duban, Office.OFFICER, "供暖"));
            assertTrue(duban.health().report().findings().stream()
                    .filter(finding -> finding.subject().equals("index"))
                    .allMatch(finding -> finding.status() == Status.OK));
            duban.search().rebuild(Office.DIRECTOR);
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> duban.search().status().state() == State.READY);
            assertEquals(List.of(id), found(duban, Office.OFFICER, "供暖"));
        }
    }

    private void damageIndex() {
        try (Stream<Path> files = Files.walk(data.resolve("index"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
                    bytes.setLength(bytes.length() / 2);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
