package org.duban.api.journal;

/**
 * An event that takes the next number of a series. The number is given in the very transaction that makes the event durable, so
 * a series has neither gaps nor doubles.
 */
public interface Numbered extends Event {

    /** The series it takes its number from. */
    Series series();

    /** The same event with its number, {@code 七督通〔2026〕3号}. */
    Event numbered(String number);
}
