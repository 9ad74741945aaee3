package org.duban.api.inspection;

import java.util.Objects;

/**
 * What inspections asked of a unit within a period (减负).
 *
 * @param unit id of the unit
 * @param inspections started ones in which it is an object
 * @param visits recorded visits in which it was looked at
 * @param findings findings it was notified of
 * @param returned rectifications returned to it
 */
public record InspectionLoad(String unit, int inspections, int visits, int findings, int returned) {
    public InspectionLoad {
        Objects.requireNonNull(unit, "unit");
    }
}
