package org.duban.cli;

/** Exit codes, the same for every command. */
final class ExitCode {

    /** Done; what was asked about is in order. */
    static final int DONE = 0;

    /** Done, but something asked about is not in order: a broken chain, a line or a notice that was refused. */
    static final int NOT_IN_ORDER = 1;

    /** Not done: wrong arguments, or a file or directory that can't be used. */
    static final int NOT_DONE = 2;

    private ExitCode() {}
}
