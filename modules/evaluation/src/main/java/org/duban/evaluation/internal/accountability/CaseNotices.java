package org.duban.evaluation.internal.accountability;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.duban.api.accountability.AccountabilityCase;
import org.duban.api.accountability.AccountabilityCase.Consequence;
import org.duban.api.accountability.AccountabilityCase.Decision;
import org.duban.api.accountability.AccountabilityCase.Objection;
import org.duban.api.accountability.CaseEvent;
import org.duban.api.accountability.CaseEvent.*;
import org.duban.api.accountability.Party;
import org.duban.api.journal.Recorded;
import org.duban.api.office.Person;
import org.duban.api.office.Role;
import org.duban.evaluation.internal.accountability.AccountabilityRules.Said;
import org.duban.evaluation.internal.accountability.AccountabilityRules.Wording;
import org.duban.spi.directory.Directory;

/** Who is told of what happened to a case. Nobody is told of what he did himself. */
final class CaseNotices {

    private final AccountabilityRules rules;
    private final Directory directory;

    CaseNotices(AccountabilityRules rules, Directory directory) {
        this.rules = rules;
        this.directory = directory;
    }

    /** A notice to one person; the key is the same whenever it is made. */
    record Told(String key, String person, String title, String text) {}

    /**
     * What an event has to be told of.
     *
     * @param file the case right after it
     */
    List<Told> of(Recorded recorded, AccountabilityCase file) {
        if (!(recorded.event() instanceof CaseEvent event)) {
            return List.of();
        }
        Map<String, String> values = common(file);
        if (event instanceof CaseApproved e) {
            Set<String> to = concerned(file);
            e.sanctions().forEach(s -> directory.people(s.organ()).forEach(p -> to.add(p.id())));
            to.add(file.recommendedBy());
            return told(recorded, Said.APPROVED, values, to);
        } else if (event instanceof CaseRejected e) {
            values.put("opinion", e.reason());
            return told(recorded, Said.REJECTED, values, Set.of(file.recommendedBy()));
        } else if (event instanceof CaseMeasureCarriedOut e) {
            values.put("party", e.party().zh());
            values.put(
                    "measure",
                    file.consequence(e.party())
                            .map(c -> c.sanction().measure().zh())
                            .orElse(""));
            values.put("on", e.on().toString());
            values.put("document", e.document());
            Set<String> to = concerned(file);
            to.add(file.recommendedBy());
            return told(recorded, Said.CARRIED_OUT, values, to);
        } else if (event instanceof CaseObjectionRaised e) {
            values.put("party", e.party().zh());
            values.put("reason", e.reason());
            values.put("decideBy", e.decideBy().date().toString());
            Set<String> to = new LinkedHashSet<>();
            directory.office().stream()
                    .filter(p -> p.hasAnyOf(Set.of(Role.DIRECTOR, Role.DEPUTY_DIRECTOR)))
                    .filter(p -> p.lines().contains(file.line()))
                    .forEach(p -> to.add(p.id()));
            return told(recorded, Said.OBJECTION, values, to);
        } else if (event instanceof CaseObjectionDecided e) {
            Objection objection = file.objections().get(e.number() - 1);
            values.put("party", objection.party().zh());
            values.put("reason", e.reason());
            values.put("outcome", e.upheld() ? "成立，处理撤销" : "不成立，维持原处理");
            Set<String> to = concerned(file);
            to.add(objection.by());
            return told(recorded, Said.OBJECTION_DECIDED, values, to);
        }
        return List.of();
    }

    private Map<String, String> common(AccountabilityCase file) {
        Map<String, String> values = new HashMap<>();
        values.put("number", file.number());
        values.put("unit", directory.unit(file.unit()).map(u -> u.name()).orElse(file.unit()));
        values.put("officer", directory.person(file.officer()).map(Person::name).orElse(file.officer()));
        values.put("unitMeasure", measure(file, Party.UNIT));
        values.put("officerMeasure", measure(file, Party.OFFICER));
        values.put("reason", file.reason());
        Decision decision = file.decision();
        values.put(
                "objectBy",
                Stream.ofNullable(decision)
                        .flatMap(d -> Stream.ofNullable(d.objectBy()))
                        .map(due -> due.date())
                        .map(LocalDate::toString)
                        .findFirst()
                        .orElse(""));
        return values;
    }

    private static String measure(AccountabilityCase file, Party party) {
        return file.consequence(party)
                .map(Consequence::sanction)
                .map(s -> s.measure().zh())
                .orElse("不予处理");
    }

    /** The unit's responsible leaders and the officer. */
    private Set<String> concerned(AccountabilityCase file) {
        Set<String> to = new LinkedHashSet<>();
        Collection<Person> people = directory.people(file.unit());
        people.stream().filter(p -> p.hasAnyOf(Set.of(Role.RESPONSIBLE_LEADER))).forEach(p -> to.add(p.id()));
        to.add(file.officer());
        return to;
    }

    private List<Told> told(Recorded recorded, Said said, Map<String, String> values, Set<String> to) {
        Wording wording = rules.wording(said);
        List<Told> told = new ArrayList<>();
        for (String person : to) {
            if (!person.equals(recorded.actor())) {
                told.add(new Told(
                        recorded.stream() + "/" + recorded.version() + "/" + person,
                        person,
                        Wording.fill(wording.title(), values),
                        Wording.fill(wording.text(), values)));
            }
        }
        return told;
    }
}
