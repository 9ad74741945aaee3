package org.duban.demo;

import java.math.BigDecimal;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.duban.api.accountability.Accountability;
import org.duban.api.accountability.AccountabilityCase;
import org.duban.api.accountability.Evidence;
import org.duban.api.accountability.Measure;
import org.duban.api.accountability.Party;
import org.duban.api.accountability.Recommendation;
import org.duban.api.appraisal.Appraisals;
import org.duban.api.appraisal.Ballot;
import org.duban.api.appraisal.Ballots;
import org.duban.api.appraisal.Scorecard;
import org.duban.api.appraisal.Slip;
import org.duban.api.matter.Actor;
import org.duban.api.matter.Matter;
import org.duban.api.matter.MatterCommand;
import org.duban.api.matter.MatterCommand.CircularKind;
import org.duban.api.matter.MatterCommand.DecideCircular;
import org.duban.api.matter.MatterId;
import org.duban.api.office.Person;
import org.duban.api.office.Role;

/**
 * The officers at the end of the year: a secret ballot on each, what is entered by the director, what is counted from their matters. And the
 * unit that led the matter everybody was criticised for is held to account, with the officer in charge.
 */
final class Appraising implements Beside {

    private static final List<String> CHOICES = List.of("A", "A", "A", "B", "B", "C");
    private static final int SHOWN = 5;

    private final Appraisals appraisals;
    private final Ballots ballots;
    private final Accountability accountability;
    private final Office office;
    private final Scenario scenario;
    private final Random random;
    private final Map<MatterId, Long> criticisms = new LinkedHashMap<>();
    private final List<AccountabilityCase> cases = new ArrayList<>();

    Appraising(
            Appraisals appraisals,
            Ballots ballots,
            Accountability accountability,
            Office office,
            Scenario scenario,
            Random random) {
        this.appraisals = appraisals;
        this.ballots = ballots;
        this.accountability = accountability;
        this.office = office;
        this.scenario = scenario;
        this.random = random;
    }

    @Override
    public void saw(Actor by, Matter after, MatterCommand command) {
        if (command instanceof DecideCircular circular && circular.kind() == CircularKind.CRITICISM) {
            criticisms.put(
                    after.id(),
                    after.conclusions().get(after.conclusions().size() - 1).version());
        }
    }

    @Override
    public void morning() {
        // The officers are appraised once a year.
    }

    @Override
    public void close() {
        criticisms.forEach(this::holdToAccount);
        officers().forEach(this::appraise);
    }

    private List<Person> officers() {
        return office.office().stream()
                .filter(person -> person.roles().contains(Role.OFFICER))
                .toList();
    }

    private int year() {
        return scenario.ends().getYear();
    }

    private void holdToAccount(MatterId matter, long version) {
        String unit = scenario.criticism().units().get(0);
        AccountabilityCase recommended = accountability.recommend(
                office.director(),
                Recommendation.against(unit)
                        .matters(matter)
                        .sanction(Party.UNIT, Measure.SUMMONS_TALK, "jiwei")
                        .reason("牵头的攻坚任务进展迟缓，被通报批评")
                        .officerReason("督查员已按职责催办、核查，不予追究")
                        .evidence(new Evidence(
                                List.of(new Evidence.EventRef(matter, version)), List.of(), List.of(), "")));
        Actor leader = office.data().leaders().stream()
                .filter(l -> l.role() == Role.PRINCIPAL_LEADER && l.line() == recommended.line())
                .map(l -> Actor.of(l.id()))
                .findFirst()
                .orElseThrow();
        cases.add(accountability.approve(leader, recommended.id(), "同意，请纪委约谈"));
    }

    private void appraise(Person officer) {
        List<Person> voters = office.office().stream()
                .filter(p -> !p.id().equals(officer.id()))
                .toList();
        Ballot ballot = ballots.open(
                office.director(),
                officer.id(),
                year(),
                voters.stream().map(Person::id).toList());
        // Chance of cryptographic quality on the voters' side, as it must be: it leaves no trace in the journal.
        SecureRandom chance = new SecureRandom();
        Map<String, Slip> slips = new LinkedHashMap<>();
        Map<String, String> signed = new LinkedHashMap<>();
        for (Person voter : voters) {
            Slip slip = Slip.of(ballot.key(), chance);
            slips.put(voter.id(), slip);
            signed.put(voter.id(), ballots.take(Actor.of(voter.id()), ballot.id(), slip.blinded()));
        }
        ballots.openBox(office.director(), ballot.id());
        slips.forEach((voter, slip) -> ballots.cast(
                slip.unblind(Plan.known(signed.get(voter), "a signature")), Planning.any(CHOICES, random)));
        ballots.count(office.director(), ballot.id());
        Scorecard card = appraisals.get(office.director(), officer.id(), year());
        for (Scorecard.Part part : card.parts()) {
            if (part.from() == Scorecard.From.ENTERED) {
                BigDecimal points = part.max().subtract(BigDecimal.valueOf(random.nextInt(25), 1));
                appraisals.score(office.director(), officer.id(), year(), part.id(), points, part.name() + "评定");
            }
        }
        appraisals.sign(office.director(), officer.id(), year(), "");
    }

    long scored() {
        return appraisals.list(office.director(), year()).stream()
                .filter(card -> !card.signed().isEmpty())
                .count();
    }

    Map<String, Long> figures() {
        return Map.of("officersScored", scored());
    }

    void show(Screen screen) {
        screen.heading("督查员考评：" + year() + " 年");
        List<Scorecard> cards = appraisals.list(office.director(), year());
        screen.line(
                "已考评督查员 %d 名；每人 %d 张无记名测评票".formatted(scored(), office.office().size() - 1));
        for (Scorecard card : cards.stream().limit(SHOWN).toList()) {
            StringBuilder parts = new StringBuilder();
            card.parts()
                    .forEach(part -> parts.append("  ")
                            .append(part.name())
                            .append(' ')
                            .append(part.points() == null ? "—" : part.points().toPlainString()));
            screen.line(Screen.left(office.called(card.officer()), 8)
                    + Screen.right(card.total() == null ? "—" : card.total().toPlainString(), 7) + " =" + parts);
        }
        Scorecard last = cards.get(cards.size() - 1);
        screen.line("为什么" + office.called(last.officer()) + "实绩是 "
                + last.performance().points() + " 分：");
        last.performance().measures().forEach(measured -> screen.line("    " + Screen.cut(measured.zh(), 90)));
        screen.heading("问责");
        for (AccountabilityCase held : cases) {
            screen.line("%s：%s，%s"
                    .formatted(
                            held.number(),
                            office.called(held.unit()),
                            held.state().zh()));
            held.sanctions()
                    .forEach(sanction -> screen.line("    " + sanction.party().zh() + "："
                            + sanction.measure().zh() + "，由" + office.called(sanction.organ()) + "实施"));
        }
    }
}
