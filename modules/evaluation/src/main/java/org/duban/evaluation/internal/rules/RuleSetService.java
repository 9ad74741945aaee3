package org.duban.evaluation.internal.rules;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.duban.api.Checks;
import org.duban.api.Problem;
import org.duban.api.access.Access;
import org.duban.api.access.Right;
import org.duban.api.evaluation.RuleSet;
import org.duban.api.evaluation.RuleSetAdopted;
import org.duban.api.evaluation.RuleSets;
import org.duban.api.journal.Append;
import org.duban.api.journal.Append.Part;
import org.duban.api.journal.Append.Rows;
import org.duban.api.journal.Journal;
import org.duban.api.matter.Actor;
import org.duban.spi.directory.Directory;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Keeps the rule sets. */
@Component(service = {RuleSets.class, RuleSetService.class})
public final class RuleSetService implements RuleSets {

    private static final int LONGEST_BASIS = 200;

    private final Journal journal;
    private final Directory directory;
    private final Access access;
    private final InstantSource clock;
    private final ZoneId zone;
    private final RuleSetBook book;

    /** Held from the look at what is there to the append. */
    private final Object lock = new Object();

    @Activate
    public RuleSetService(
            @Reference Journal journal,
            @Reference Directory directory,
            @Reference Access access,
            @Reference InstantSource clock,
            @Reference ZoneId zone) {
        this.journal = journal;
        this.directory = directory;
        this.access = access;
        this.clock = clock;
        this.zone = zone;
        this.book = new RuleSetBook(journal);
    }

    public RuleSetBook book() {
        return book;
    }

    @Override
    public RuleSet current() {
        return book.on(today());
    }

    @Override
    public RuleSet on(LocalDate day) {
        return book.on(day);
    }

    @Override
    public List<RuleSet> all() {
        return book.all();
    }

    @Override
    public Optional<RuleSet> find(String id, int version) {
        return book.find(id, version);
    }

    @Override
    public RuleSet read(String json) {
        return RuleSetReader.read(json);
    }

    @Override
    public RuleSet adopt(Actor actor, String json, String basis) {
        access.require(directory.requirePerson(actor.person()), Right.ADOPT_RULES, Map.of());
        RuleSet rules = RuleSetReader.read(json);
        synchronized (lock) {
            // The adoptions of a day are in force from the next: no number that was counted before changes.
            Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
            LocalDate today = now.atZone(zone).toLocalDate();
            long version = journal.read(RuleSetAdopted.stream(rules.id())).stream()
                    .peek(book::apply)
                    .count();
            int last = book.all().stream()
                    .filter(r -> r.id().equals(rules.id()))
                    .mapToInt(RuleSet::version)
                    .max()
                    .orElse(0);
            new Checks()
                    .text("basis", basis, LONGEST_BASIS)
                    .that(
                            rules.from().isAfter(today),
                            Problem.invalid("/from", rules.from(), today.plusDays(1) + " 或更晚", "考核办法不溯及既往，最早从次日起施行"))
                    .that(
                            rules.version() > last,
                            Problem.invalid("/version", rules.version(), (last + 1) + " 或更大", "已有这一版本或更新的版本"))
                    .done();
            journal.append(new Append(
                            actor.person(),
                            now,
                            List.of(new Part(
                                    RuleSetAdopted.stream(rules.id()),
                                    version,
                                    List.of(new RuleSetAdopted(
                                            rules.id(), rules.version(), rules.from(), json, basis.strip())))),
                            null,
                            Rows.NONE))
                    .recorded()
                    .forEach(book::apply);
            return rules;
        }
    }

    private LocalDate today() {
        return clock.instant().atZone(zone).toLocalDate();
    }
}
