package org.duban.demo;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import org.duban.api.form.FormType;
import org.duban.api.matter.Assignment;
import org.duban.api.office.Area;
import org.duban.api.office.Line;
import org.duban.api.office.Role;
import org.duban.demo.Office.Charge;
import org.duban.demo.Office.Leader;
import org.duban.demo.Office.Responsible;

/**
 * What all plans are made with. The same scenario and seed give the same plans.
 *
 * @param forms the form type of each kind of matter
 * @param seed chooses among what the scenario leaves open
 */
record Planning(
        Scenario scenario, Phrases phrases, Office office, Desk desk, Function<String, FormType> forms, long seed) {

    /** The plans of the whole year. */
    List<Plan> plans() {
        List<Plan> plans = new ArrayList<>();
        plans.addAll(new InstructionPlans(this).plans());
        plans.addAll(new MessagePlans(this).plans());
        plans.addAll(new LivelihoodPlans(this).plans());
        plans.addAll(new ListPlans(this).plans());
        return List.copyOf(plans);
    }

    /** The end of the year that is lived through. */
    Instant ends() {
        return desk.closing(scenario.ends());
    }

    /** The chance of one plan: what happens to one never changes what happens to another. */
    Random random(String name) {
        return new Random(seed * 1_000_003 + name.hashCode());
    }

    /** A working day from one day to another, both included. */
    LocalDate workingDay(LocalDate from, LocalDate to, Random random) {
        int span = desk.calendar().workingDaysBetween(from, to);
        return desk.plus(from, span <= 0 ? 0 : random.nextInt(span + 1));
    }

    static <T> T any(List<T> choice, Random random) {
        return choice.get(random.nextInt(choice.size()));
    }

    Road road(String kind, Random random, Instant begins) {
        return new Road(desk, random, forms.apply(kind), phrases, begins);
    }

    /** A leader of this line with one of these roles. */
    Leader leader(Line line, Random random, Role... roles) {
        return any(
                Stream.of(roles)
                        .flatMap(role -> office.leaders(role).stream())
                        .filter(l -> l.line() == line)
                        .toList(),
                random);
    }

    /** Some unit: a department two times out of three, for one area or the whole district; else a street or town for its own area. */
    Charge charge(Random random) {
        boolean department = random.nextInt(3) > 0;
        Responsible unit = any(
                office.data().units().stream()
                        .filter(u -> (u.area() == null) == department)
                        .toList(),
                random);
        if (unit.area() != null) {
            return office.charge(unit, unit.area(), random);
        }
        // Where officers share a unit by areas, what concerns the whole district is rare: it has to be entrusted by
        // hand.
        boolean shared = office.routing().route(null, unit.id()).isEmpty();
        boolean wholeDistrict = random.nextInt(shared ? 20 : 2) == 0;
        return office.charge(
                unit, wholeDistrict ? null : any(office.data().areas(), random).code(), random);
    }

    /** The lead's assignment with all of 五定 but the date, which is the matter's. */
    Assignment lead(Charge charge, Random random) {
        return Assignment.lead(charge.unit().id())
                .leader(charge.unit().leader().id())
                .requirement(any(phrases.requirements(), random));
    }

    /** {@code task} with its place before it. */
    String placed(Charge charge, String task) {
        return office.data().areas().stream()
                        .filter(a -> a.code().equals(charge.area()))
                        .map(Area::name)
                        .findFirst()
                        .orElse(office.data().district())
                + task;
    }
}
