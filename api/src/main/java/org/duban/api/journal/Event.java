package org.duban.api.journal;

/**
 * Something that happened. Each family of events is a sealed interface of records that extends this one ({@link
 * org.duban.api.matter.MatterEvent}), or a single record ({@link org.duban.api.form.FormTypeAdopted}); the simple name of a record is its name in the journal for ever.
 *
 * <p>An event may gain components (absent in old entries: null, 0, false or empty) and never loses or reinterprets one.
 */
public interface Event {}
