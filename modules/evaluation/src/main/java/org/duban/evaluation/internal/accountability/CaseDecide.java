package org.duban.evaluation.internal.accountability;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.duban.api.Checks;
import org.duban.api.DubanException;
import org.duban.api.ErrorCode;
import org.duban.api.Problem;
import org.duban.api.accountability.AccountabilityCase;
import org.duban.api.accountability.AccountabilityCase.Consequence;
import org.duban.api.accountability.AccountabilityCase.Decision;
import org.duban.api.accountability.AccountabilityCase.Objection;
import org.duban.api.accountability.AccountabilityCase.State;
import org.duban.api.accountability.CaseEvent;
import org.duban.api.accountability.CaseEvent.*;
import org.duban.api.accountability.Party;
import org.duban.api.accountability.Sanction;
import org.duban.api.calendar.WorkCalendar;
import org.duban.api.matter.Attachment;
import org.duban.api.office.Person;
import org.jspecify.annotations.Nullable;

/** What may be done to a case at which state, and by whom not. Pure: answers the event, or throws the refusal. */
final class CaseDecide {

    /** Days to object, and days to decide an objection (政府督查工作条例 §17); calendar days, rolling forward. */
    static final int OBJECTION_DAYS = 30;

    private final AccountabilityCase file;
    private final Person actor;
    private final LocalDate today;

    CaseDecide(AccountabilityCase file, Person actor, LocalDate today) {
        this.file = file;
        this.actor = actor;
        this.today = today;
    }

    CaseEvent approve(String opinion, List<Sanction> instead, WorkCalendar calendar) {
        requireState(State.RECOMMENDED);
        requireOther(Set.of(file.recommendedBy(), file.officer()), "提出建议的人员和案件中的督查员不能审批（回避）");
        List<Sanction> sanctions = instead.isEmpty() ? file.sanctions() : instead;
        new Checks().text("opinion", opinion, "审批意见").all(problems(sanctions)).done();
        return new CaseApproved(opinion, sanctions, calendar.addCalendarDays(today, OBJECTION_DAYS));
    }

    CaseEvent reject(String reason) {
        requireState(State.RECOMMENDED);
        requireOther(Set.of(file.recommendedBy(), file.officer()), "提出建议的人员和案件中的督查员不能审批（回避）");
        new Checks().text("reason", reason, "不予批准的理由").done();
        return new CaseRejected(reason);
    }

    CaseEvent withdraw(String reason) {
        requireState(State.RECOMMENDED);
        if (!actor.id().equals(file.recommendedBy())) {
            throw denied("只能由提出建议的人员撤回");
        }
        new Checks().text("reason", reason, "撤回的理由").done();
        return new CaseWithdrawn(reason);
    }

    CaseEvent carriedOut(
            Party party, LocalDate on, String document, @Nullable Attachment file, String note, ZoneId zone) {
        requireState(State.APPROVED);
        Consequence consequence = consequence(party);
        if (consequence.settled()) {
            throw notNow(
                    "party",
                    party.zh(),
                    consequence.revoked() ? "未撤销的处理" : "未执行的处理",
                    consequence.revoked() ? "异议成立，处理已经撤销" : "已经记录执行");
        }
        Decision decision = this.file.decision();
        LocalDate approvedOn =
                decision == null ? today : decision.at().atZone(zone).toLocalDate();
        new Checks()
                .that(
                        !on.isAfter(today) && !on.isBefore(approvedOn),
                        Problem.invalid("on", on, approvedOn + " 至 " + today, "执行日期应在批准之后、不晚于今天"))
                .text("document", document, "记载处理的文件名称或文号")
                .given("note", note, "说明")
                .done();
        return new CaseMeasureCarriedOut(party, on, document, file, note);
    }

    CaseEvent close(String note) {
        requireState(State.CARRIED_OUT);
        if (file.objections().stream().anyMatch(o -> o.upheld() == null)) {
            throw notNow("objections", "", "异议均已决定", "还有未决定的异议");
        }
        new Checks().given("note", note, "归档说明").done();
        return new CaseClosed(note);
    }

    CaseEvent object(Party party, String reason, WorkCalendar calendar) {
        requireState(State.APPROVED, State.CARRIED_OUT, State.CLOSED);
        Consequence consequence = consequence(party);
        Decision decision = file.decision();
        if (decision == null || decision.objectBy() == null || consequence.revoked()) {
            throw notNow("party", party.zh(), "未撤销的处理", "处理已经撤销");
        }
        if (party == Party.OFFICER && !actor.id().equals(file.officer())) {
            throw denied("对督查员的处理由督查员本人提出异议");
        }
        if (party == Party.UNIT && !file.unit().equals(actor.unit())) {
            throw denied("对责任单位的处理由该单位的责任领导提出异议");
        }
        new Checks().text("reason", reason, "异议的理由").done();
        LocalDate last = decision.objectBy().date();
        if (today.isAfter(last)) {
            throw notNow("on", today, "不晚于 " + last, "已超过提出异议的期限（政府督查工作条例第十七条）");
        }
        if (file.objections().stream().anyMatch(o -> o.party() == party)) {
            throw notNow("party", party.zh(), "尚未提出过异议的一方", "已经提出过异议");
        }
        return new CaseObjectionRaised(
                file.objections().size() + 1, party, reason, calendar.addCalendarDays(today, OBJECTION_DAYS));
    }

    CaseEvent decideObjection(int number, boolean upheld, String reason) {
        if (number < 1 || number > file.objections().size()) {
            throw new DubanException(Problem.of(
                    ErrorCode.PART_NOT_FOUND,
                    "objection",
                    number,
                    "1 至 " + file.objections().size(),
                    "没有这个异议",
                    "The case has no such objection"));
        }
        Objection objection = file.objections().get(number - 1);
        if (objection.upheld() != null) {
            throw notNow("objection", number, "未决定的异议", "这个异议已经决定");
        }
        requireOther(took(objection), "提出建议、批准、记录执行的人员和当事人不能决定异议（政府督查工作条例第十七条，回避）");
        new Checks().text("reason", reason, "异议决定的理由").done();
        return new CaseObjectionDecided(number, upheld, reason);
    }

    /** Those who took part in what is objected to. */
    private Set<String> took(Objection objection) {
        Set<String> people = new HashSet<>(Set.of(file.recommendedBy(), file.officer(), objection.by()));
        Decision decision = file.decision();
        if (decision != null) {
            people.add(decision.by());
        }
        file.consequences().forEach(c -> {
            if (c.execution() != null) {
                people.add(c.execution().recordedBy());
            }
        });
        return people;
    }

    /** What is wrong with a list of measures: one against the unit, at most one against the officer, each with an organ. */
    static List<Problem> problems(List<Sanction> sanctions) {
        long unit = sanctions.stream().filter(s -> s.party() == Party.UNIT).count();
        long officer =
                sanctions.stream().filter(s -> s.party() == Party.OFFICER).count();
        if (unit == 1 && officer <= 1) {
            return List.of();
        }
        return List.of(Problem.invalid(
                "sanctions", sanctions.stream().map(s -> s.party().zh()).toList(), "责任单位一项，督查员至多一项", "处理措施不全或重复"));
    }

    private Consequence consequence(Party party) {
        return file.consequence(party)
                .orElseThrow(() -> new DubanException(Problem.of(
                        ErrorCode.PART_NOT_FOUND,
                        "party",
                        party.zh(),
                        "已决定处理的一方",
                        "对" + party.zh() + "没有处理决定",
                        "Nothing was decided against this party")));
    }

    private void requireState(State... states) {
        if (!List.of(states).contains(file.state())) {
            throw notNow(
                    "state",
                    file.state().zh(),
                    String.join("、", List.of(states).stream().map(State::zh).toList()),
                    "案件" + file.number() + file.state().zh() + "，现在不能这样办理");
        }
    }

    private void requireOther(Set<String> people, String why) {
        if (people.contains(actor.id())) {
            throw denied(why);
        }
    }

    private DubanException denied(String why) {
        return new DubanException(Problem.of(
                ErrorCode.ACCESS_DENIED,
                "actor",
                actor.id(),
                "其他有权限的人员",
                why,
                "This person must not do this in this case"));
    }

    private static DubanException notNow(String field, Object value, String expected, String zh) {
        return new DubanException(
                Problem.of(ErrorCode.NOT_NOW, field, value, expected, zh, "The case doesn't allow this now"));
    }
}
