package org.duban.ledger.internal.intake;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.duban.api.access.Access;
import org.duban.api.access.AccessRule;
import org.duban.api.access.Scope;
import org.duban.api.form.FormTypes;
import org.duban.api.office.Area;
import org.duban.api.office.Line;
import org.duban.api.office.Person;
import org.duban.api.sheet.IntakeOptions;
import org.duban.spi.directory.Directory;
import org.jspecify.annotations.Nullable;

/**
 * What rows are read by: the same for all rows of a file.
 *
 * @param listName what the file is called where nothing stands above the head: its name without what copying adds to it
 * @param cleared whether matters with a secrecy level may be registered
 */
record Setting(
        IntakeRules rules,
        IntakeOptions options,
        String listName,
        FormTypes formTypes,
        Directory directory,
        UnitNames units,
        Person person,
        Access access,
        LocalDate today,
        ZoneId zone,
        boolean cleared) {

    /** 清单(1).xlsx, 清单 - 副本.xlsx and 清单_修改.xlsx are still 清单. */
    static String listName(String fileName) {
        String name = CsvSheet.sheetName(fileName);
        String before;
        do {
            before = name;
            name = Fold.trim(name.replaceFirst("\\s*(?:[(（]\\d{1,3}[)）]|[-_ ]+副本|[-_ ]*copy)$", ""));
        } while (!name.equals(before));
        return name.isEmpty() ? fileName : name;
    }

    /** Whether a rule lets the person give this command on a new matter of a line. */
    boolean may(String command, Line line) {
        for (AccessRule rule : access.rules()) {
            if (rule.commands().contains(command)
                    && person.hasAnyOf(rule.roles())
                    && rule.scopes().stream()
                            .allMatch(scope -> scope == Scope.OWN_REGISTRATION
                                    || scope == Scope.OWN_LINE && person.lines().contains(line))) {
                return true;
            }
        }
        return false;
    }

    /** A person by id, or by a name only one of the office, the lead unit has. */
    Optional<String> personNamed(String name, @Nullable String leadUnit) {
        Optional<Person> byId = directory.person(name);
        if (byId.isPresent()) {
            return byId.map(Person::id);
        }
        String folded = Fold.tight(name);
        List<String> found = Stream.concat(
                        directory.office().stream(),
                        leadUnit == null ? Stream.of() : directory.people(leadUnit).stream())
                .filter(person -> Fold.tight(person.name()).equals(folded))
                .map(Person::id)
                .distinct()
                .toList();
        return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
    }

    Optional<String> areaNamed(String name) {
        String folded = Fold.tight(name);
        Set<String> found = new TreeSet<>();
        for (Area area : directory.areas()) {
            if (area.code().equals(name) || Fold.tight(area.name()).equals(folded)) {
                found.add(area.code());
            }
        }
        return found.size() == 1 ? Optional.of(found.iterator().next()) : Optional.empty();
    }
}
