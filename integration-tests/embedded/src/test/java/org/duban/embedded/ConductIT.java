package org.duban.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.duban.api.accountability.AccountabilityCase;
import org.duban.api.accountability.AccountabilityCase.State;
import org.duban.api.accountability.CaseQuery;
import org.duban.api.accountability.Evidence;
import org.duban.api.accountability.Measure;
import org.duban.api.accountability.Party;
import org.duban.api.accountability.Recommendation;
import org.duban.api.appraisal.Ballot;
import org.duban.api.appraisal.PaperToken;
import org.duban.api.appraisal.Scorecard;
import org.duban.api.appraisal.Slip;
import org.duban.api.burden.Asking;
import org.duban.api.burden.BurdenPeriod;
import org.duban.api.matter.Actor;
import org.duban.api.matter.MatterId;
import org.duban.embed.Duban;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Accountability, appraisal and burden as a host has them, over a stop in between. */
class ConductIT {

    private static final int YEAR = LocalDate.now(ZoneId.of("Asia/Shanghai")).getYear();
    private static final String LI = Office.OFFICER.person();
    private static final List<String> ELECTORATE = List.of("wang", "chen", "zhao", "sun", "qian");

    @TempDir
    Path data;

    private Duban start() {
        return Duban.at(data).directory(Office.directory()).start();
    }

    @Test
    @DisplayName("问责、测评、考评、减负：停机前后一致")
    void aCaseABallotACardAndTheBurdenAreTheSameAfterAStop() {
        AccountabilityCase approved;
        List<PaperToken> papers = new ArrayList<>();
        Ballot ballot;
        try (Duban duban = start()) {
            Office office = new Office(duban.matters());
            MatterId id = office.register();
            office.assign(id);
            AccountabilityCase made = duban.accountability()
                    .recommend(
                            Office.DIRECTOR,
                            Recommendation.against("zjj")
                                    .matters(id)
                                    .sanction(Party.UNIT, Measure.CIRCULATED_CRITICISM, "dcs")
                                    .reason("敷衍应付")
                                    .officerReason("已尽职")
                                    .evidence(new Evidence(List.of(), List.of(), List.of(), "现场所见")));
            approved = duban.accountability().approve(Office.LEADER, made.id(), "同意");
            assertEquals(State.APPROVED, approved.state());
            assertTrue(
                    duban.notices().about(Office.DIRECTOR, id, 100).stream()
                            .anyMatch(n -> n.person().equals("sun") && n.title().contains(made.number())),
                    "the unit's responsible leader is told");

            ballot = duban.ballots().open(Office.DIRECTOR, LI, YEAR, ELECTORATE);
            SecureRandom random = new SecureRandom();
            for (String voter : ELECTORATE) {
                Slip slip = Slip.of(ballot.key(), random);
                papers.add(slip.unblind(duban.ballots().take(Actor.of(voter), ballot.id(), slip.blinded())));
            }
            duban.ballots().openBox(Office.DIRECTOR, ballot.id());
            duban.ballots().cast(papers.get(0), "A");
            assertEquals(
                    1,
                    duban.burden()
                            .of(Office.DIRECTOR, "zjj", BurdenPeriod.year(YEAR))
                            .figure(Asking.ASSIGNED)
                            .count());
        }
        try (Duban duban = start()) {
            assertEquals(List.of(approved), duban.accountability().list(Office.DIRECTOR, CaseQuery.ALL));
            papers.subList(1, 5).forEach(paper -> duban.ballots().cast(paper, "A"));
            Ballot counted = duban.ballots().count(Office.DIRECTOR, ballot.id());
            assertEquals(5, counted.papers().size(), "the one cast before the stop among them");
            assertEquals(List.of(), counted.check());
            for (String part : List.of("study", "conduct", "rewards")) {
                duban.appraisals().score(Actor.of("chen"), LI, YEAR, part, new BigDecimal("9.5"), "评定");
            }
            Scorecard card = duban.appraisals().sign(Office.DIRECTOR, LI, YEAR, "");
            assertEquals(
                    new BigDecimal("43.50").add(card.performance().points()),
                    card.signed().get(0).total());
            assertEquals(
                    1,
                    duban.burden()
                            .report(Office.LEADER, BurdenPeriod.year(YEAR))
                            .total()
                            .figure(Asking.ASSIGNED)
                            .count());
        }
    }
}
