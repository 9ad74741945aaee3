package org.duban.benchmarks;

import java.nio.file.Path;

/** One of the two that carry the same matters. Thread-safe; what a method did is on disk when it returns. */
interface Peer extends AutoCloseable {

    /** Which peer. */
    enum Kind {
        DUBAN("Duban") {
            @Override
            Peer start(Path directory, boolean counted) {
                return counted ? new CountedDuban(directory) : new DubanPeer(directory);
            }
        },
        FLOWABLE("Flowable") {
            @Override
            Peer start(Path directory, boolean counted) {
                return new FlowablePeer(directory, counted);
            }
        };

        private final String title;

        Kind(String title) {
            this.title = title;
        }

        String title() {
            return title;
        }

        /**
         * Starts it with nothing stored.
         *
         * @param directory where it keeps its data, on the disk that is to be measured
         * @param counted whether {@link Peer#sql} is wanted; counting may cost time
         */
        abstract Peer start(Path directory, boolean counted);
    }

    /** What it is, and the settings that decide its speed and durability. */
    String describe();

    /** Registers the n-th matter: the first step of its life. Answers the id by which it is known from now on. */
    String register(int n);

    /** Takes one matter one step further, as the person whose turn it is. */
    void carryOut(Step step, int n, String id);

    /** How many matters have gone the whole way, by the peer's own books. */
    long finished();

    /** All texts kept about a matter, one after the other. */
    String kept(String id);

    /** Bytes on disk for all that is stored, after whatever the peer does to tidy up. Nothing may go on meanwhile. */
    long storedBytes();

    /** SQL done so far; only when it was started counted. */
    SqlCount sql();

    /** CPU used so far on the peer's behalf by other processes than this JVM, in nanoseconds. */
    long otherCpuNanos();

    /** Stores so many open matters, {@link Office#due} after each other over all units, by the quickest way there is. */
    void fill(int matters);

    /**
     * Lists the 50 overdue matters of a unit that have been due longest.
     *
     * @param titles whether the matters' titles must be among what is listed
     * @return how many rows came
     */
    int overduePage(String unit, boolean titles);

    @Override
    void close();
}
