package org.duban.inspection.internal;

import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.duban.api.access.Access;
import org.duban.api.access.Right;
import org.duban.api.access.Visibility;
import org.duban.api.access.Visibility.Attribute;
import org.duban.api.inspection.Inspection;
import org.duban.api.inspection.InspectionFinding;
import org.duban.api.office.Person;

/** What a person sees of inspections. Asked once for each call, so that a whole list is seen by the same rules. */
final class Sight {

    private final Person person;
    private final Visibility visibility;

    Sight(Person person, Access access) {
        this.person = person;
        this.visibility = access.visibility(person, Right.READ_INSPECTIONS);
    }

    /** Whether all of it is seen: by the office, its groups, its partners. */
    boolean whole(Inspection inspection) {
        return visibility.admits(attributes(inspection));
    }

    /** The inspection as the person sees it; empty when they may not know of it. */
    Optional<Inspection> of(Inspection inspection) {
        if (whole(inspection)) {
            return Optional.of(inspection);
        }
        String unit = person.unit();
        Set<String> knowing = inspection.knowingUnits();
        if (unit == null || !knowing.contains(unit)) {
            return Optional.empty();
        }
        Map<Attribute, Set<String>> attributes = attributes(inspection);
        attributes.put(Attribute.OBLIGED_UNIT, knowing);
        return visibility.admits(attributes) ? Optional.of(inspection.forUnit(unit)) : Optional.empty();
    }

    /** What access to it depends on, for everybody but the inspected units. */
    static Map<Attribute, Set<String>> attributes(Inspection inspection) {
        Map<Attribute, Set<String>> attributes = new EnumMap<>(Attribute.class);
        attributes.put(Attribute.LINE, Set.of(inspection.plan().line().name()));
        attributes.put(Attribute.REGISTRAR, Set.of(inspection.planner()));
        attributes.put(Attribute.OFFICER, inspection.plan().people());
        attributes.put(Attribute.PARTNER, new HashSet<>(inspection.plan().partners()));
        return attributes;
    }

    /** The same for the unit of a finding it was notified of. */
    static Map<Attribute, Set<String>> attributes(Inspection inspection, InspectionFinding finding) {
        Map<Attribute, Set<String>> attributes = attributes(inspection);
        if (finding.notifiedAt().isPresent()) {
            attributes.put(Attribute.OBLIGED_UNIT, Set.of(finding.unit()));
        }
        return attributes;
    }

    /** The same for the units that know of it. */
    static Map<Attribute, Set<String>> attributesOfObjects(Inspection inspection) {
        Map<Attribute, Set<String>> attributes = attributes(inspection);
        attributes.put(Attribute.OBLIGED_UNIT, inspection.knowingUnits());
        return attributes;
    }
}
