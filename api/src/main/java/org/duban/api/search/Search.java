package org.duban.api.search;

import java.util.List;
import org.duban.api.matter.Actor;
import org.duban.api.matter.Draft;
import org.duban.api.matter.MatterId;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Finds matters by anything ever written about them. Thread-safe.
 *
 * <p>Shows only what the actor may see, by the rules for {@code Read}: access is part of each query, so that neither a count nor a
 * suggestion tells of more. What a command did is found within a second of its return, or at once by a query that is {@link
 * SearchQuery#fresh()}.
 *
 * <p>Every method throws {@link org.duban.api.DubanException} with {@code PERSON_UNKNOWN} when the directory doesn't know the actor and
 * {@code STOPPED} after the end.
 */
@ProviderType
public interface Search {

    /** The most hits of one page, suggestions, or similar matters. */
    int MAX_LIMIT = 200;

    /** Characters of a query's text that are looked at; what goes beyond is left out, and a remark says so. */
    int MAX_TEXT = 2_000;

    /**
     * One page of what a query finds. A text that makes no sense as a query is taken as it stands: no text is refused.
     *
     * @throws org.duban.api.DubanException {@code INVALID_FIELD} for a limit out of range, an {@code after} of another query, an unknown
     *     light or form field
     */
    Results search(Actor actor, SearchQuery query);

    /**
     * What somebody who is typing may want: names of units, people and places (by characters, pinyin or initials), words and matters.
     *
     * @param typed what is in the box so far; only what follows the last space is completed
     * @param limit 1 to {@link #MAX_LIMIT}
     * @return the best first; empty when nothing fits
     */
    List<Suggestion> suggest(Actor actor, String typed, int limit);

    /**
     * Earlier matters like one that is being registered, so that messages are merged and 反复 is seen. What counts beside the texts is
     * said by the form type ({@link org.duban.api.form.FormType#similarBy}).
     *
     * @param draft as far as it is filled in; title, content and form are looked at
     * @return the likest first; empty when nothing is like it
     * @throws org.duban.api.DubanException {@code INVALID_FIELD} for a limit out of range
     */
    List<Similar> similar(Actor actor, Draft draft, int limit);

    /** Other matters like this one, earlier and later; {@code MATTER_NOT_FOUND} as everywhere. */
    List<Similar> similar(Actor actor, MatterId matter, int limit);

    /** How the index is. */
    IndexStatus status();

    /**
     * Reads the journal to its head as it is now; returns when all that is searchable.
     *
     * @throws org.duban.api.DubanException {@code INDEX_UNAVAILABLE} when the index can't be written; what it has can still be searched
     */
    void catchUp();

    /**
     * Starts to build the index anew from the journal, in the background; {@link #status()} tells how far it is. Does nothing while one is
     * being built.
     *
     * @throws org.duban.api.DubanException {@code ACCESS_DENIED} but for the office ({@link org.duban.api.office.Role#DIRECTOR}, {@code
     *     DEPUTY_DIRECTOR}) and Duban itself
     */
    void rebuild(Actor actor);
}
