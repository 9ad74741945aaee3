package org.duban.chaos.plugin;

/** What a plugin does when it is called. */
public enum Behaviour {
    GOOD,
    SLOW,
    THROW,
    STACK_OVERFLOW,
    MISSING_CLASS,
    NOTHING,
    RETRY_IN_TEN_YEARS,
    FLOOD,
    LEAK_THREADS,
    HANG_HEEDING_INTERRUPTION,
    HANG_FOR_GOOD
}
