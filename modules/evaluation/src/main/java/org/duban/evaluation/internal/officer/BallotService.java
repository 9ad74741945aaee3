package org.duban.evaluation.internal.officer;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.duban.api.Checks;
import org.duban.api.DubanException;
import org.duban.api.ErrorCode;
import org.duban.api.Problem;
import org.duban.api.access.Access;
import org.duban.api.access.Right;
import org.duban.api.access.Visibility.Attribute;
import org.duban.api.appraisal.Ballot;
import org.duban.api.appraisal.Ballot.State;
import org.duban.api.appraisal.BallotEvent;
import org.duban.api.appraisal.BallotEvent.*;
import org.duban.api.appraisal.Ballots;
import org.duban.api.appraisal.PaperToken;
import org.duban.api.journal.Journal;
import org.duban.api.journal.Stores;
import org.duban.api.journal.StreamBook;
import org.duban.api.journal.StreamBook.Entry;
import org.duban.api.matter.Actor;
import org.duban.api.office.Person;
import org.duban.api.office.Role;
import org.duban.evaluation.internal.conduct.Ids;
import org.duban.evaluation.internal.officer.OfficerRules.BallotRule;
import org.duban.spi.directory.Directory;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Runs ballots. What is logged, timed or kept about a cast is nothing but the paper itself.
 *
 * <p>Order of writing, so that a crash anywhere neither loses a vote nor lets one be cast twice: the private key is kept before the ballot is
 * opened, papers are deleted after the count is durable; what is left over of either is destroyed at the next start. Issuing is one event for each voter,
 * casting one row for each serial number.
 */
@Component(
        service = {Ballots.class, BallotResults.class},
        immediate = true)
public final class BallotService implements Ballots, BallotResults {

    private static final BigDecimal WHOLE = BigDecimal.valueOf(100);

    private final Directory directory;
    private final Access access;
    private final BallotRule rules;
    private final InstantSource clock;
    private final ZoneId zone;
    private final StreamBook<BallotFold> book;
    private final BallotStore store;
    private final SecureRandom random = new SecureRandom();

    /** Held while the box or the state of a ballot changes: no paper comes between the count and its publication. */
    private final Object box = new Object();

    @Activate
    public BallotService(
            @Reference Journal journal,
            @Reference Stores stores,
            @Reference Directory directory,
            @Reference Access access,
            @Reference OfficerSettings settings,
            @Reference InstantSource clock,
            @Reference ZoneId zone) {
        this.directory = directory;
        this.access = access;
        this.rules = settings.officers().ballot();
        this.clock = clock;
        this.zone = zone;
        this.book = new StreamBook<>(journal, BallotEvent.STREAM, BallotFold::apply);
        this.store = new BallotStore(stores.open("ballot"));
        sweep();
    }

    private void sweep() {
        store.keepKeysOf(inState(State.ISSUING));
        store.keepPapersOf(inState(State.CASTING));
    }

    private Set<String> inState(State state) {
        return book.all().stream()
                .map(e -> e.state().ballot())
                .filter(b -> b.state() == state)
                .map(Ballot::id)
                .collect(Collectors.toSet());
    }

    // ---- 发票

    @Override
    public Ballot open(Actor actor, String officer, int year, List<String> electorate) {
        requireMay(actor, officer);
        List<String> voters = electorate.isEmpty()
                ? directory.office().stream()
                        .map(Person::id)
                        .filter(id -> !id.equals(officer))
                        .toList()
                : electorate;
        int present = clock.instant().atZone(zone).getYear();
        new Checks()
                .that(
                        directory
                                .person(officer)
                                .filter(p -> p.hasAnyOf(Set.of(Role.OFFICER)))
                                .isPresent(),
                        Problem.invalid("officer", officer, "督查员", "通讯录中没有这位督查员"))
                .that(year >= 2000 && year <= present, Problem.invalid("year", year, "2000 至 " + present, "年度超出范围"))
                .that(!voters.contains(officer), Problem.invalid("electorate", officer, "被测评人以外的人员", "不能测评本人"))
                .that(
                        new HashSet<>(voters).size() == voters.size(),
                        Problem.invalid("electorate", voters.size(), "不重复的人员", "参加测评的人员重复"))
                .that(
                        voters.size() >= rules.minimumPapers(),
                        Problem.invalid("electorate", voters.size(), rules.minimumPapers() + "人以上", "人数过少，看得出谁投了什么"))
                .all(voters.stream()
                        .filter(v -> directory.person(v).isEmpty())
                        .map(v -> Problem.invalid("electorate", v, "通讯录中的人员", "通讯录中没有此人"))
                        .toList())
                .done();
        synchronized (box) {
            book.all().stream()
                    .map(e -> e.state().ballot())
                    .filter(b -> b.officer().equals(officer) && b.year() == year)
                    .filter(b -> b.state() == State.ISSUING || b.state() == State.CASTING)
                    .findFirst()
                    .ifPresent(b -> {
                        throw notNow("officer", b.id(), "没有进行中的测评", "对这位督查员的本年度测评正在进行");
                    });
            String id = newId();
            BlindSigner.Made made = BlindSigner.make(id);
            store.keep(id, made.privateKey());
            BallotOpened opened = new BallotOpened(
                    officer,
                    year,
                    voters,
                    rules.minimumPapers(),
                    rules.choices(),
                    made.key().modulus(),
                    made.key().exponent());
            return book.change(actor.person(), clock.instant(), id, before -> List.of(opened))
                    .state()
                    .ballot();
        }
    }

    private String newId() {
        while (true) {
            String id = Ids.next(random);
            if (book.find(id).isEmpty()) {
                return id;
            }
        }
    }

    @Override
    public String take(Actor actor, String id, String blinded) {
        Person person = directory.requirePerson(actor.person());
        Ballot ballot = existing(id).ballot();
        if (!ballot.electorate().contains(person.id())) {
            throw new DubanException(Problem.of(
                    ErrorCode.ACCESS_DENIED,
                    "actor",
                    person.id(),
                    "参加测评的人员",
                    person.name() + "不参加这次测评",
                    "This person isn't of the electorate"));
        }
        BigInteger number = number(blinded, ballot);
        synchronized (box) {
            BallotFold now = existing(id);
            if (now.ballot().state() != State.ISSUING) {
                throw notNow("state", now.ballot().state().zh(), State.ISSUING.zh(), "领票已经截止");
            }
            String privateKey = store.privateKey(id).orElseThrow(() -> notNow("key", "", "作废后重新测评", "测评的签名密钥已丢失"));
            String earlier = now.blinded().get(person.id());
            if (earlier != null && !earlier.equals(blinded)) {
                throw notNow("blinded", "", "已领的那张票", "已经领过一张票");
            }
            String signature = BlindSigner.sign(privateKey, number, ballot.key());
            if (earlier == null) {
                change(actor, id, before -> new BallotPaperIssued(person.id(), blinded));
            }
            return signature;
        }
    }

    private static BigInteger number(String blinded, Ballot ballot) {
        if (blinded.matches("[0-9a-f]{1,4096}")) {
            BigInteger number = new BigInteger(blinded, 16);
            if (number.compareTo(BigInteger.ONE) > 0
                    && number.compareTo(new BigInteger(ballot.key().modulus(), 16)) < 0) {
                return number;
            }
        }
        throw new DubanException(Problem.invalid("blinded", blinded, "Slip.blinded() 的十六进制数", "不是待签的选票"));
    }

    // ---- 投票

    @Override
    public Ballot openBox(Actor actor, String id) {
        requireMay(actor, existing(id).ballot().officer());
        synchronized (box) {
            Ballot opened = change(actor, id, before -> {
                Ballot ballot = before.ballot();
                requireState(ballot, State.ISSUING);
                requireEnough(ballot.issuedTo().size(), ballot, "发出的票");
                return new BallotBoxOpened();
            });
            store.keepKeysOf(inState(State.ISSUING));
            return opened;
        }
    }

    @Override
    public void cast(PaperToken paper, String choice) {
        synchronized (box) {
            Ballot ballot = existing(paper.ballot()).ballot();
            requireState(ballot, State.CASTING);
            new Checks()
                    .that(
                            paper.serial().matches("[0-9a-f]{32}") && paper.isOf(ballot.key()),
                            Problem.invalid("paper", "", "本次测评签发的选票", "选票无效"))
                    .that(
                            ballot.choices().stream().anyMatch(c -> c.id().equals(choice)),
                            Problem.invalid(
                                    "choice",
                                    "",
                                    String.join(
                                            "、",
                                            ballot.choices().stream()
                                                    .map(Choice::id)
                                                    .toList()),
                                    "没有这个选项"))
                    .done();
            CountedPaper mine = new CountedPaper(paper.serial(), paper.signature(), choice);
            store.put(ballot.id(), mine).filter(there -> !there.equals(mine)).ifPresent(there -> {
                throw notNow("paper", "", "未投的选票", "这张票已经投过");
            });
        }
    }

    @Override
    public int collected(Actor actor, String id) {
        Ballot ballot = get(actor, id);
        return switch (ballot.state()) {
            case ISSUING, VOID -> 0;
            case CASTING -> store.papers(id).size();
            case COUNTED -> ballot.papers().size();
        };
    }

    // ---- 计票

    @Override
    public Ballot count(Actor actor, String id) {
        requireMay(actor, existing(id).ballot().officer());
        synchronized (box) {
            List<CountedPaper> papers = store.papers(id);
            Ballot counted = change(actor, id, before -> {
                Ballot ballot = before.ballot();
                requireState(ballot, State.CASTING);
                requireEnough(papers.size(), ballot, "收回的票");
                return new BallotCounted(papers, mean(ballot, papers));
            });
            store.keepPapersOf(inState(State.CASTING));
            return counted;
        }
    }

    private static BigDecimal mean(Ballot ballot, List<CountedPaper> papers) {
        Map<String, BigDecimal> points =
                ballot.choices().stream().collect(Collectors.toMap(Choice::id, Choice::points));
        return papers.stream()
                .map(p -> points.get(p.choice()))
                .reduce(BigDecimal.ZERO, BigDecimal::add)
                .divide(BigDecimal.valueOf(papers.size()), 2, RoundingMode.HALF_UP);
    }

    @Override
    public Ballot annul(Actor actor, String id, String reason) {
        requireMay(actor, existing(id).ballot().officer());
        new Checks().text("reason", reason, "作废的理由").done();
        synchronized (box) {
            Ballot voided = change(actor, id, before -> {
                requireState(before.ballot(), State.ISSUING, State.CASTING);
                return new BallotVoided(reason);
            });
            sweep();
            return voided;
        }
    }

    // ---- reading

    @Override
    public Ballot get(Actor actor, String id) {
        Person person = directory.requirePerson(actor.person());
        Ballot ballot = existing(id).ballot();
        if (!concerns(person, ballot)) {
            throw notFound(id);
        }
        return ballot;
    }

    @Override
    public List<Ballot> list(Actor actor, int year) {
        Person person = directory.requirePerson(actor.person());
        return book.all().stream()
                .map(e -> e.state().ballot())
                .filter(b -> b.year() == year && concerns(person, b))
                .toList();
    }

    private boolean concerns(Person person, Ballot ballot) {
        return ballot.electorate().contains(person.id())
                || access.visibility(person, Right.RUN_BALLOTS)
                        .admits(Map.of(Attribute.OFFICER, Set.of(ballot.officer())));
    }

    @Override
    public Optional<Result> of(String officer, int year, BigDecimal max) {
        return book.all().stream()
                .map(e -> e.state().ballot())
                .filter(b -> b.state() == State.COUNTED)
                .filter(b -> b.officer().equals(officer) && b.year() == year)
                .reduce((first, last) -> last)
                .map(b -> {
                    BigDecimal papers = BigDecimal.valueOf(b.papers().size());
                    BigDecimal points = b.sum().multiply(max).divide(papers.multiply(WHOLE), 2, RoundingMode.HALF_UP);
                    return new Result(
                            points,
                            "民主测评" + b.id() + "：发出" + b.issuedTo().size() + "张，收回" + papers + "张，平均" + b.mean() + "分，×"
                                    + max.toPlainString() + "/100＝" + points + "分");
                });
    }

    // ----

    private BallotFold existing(String id) {
        return book.find(id).map(Entry::state).orElseThrow(() -> notFound(id));
    }

    private Ballot change(Actor actor, String id, Function<BallotFold, BallotEvent> decision) {
        return book.change(
                        actor.person(),
                        clock.instant(),
                        id,
                        before ->
                                List.of(decision.apply(before.map(Entry::state).orElseThrow(() -> notFound(id)))))
                .state()
                .ballot();
    }

    private void requireMay(Actor actor, String officer) {
        Person person = directory.requirePerson(actor.person());
        access.require(person, Right.RUN_BALLOTS, Map.of(Attribute.OFFICER, Set.of(officer)));
        if (person.id().equals(officer)) {
            throw new DubanException(Problem.of(
                    ErrorCode.ACCESS_DENIED,
                    "officer",
                    officer,
                    "本人以外的人员",
                    "不能组织对本人的测评",
                    "Nobody runs the ballot on himself"));
        }
    }

    private static void requireState(Ballot ballot, State... states) {
        if (!List.of(states).contains(ballot.state())) {
            throw notNow(
                    "state",
                    ballot.state().zh(),
                    String.join("、", List.of(states).stream().map(State::zh).toList()),
                    "测评" + ballot.state().zh() + "，现在不能这样办理");
        }
    }

    private static void requireEnough(int papers, Ballot ballot, String what) {
        if (papers < ballot.minimumPapers()) {
            throw notNow("papers", papers, ballot.minimumPapers() + "张以上", what + "过少，看得出谁投了什么");
        }
    }

    private static DubanException notNow(String field, Object value, String expected, String zh) {
        return new DubanException(
                Problem.of(ErrorCode.NOT_NOW, field, value, expected, zh, "The ballot doesn't allow this now"));
    }

    private static DubanException notFound(String id) {
        return new DubanException(
                Problem.of(ErrorCode.BALLOT_NOT_FOUND, "id", id, "", "没有这次测评", "There is no such ballot"));
    }
}
