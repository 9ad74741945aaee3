package org.duban.api.appraisal;

import java.math.BigDecimal;
import java.util.List;
import org.duban.api.journal.Event;

/**
 * What happened to a ballot; its stream is {@code ballot/<id>}. No event says who gave which vote: that X has a paper stands in one, the
 * papers stand together in another, by serial numbers that X alone knows.
 */
public sealed interface BallotEvent extends Event {

    /** Kind of a ballot's stream in the journal. */
    String STREAM = "ballot";

    /**
     * 发票开始.
     *
     * @param officer id of the officer it is about
     * @param year the year
     * @param electorate ids of those who may take a paper
     * @param minimumPapers with fewer it isn't counted: too few would show who gave what
     * @param choices what can be voted
     * @param modulus of the key its papers are signed with
     * @param exponent of that key
     */
    record BallotOpened(
            String officer,
            int year,
            List<String> electorate,
            int minimumPapers,
            List<Choice> choices,
            String modulus,
            String exponent)
            implements BallotEvent {
        public BallotOpened {
            electorate = List.copyOf(electorate);
            choices = List.copyOf(choices);
        }
    }

    /**
     * Something that can be voted.
     *
     * @param id what a paper says
     * @param name in Chinese, 优秀
     * @param points 0 to 100
     */
    record Choice(String id, String name, BigDecimal points) {}

    /** 领票: a voter has taken a paper; {@code blinded} is what was signed, from which nobody gets to the paper. */
    record BallotPaperIssued(String voter, String blinded) implements BallotEvent {}

    /** 开箱投票: no more papers are issued; from now on they are cast. */
    record BallotBoxOpened() implements BallotEvent {}

    /**
     * 计票.
     *
     * @param papers every paper that was cast, by serial number, which is chance
     * @param mean of their points, to two decimals, half up; the points of a scorecard are computed from the papers
     */
    record BallotCounted(List<CountedPaper> papers, BigDecimal mean) implements BallotEvent {
        public BallotCounted {
            papers = List.copyOf(papers);
        }
    }

    /**
     * A paper as it was counted.
     *
     * @param serial its serial number
     * @param signature the ballot's signature of it
     * @param choice id of the choice
     */
    record CountedPaper(String serial, String signature, String choice) {}

    /** 作废; the papers cast are destroyed. */
    record BallotVoided(String reason) implements BallotEvent {}
}
