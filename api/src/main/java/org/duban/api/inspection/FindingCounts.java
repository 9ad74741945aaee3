package org.duban.api.inspection;

/**
 * How findings stand at an instant. Reconciles: found = rectified + open + carried over (343 = 328 + 15 + 0).
 *
 * @param found those that stand: without the dismissed ones
 * @param rectified verified as rectified
 * @param open still to be notified, rectified or verified, within the inspection
 * @param carriedOver still to be rectified or verified after the inspection was concluded (结转)
 * @param overdue of the open and carried-over ones, those whose deadline has passed without a report by the unit
 * @param dismissed recorded, but turned out to be none (不予认定); not among the found
 */
public record FindingCounts(int found, int rectified, int open, int carriedOver, int overdue, int dismissed) {

    /** None. */
    public static final FindingCounts NONE = new FindingCounts(0, 0, 0, 0, 0, 0);

    public FindingCounts {
        if (found != rectified + open + carriedOver || overdue > open + carriedOver) {
            throw new IllegalArgumentException("findings do not reconcile: " + found + " <> " + rectified + " + " + open
                    + " + " + carriedOver + ", overdue " + overdue);
        }
    }

    /** Not rectified yet: open and carried over. */
    public int unrectified() {
        return open + carriedOver;
    }

    /** Both together. */
    public FindingCounts plus(FindingCounts other) {
        return new FindingCounts(
                found + other.found,
                rectified + other.rectified,
                open + other.open,
                carriedOver + other.carriedOver,
                overdue + other.overdue,
                dismissed + other.dismissed);
    }
}
