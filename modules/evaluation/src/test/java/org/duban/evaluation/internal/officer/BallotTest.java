package org.duban.evaluation.internal.officer;

import static org.duban.district.District.*;
import static org.junit.jupiter.api.Assertions.*;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.duban.api.DubanException;
import org.duban.api.ErrorCode;
import org.duban.api.appraisal.Ballot;
import org.duban.api.appraisal.Ballot.State;
import org.duban.api.appraisal.BallotEvent;
import org.duban.api.appraisal.BallotEvent.CountedPaper;
import org.duban.api.appraisal.PaperToken;
import org.duban.api.appraisal.Slip;
import org.duban.api.journal.Recorded;
import org.duban.api.journal.StreamId;
import org.duban.api.matter.Actor;
import org.duban.district.District;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BallotTest {

    private static final List<String> ELECTORATE =
            List.of("director", "deputy", "other-officer", "leader", "chief-zjj", "chief-hbj", "handler-zfj");

    @TempDir
    Path folder;

    private District district;
    private BallotService ballots;
    private final SecureRandom random = new SecureRandom();

    @BeforeEach
    void open() {
        district = new District(folder);
        ballots = service();
    }

    @AfterEach
    void close() {
        district.close();
    }

    private BallotService service() {
        return new BallotService(
                district.journal(),
                district.stores(),
                district,
                district.access(),
                OfficerSettings.shipped(),
                district,
                ZONE);
    }

    private static ErrorCode refusal(Runnable action) {
        return assertThrows(DubanException.class, action::run).code();
    }

    private Ballot opened() {
        return ballots.open(DIRECTOR, OFFICER.person(), 2026, ELECTORATE);
    }

    private PaperToken take(Ballot ballot, String voter) {
        Slip slip = Slip.of(ballot.key(), random);
        return slip.unblind(ballots.take(Actor.of(voter), ballot.id(), slip.blinded()));
    }

    /** Every voter has a paper and the box is open. */
    private Map<String, PaperToken> issued(Ballot ballot) {
        Map<String, PaperToken> papers = new LinkedHashMap<>();
        ELECTORATE.forEach(voter -> papers.put(voter, take(ballot, voter)));
        ballots.openBox(DIRECTOR, ballot.id());
        return papers;
    }

    @Test
    void seven_voters_take_cast_and_find_their_papers_in_the_published_list() {
        Ballot ballot = opened();
        assertEquals(State.ISSUING, ballot.state());
        Map<String, PaperToken> papers = issued(ballot);
        List<String> choices = List.of("A", "A", "A", "B", "B", "C", "A");
        int i = 0;
        for (PaperToken paper : papers.values()) {
            ballots.cast(paper, choices.get(i++));
        }
        assertEquals(7, ballots.collected(DIRECTOR, ballot.id()));
        Ballot counted = ballots.count(DIRECTOR, ballot.id());
        assertEquals(State.COUNTED, counted.state());
        assertEquals(new BigDecimal("88.57"), counted.mean(), "620 / 7");
        assertEquals(List.of(), counted.check());
        assertEquals(ELECTORATE.stream().sorted().toList(), counted.issuedTo());
        for (PaperToken paper : papers.values()) {
            assertTrue(counted.papers().stream().anyMatch(p -> p.serial().equals(paper.serial())));
        }
        assertEquals(
                counted.papers().stream().map(CountedPaper::serial).sorted().toList(),
                counted.papers().stream().map(CountedPaper::serial).toList(),
                "published in the order of chance");
        BallotResults.Result result =
                ballots.of(OFFICER.person(), 2026, BigDecimal.valueOf(15)).orElseThrow();
        assertEquals(new BigDecimal("13.29"), result.points(), "620 / 700 of 15 is 13.2857");
        assertTrue(result.basis().contains("发出7张，收回7张，平均88.57分"), result.basis());
    }

    // ---- nobody can see who gave what

    /** What is on the disk, as bytes that may be read as text. */
    private String stored(String prefix) throws IOException {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile)
                    .filter(f -> f.getFileName().toString().startsWith(prefix))
                    .toList()) {
                all.append(Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        }
        return all.toString();
    }

    @Test
    void nothing_stored_leads_from_a_voter_to_a_paper_at_any_time() throws IOException {
        Ballot ballot = opened();
        Map<String, PaperToken> papers = issued(ballot);
        for (PaperToken paper : papers.values()) {
            assertFalse(stored("").contains(paper.serial()), "issued, and known to its voter alone");
        }
        papers.values().forEach(paper -> ballots.cast(paper, "A"));
        String journal = stored("journal");
        String box = stored("ballot");
        for (Map.Entry<String, PaperToken> paper : papers.entrySet()) {
            assertFalse(journal.contains(paper.getValue().serial()), "no paper is in the journal while they come");
            assertTrue(box.contains(paper.getValue().serial()));
            assertFalse(box.contains(paper.getKey()), "no voter is in the box");
        }
        ballots.count(DIRECTOR, ballot.id());
        List<Recorded> history = district.journal().read(new StreamId(BallotEvent.STREAM, ballot.id()));
        assertEquals(
                List.of("BallotOpened", "BallotBoxOpened", "BallotCounted"),
                history.stream()
                        .map(r -> r.event().getClass().getSimpleName())
                        .filter(name -> !name.equals("BallotPaperIssued"))
                        .toList(),
                "all papers in one event");
    }

    @Test
    void the_blinded_numbers_fit_every_paper_equally_well() {
        // For each voter's blinded number and each paper there is a blinding that leads from one to the other: they
        // tell nothing.
        Ballot ballot = opened();
        Slip one = Slip.of(ballot.key(), random);
        Slip other = Slip.of(ballot.key(), random);
        String signedOne = ballots.take(DIRECTOR, ballot.id(), one.blinded());
        PaperToken paperOther = other.unblind(ballots.take(DEPUTY, ballot.id(), other.blinded()));
        BigInteger n = new BigInteger(ballot.key().modulus(), 16);
        BigInteger blinding = new BigInteger(signedOne, 16)
                .multiply(new BigInteger(paperOther.signature(), 16).modInverse(n))
                .mod(n);
        Slip crossed = new Slip(ballot.key(), paperOther.serial(), blinding.toString(16), one.blinded());
        assertEquals(paperOther, crossed.unblind(signedOne), "the director's number opens to the deputy's paper too");
    }

    @Test
    void the_box_keeps_no_order_in_which_papers_came() throws IOException {
        BallotStore store = new BallotStore(district.stores().open("box-test"));
        List<CountedPaper> papers = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            papers.add(new CountedPaper("%032x".formatted(random.nextLong() >>> 1), "1", i % 2 == 0 ? "A" : "B"));
        }
        List<String> rows = null;
        for (long seed = 0; seed < 5; seed++) {
            String ballot = "b" + seed;
            List<CountedPaper> shuffled = new ArrayList<>(papers);
            Collections.shuffle(shuffled, new Random(seed));
            shuffled.forEach(p -> store.put(ballot, p));
            List<String> now = byRow(ballot);
            assertEquals(papers.size(), now.size());
            assertEquals(now.stream().sorted().toList(), now, "rows lie in the order of the serial numbers");
            assertTrue(rows == null || rows.equals(now));
            rows = now;
        }
    }

    private List<String> byRow(String ballot) {
        List<String> serials = new ArrayList<>();
        try (Connection connection = district.stores().open("box-test").getConnection();
                PreparedStatement statement =
                        connection.prepareStatement("select serial from paper where ballot = ? order by rowid")) {
            statement.setString(1, ballot);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    serials.add(rows.getString(1));
                }
            }
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
        return serials;
    }

    // ---- one voter, one vote

    @Test
    void a_voter_gets_one_paper_and_the_same_one_when_the_answer_was_lost() {
        Ballot ballot = opened();
        Slip slip = Slip.of(ballot.key(), random);
        String first = ballots.take(DEPUTY, ballot.id(), slip.blinded());
        ballots = service();
        assertEquals(first, ballots.take(DEPUTY, ballot.id(), slip.blinded()));
        Slip second = Slip.of(ballot.key(), random);
        assertEquals(ErrorCode.NOT_NOW, refusal(() -> ballots.take(DEPUTY, ballot.id(), second.blinded())));
        assertEquals(List.of("deputy"), ballots.get(DIRECTOR, ballot.id()).issuedTo());
    }

    @Test
    void who_is_not_of_the_electorate_gets_no_paper_and_sees_nothing() {
        Ballot ballot = opened();
        Slip slip = Slip.of(ballot.key(), random);
        for (Actor other : List.of(OFFICER, VICE, PARTNER)) {
            assertEquals(
                    ErrorCode.ACCESS_DENIED,
                    refusal(() -> ballots.take(other, ballot.id(), slip.blinded())),
                    other.person());
            assertEquals(ErrorCode.BALLOT_NOT_FOUND, refusal(() -> ballots.get(other, ballot.id())), other.person());
            assertEquals(List.of(), ballots.list(other, 2026), other.person());
        }
        assertEquals(1, ballots.list(chief(ZJJ), 2026).size());
    }

    @Test
    void a_paper_is_cast_once_and_again_only_as_it_was() {
        Ballot ballot = opened();
        PaperToken paper = issued(ballot).get("deputy");
        ballots.cast(paper, "B");
        ballots.cast(paper, "B");
        assertEquals(1, ballots.collected(DIRECTOR, ballot.id()));
        assertEquals(ErrorCode.NOT_NOW, refusal(() -> ballots.cast(paper, "A")));
    }

    @Test
    void a_paper_that_was_not_issued_does_not_count() {
        Ballot ballot = opened();
        PaperToken paper = issued(ballot).get("deputy");
        String otherSerial = paper.serial().startsWith("0") ? "1" : "0";
        for (PaperToken forged : List.of(
                new PaperToken(ballot.id(), otherSerial + paper.serial().substring(1), paper.signature()),
                new PaperToken(ballot.id(), paper.serial(), "1"),
                new PaperToken(ballot.id(), paper.serial(), "zz"),
                new PaperToken(ballot.id(), paper.serial(), "0"))) {
            assertEquals(ErrorCode.INVALID_FIELD, refusal(() -> ballots.cast(forged, "A")));
        }
        assertEquals(ErrorCode.INVALID_FIELD, refusal(() -> ballots.cast(paper, "Z")));
        assertEquals(ErrorCode.BALLOT_NOT_FOUND, refusal(() -> ballots.cast(new PaperToken("no", "1", "1"), "A")));
        assertEquals(0, ballots.collected(DIRECTOR, ballot.id()));
    }

    @Test
    void issuing_and_casting_never_overlap() {
        Ballot ballot = opened();
        PaperToken early = take(ballot, "deputy");
        assertEquals(ErrorCode.NOT_NOW, refusal(() -> ballots.cast(early, "A")));
        assertEquals(ErrorCode.NOT_NOW, refusal(() -> ballots.openBox(DIRECTOR, ballot.id())), "one paper is out");
        List.of("director", "leader", "chief-zjj", "chief-hbj").forEach(voter -> take(ballot, voter));
        ballots.openBox(DIRECTOR, ballot.id());
        Slip late = Slip.of(ballot.key(), random);
        assertEquals(
                ErrorCode.NOT_NOW, refusal(() -> ballots.take(Actor.of("other-officer"), ballot.id(), late.blinded())));
        ballots.cast(early, "A");
    }

    @Test
    void too_few_papers_are_not_counted() {
        Ballot ballot = opened();
        Map<String, PaperToken> papers = issued(ballot);
        papers.values().stream().limit(4).forEach(p -> ballots.cast(p, "A"));
        assertEquals(ErrorCode.NOT_NOW, refusal(() -> ballots.count(DIRECTOR, ballot.id())));
        assertEquals(ErrorCode.MISSING_FIELD, refusal(() -> ballots.annul(DIRECTOR, ballot.id(), " ")));
        assertEquals(State.VOID, ballots.annul(DIRECTOR, ballot.id(), "参加人数不足").state());
        assertEquals(State.ISSUING, opened().state(), "another one may be held");
        ErrorCode few = refusal(() -> ballots.open(DIRECTOR, "other-officer", 2026, List.of("deputy", "leader")));
        assertEquals(ErrorCode.INVALID_FIELD, few);
    }

    @Test
    void only_the_director_runs_ballots_and_one_at_a_time() {
        assertEquals(ErrorCode.ACCESS_DENIED, refusal(() -> ballots.open(DEPUTY, OFFICER.person(), 2026, ELECTORATE)));
        opened();
        assertEquals(ErrorCode.NOT_NOW, refusal(this::opened));
        List<String> withHimself = new ArrayList<>(ELECTORATE);
        withHimself.add(OFFICER.person());
        assertEquals(
                ErrorCode.INVALID_FIELD, refusal(() -> ballots.open(DIRECTOR, OFFICER.person(), 2025, withHimself)));
    }

    // ---- durable

    @Test
    void a_stop_anywhere_neither_loses_a_vote_nor_lets_one_be_cast_twice() {
        Ballot ballot = opened();
        ballots = service();
        Map<String, PaperToken> papers = new LinkedHashMap<>();
        for (String voter : ELECTORATE) {
            papers.put(voter, take(ballot, voter));
            ballots = service();
        }
        ballots.openBox(DIRECTOR, ballot.id());
        for (PaperToken paper : papers.values()) {
            ballots = service();
            ballots.cast(paper, "A");
        }
        ballots = service();
        PaperToken cast = papers.get("leader");
        assertEquals(ErrorCode.NOT_NOW, refusal(() -> ballots.cast(cast, "D")));
        Ballot counted = ballots.count(DIRECTOR, ballot.id());
        assertEquals(7, counted.papers().size());
        ballots = service();
        assertEquals(counted, ballots.get(DIRECTOR, ballot.id()));
        assertEquals(ErrorCode.NOT_NOW, refusal(() -> ballots.cast(cast, "D")));
        assertEquals(ErrorCode.NOT_NOW, refusal(() -> ballots.count(DIRECTOR, ballot.id())));
    }

    @Test
    void what_a_stop_left_over_is_deleted_at_the_next_start() {
        BallotStore store = new BallotStore(district.stores().open("ballot"));
        Ballot ballot = opened();
        issued(ballot).values().forEach(p -> ballots.cast(p, "A"));
        List<CountedPaper> papers = store.papers(ballot.id());
        ballots.count(DIRECTOR, ballot.id());
        assertTrue(store.privateKey(ballot.id()).isEmpty());
        assertEquals(List.of(), store.papers(ballot.id()));
        // As if it had stopped right after the count was durable, and once before a ballot was.
        papers.forEach(p -> store.put(ballot.id(), p));
        store.keep("never-opened", "key");
        service();
        assertEquals(List.of(), store.papers(ballot.id()));
        assertTrue(store.privateKey("never-opened").isEmpty());
    }

    @Test
    void the_private_key_is_gone_when_the_box_is_open() {
        BallotStore store = new BallotStore(district.stores().open("ballot"));
        Ballot ballot = opened();
        assertTrue(store.privateKey(ballot.id()).isPresent());
        issued(ballot);
        assertTrue(store.privateKey(ballot.id()).isEmpty());
    }

    // ---- anybody can count again

    @Test
    void a_published_list_that_was_tampered_with_is_seen() {
        Ballot ballot = opened();
        issued(ballot).values().forEach(p -> ballots.cast(p, "A"));
        Ballot counted = ballots.count(DIRECTOR, ballot.id());
        List<CountedPaper> papers = counted.papers();
        List<CountedPaper> changed = new ArrayList<>(papers);
        changed.set(0, new CountedPaper(papers.get(0).serial(), papers.get(0).signature(), "D"));
        assertEquals(List.of("平均分应为85.71"), with(counted, changed).check());
        List<CountedPaper> twice = new ArrayList<>(papers);
        twice.set(1, papers.get(0));
        assertFalse(with(counted, twice).check().isEmpty());
        List<CountedPaper> more = new ArrayList<>(papers);
        more.add(new CountedPaper("f".repeat(32), "1", "A"));
        List<String> wrong = with(counted, more).check();
        assertTrue(wrong.contains("收回8张，多于发出的7张"), wrong.toString());
        assertTrue(wrong.contains("选票不是本次测评所发：" + "f".repeat(32)), wrong.toString());
    }

    private static Ballot with(Ballot b, List<CountedPaper> papers) {
        return new Ballot(
                b.id(),
                b.officer(),
                b.year(),
                b.state(),
                b.electorate(),
                b.issuedTo(),
                b.minimumPapers(),
                b.choices(),
                b.key(),
                papers,
                b.mean(),
                b.reason());
    }

    @Test
    void the_journal_stays_whole() {
        Ballot ballot = opened();
        issued(ballot).values().forEach(p -> ballots.cast(p, "B"));
        ballots.count(DIRECTOR, ballot.id());
        assertTrue(district.journal().verify(p -> {}).intact());
    }
}
