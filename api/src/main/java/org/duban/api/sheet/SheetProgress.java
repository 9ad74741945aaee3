package org.duban.api.sheet;

/** Told how far a long reading or writing has come, on the caller's own thread; may end it. */
@FunctionalInterface
public interface SheetProgress {

    /** Watches nothing and never ends it. */
    SheetProgress NONE = (done, total) -> true;

    /**
     * Called before the first row, and after every thousand or fewer.
     *
     * @param done rows so far
     * @param total how many there were when it began; what changes meanwhile may make it more or fewer
     * @return false to end it: the call then throws {@code CANCELLED}
     */
    boolean at(long done, long total);
}
