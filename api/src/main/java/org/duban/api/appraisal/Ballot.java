package org.duban.api.appraisal;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.duban.api.appraisal.BallotEvent.Choice;
import org.duban.api.appraisal.BallotEvent.CountedPaper;
import org.jspecify.annotations.Nullable;

/**
 * A ballot on one officer (民主测评).
 *
 * @param id stable id
 * @param officer id of the officer
 * @param year the year
 * @param state how far it is
 * @param electorate ids of those who may take a paper
 * @param issuedTo ids of those who have taken one, in the order of their ids
 * @param minimumPapers with fewer it isn't counted
 * @param choices what can be voted
 * @param key what its papers are signed with
 * @param papers every paper, by serial number; empty until it is counted
 * @param mean of the papers' points; null until it is counted
 * @param reason why it was voided; empty otherwise
 */
public record Ballot(
        String id,
        String officer,
        int year,
        State state,
        List<String> electorate,
        List<String> issuedTo,
        int minimumPapers,
        List<Choice> choices,
        BallotKey key,
        List<CountedPaper> papers,
        @Nullable BigDecimal mean,
        String reason) {

    public Ballot {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(officer, "officer");
        Objects.requireNonNull(state, "state");
        electorate = List.copyOf(electorate);
        issuedTo = List.copyOf(issuedTo);
        choices = List.copyOf(choices);
        Objects.requireNonNull(key, "key");
        papers = List.copyOf(papers);
        Objects.requireNonNull(reason, "reason");
    }

    /** How far a ballot is. */
    public enum State {
        /** 领票: voters take papers. */
        ISSUING("领票"),
        /** 投票: papers are cast. */
        CASTING("投票"),
        /** 已计票. */
        COUNTED("已计票"),
        /** 已作废. */
        VOID("已作废");

        private final String zh;

        State(String zh) {
            this.zh = zh;
        }

        /** The state in Chinese. */
        public String zh() {
            return zh;
        }
    }

    /** The sum of the papers' points. */
    public BigDecimal sum() {
        Map<String, BigDecimal> points = new HashMap<>();
        choices.forEach(c -> points.put(c.id(), c.points()));
        return papers.stream()
                .map(p -> Objects.requireNonNull(points.get(p.choice()), p.choice()))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /**
     * Counts again: what anybody can check of a counted ballot.
     *
     * @return what is wrong, in Chinese; empty when every paper was signed with the ballot's key, no serial number is there twice, there are no
     *     more papers than were issued, each to somebody of the electorate, and the mean is right
     */
    public List<String> check() {
        List<String> wrong = new ArrayList<>();
        Set<String> serials = new HashSet<>();
        for (CountedPaper paper : papers) {
            if (!serials.add(paper.serial())) {
                wrong.add("选票重复：" + paper.serial());
            }
            if (!new PaperToken(id, paper.serial(), paper.signature()).isOf(key)) {
                wrong.add("选票不是本次测评所发：" + paper.serial());
            }
            if (choices.stream().noneMatch(c -> c.id().equals(paper.choice()))) {
                wrong.add("选项不明：" + paper.serial());
            }
        }
        if (papers.size() > issuedTo.size()) {
            wrong.add("收回" + papers.size() + "张，多于发出的" + issuedTo.size() + "张");
        }
        if (!Set.copyOf(electorate).containsAll(issuedTo)) {
            wrong.add("发给了无权参加测评的人员");
        }
        if (wrong.isEmpty() && state == State.COUNTED && !papers.isEmpty()) {
            BigDecimal again = sum().divide(BigDecimal.valueOf(papers.size()), 2, RoundingMode.HALF_UP);
            if (mean == null || again.compareTo(mean) != 0) {
                wrong.add("平均分应为" + again);
            }
        }
        return List.copyOf(wrong);
    }
}
