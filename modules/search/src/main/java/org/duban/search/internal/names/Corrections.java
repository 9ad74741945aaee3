package org.duban.search.internal.names;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;
import org.duban.search.internal.names.Correction.Reason;
import org.duban.search.internal.text.Folding;
import org.duban.search.internal.text.Span;
import org.duban.search.internal.text.Words;

/**
 * What was probably meant: other words that sound the same, look alike, differ by one character left out, added or
 * moved, or that the typed letters spell. Chooses among the words of the standard dictionary and the names of the
 * directory. Immutable and thread-safe; the first question waits some tenths of a second for the dictionary, unless
 * {@link #warmUp} was called.
 */
public final class Corrections {
    /** What a common word is worth beside a rare one, in cost. */
    private static final double COMMON = .3;

    /** What one plain slip is worth beside e times as many matters found. */
    private static final double SLIP = 3;

    /** Longer is no slip but a text. */
    private static final int LONGEST_QUERY = 60;

    private static final int MOST_PIECES = 16;
    private static final int MOST_PIECES_CHANGED = 4;
    private static final int LONGEST_SPAN = 16;
    private static final int CANDIDATES = 20;

    /** How often an index is asked for one query. */
    private static final int MOST_QUESTIONS = 20;

    private static final int MOST_PIECES_ASKED = 5;
    private static final int KEPT_FOR_TWO_CHANGES = 8;

    /** What it costs to doubt a stretch: with a stray character in it; a word that is found; several of them. */
    private static final double STRAY = .1;

    private static final double KNOWN = .5;
    private static final double ALL_KNOWN = .8;

    /** A query that finds more than this is left alone. */
    private static final long ALMOST_NOTHING = 2;

    /** So many times as much as before is clearly more. */
    private static final int CLEARLY_MORE = 5;

    private final Words words;
    private final Vocabulary names;

    private Corrections(Words words, Vocabulary names) {
        this.words = words;
        this.names = names;
    }

    /**
     * Corrections towards the words of the standard dictionary and these names.
     *
     * @param words cuts queries into words; should know the names too
     */
    public static Corrections over(Words words, NameBook names) {
        return new Corrections(words, names.vocabulary());
    }

    /** Reads the dictionary now, so that nobody waits for it. */
    public void warmUp() {
        Dictionary.standard();
    }

    /**
     * Another word for a word.
     *
     * @param text   in the writing it is shown in
     * @param cost   how far it is: about 1 for one plain slip
     * @param reason how one became the other
     * @param order  cost, less for a common word
     */
    record Candidate(String text, double cost, Reason reason, double order) {}

    /**
     * Other words that may have been meant, best first, in the writing they are shown in. None for a single character
     * or for what is longer than any word.
     */
    public List<String> candidates(String word, int limit) {
        return likely(word, limit).stream().map(Candidate::text).toList();
    }

    List<Candidate> likely(String word, int limit) {
        Typed typed = Typed.of(word);
        if (limit <= 0 || typed.length() < 2) {
            return List.of();
        }
        Map<String, Candidate> best = new HashMap<>();
        for (Vocabulary vocabulary : List.of(Dictionary.standard(), names)) {
            Slips.of(vocabulary, typed, (number, cost, reason) -> {
                double order = cost - COMMON * vocabulary.commonness(number);
                keep(best, new Candidate(vocabulary.shown(number), cost, reason, order));
            });
        }
        Phrases.of(List.of(Dictionary.standard(), names), typed).forEach(phrase -> keep(best, phrase));
        List<Candidate> sorted = new ArrayList<>(best.values());
        sorted.sort(Comparator.comparingDouble(Candidate::order).thenComparing(Candidate::text));
        return List.copyOf(sorted.subList(0, Math.min(limit, sorted.size())));
    }

    private static void keep(Map<String, Candidate> best, Candidate candidate) {
        best.merge(candidate.text, candidate, (a, b) -> a.order <= b.order ? a : b);
    }

    /**
     * What was probably meant by a query that finds almost nothing: the query with one or two of its words changed,
     * that finds clearly more.
     *
     * @param query     as it was typed, without operators
     * @param frequency how many of the matters that the asker may see hold a text; asked at most 20 times
     * @return empty when the query finds something, is too long to be a slip, or nothing better is found
     */
    public Optional<Correction> correct(String query, ToLongFunction<String> frequency) {
        if (query.length() > LONGEST_QUERY) {
            return Optional.empty();
        }
        List<Span> pieces = pieces(query);
        if (pieces.isEmpty() || pieces.size() > MOST_PIECES) {
            return Optional.empty();
        }
        return new Attempt(query, pieces, frequency).best();
    }

    /** The query cut into words; offsets are the query's. */
    private List<Span> pieces(String query) {
        String folded = Folding.fold(query);
        List<Span> pieces = new ArrayList<>();
        for (int at = 0; at < folded.length(); ) {
            int start = at;
            while (at < folded.length() && Folding.counts(folded.codePointAt(at))) {
                at += Character.charCount(folded.codePointAt(at));
            }
            words.segment(folded.substring(start, at))
                    .forEach(piece -> pieces.add(new Span(start + piece.start(), start + piece.end())));
            at += at < folded.length() ? Character.charCount(folded.codePointAt(at)) : 0;
        }
        return pieces;
    }

    /** A stretch of the query and a word to put in its place; doubt is what it costs to touch that stretch at all. */
    private record Change(int start, int end, Candidate to, double doubt) {
        double cost() {
            return to.cost + doubt;
        }

        double order() {
            return to.order + doubt;
        }

        boolean touches(Change other) {
            return start < other.end && other.start < end;
        }

        boolean covers(Span piece) {
            return start <= piece.start() && piece.end() <= end;
        }
    }

    /** One query on its way to a better one. One use; knows what was asked already. */
    private final class Attempt {
        private final String query;
        private final List<Span> pieces;
        private final ToLongFunction<String> frequency;
        private final Map<String, Long> answers = new HashMap<>();
        /** The pieces that nothing holds: whatever leaves one of them as it is finds nothing. */
        private final List<Span> unknown = new ArrayList<>();

        private Optional<Correction> best = Optional.empty();
        private double bestValue = Double.NEGATIVE_INFINITY;
        private long least;

        Attempt(String query, List<Span> pieces, ToLongFunction<String> frequency) {
            this.query = query;
            this.pieces = pieces;
            this.frequency = frequency;
        }

        private boolean mayAsk() {
            return answers.size() < MOST_QUESTIONS;
        }

        private long ask(String text) {
            return answers.computeIfAbsent(text, frequency::applyAsLong);
        }

        Optional<Correction> best() {
            long before = ask(query);
            if (before > ALMOST_NOTHING) {
                return Optional.empty();
            }
            least = before * CLEARLY_MORE + 1;
            pieces.stream()
                    .filter(piece -> piece.length() > 1)
                    .limit(MOST_PIECES_ASKED)
                    .forEach(piece -> {
                        if (ask(query.substring(piece.start(), piece.end())) == 0) {
                            unknown.add(piece);
                        }
                    });
            List<Change> changes = changes();
            List<Change> enough = changes.stream()
                    .filter(change -> unknown.stream().allMatch(change::covers))
                    .toList();
            List<Change> doubtful =
                    changes.stream().filter(change -> change.doubt <= STRAY).toList();
            boolean severalPlaces = doubtful.stream().anyMatch(change -> !change.touches(doubtful.get(0)));
            int alone = MOST_QUESTIONS - (severalPlaces ? KEPT_FOR_TWO_CHANGES : 0);
            for (Change change : enough) {
                if (answers.size() >= alone) {
                    break;
                }
                consider(List.of(change));
            }
            if (best.isEmpty() && severalPlaces) {
                changeTwo(doubtful);
            }
            return best;
        }

        /**
         * Takes the two most doubtful places, chooses a word for each by what it finds alone, and tries them
         * together.
         */
        private void changeTwo(List<Change> changes) {
            Change one = changes.get(0);
            Change two = changes.stream()
                    .filter(change -> !change.touches(one))
                    .findFirst()
                    .orElseThrow();
            if (!unknown.stream().allMatch(piece -> one.covers(piece) || two.covers(piece))) {
                return;
            }
            int each = Math.max(1, (MOST_QUESTIONS - answers.size() - 2) / 2);
            List<Change> first = mostFound(changes, one, each);
            List<Change> second = mostFound(changes, two, each);
            for (Change a : first) {
                for (Change b : second) {
                    if (mayAsk()) {
                        consider(a.start < b.start ? List.of(a, b) : List.of(b, a));
                    }
                }
            }
        }

        private List<Change> mostFound(List<Change> changes, Change place, int questions) {
            return changes.stream()
                    .filter(change -> change.start == place.start && change.end == place.end)
                    .limit(questions)
                    .filter(change -> mayAsk() && ask(change.to.text) > 0)
                    .sorted(Comparator.comparingDouble(change -> -value(ask(change.to.text), change.cost())))
                    .limit(2)
                    .toList();
        }

        private void consider(List<Change> changes) {
            StringBuilder changed = new StringBuilder();
            int end = 0;
            double cost = 0;
            for (Change change : changes) {
                changed.append(query, end, change.start).append(change.to.text);
                end = change.end;
                cost += change.cost();
            }
            String text = changed.append(query, end, query.length()).toString();
            if (answers.containsKey(text)) {
                return;
            }
            long found = ask(text);
            if (found >= least && value(found, cost) > bestValue) {
                bestValue = value(found, cost);
                best = Optional.of(new Correction(
                        text,
                        cost,
                        changes.stream().map(change -> change.to.text).toList(),
                        changes.get(0).to.reason));
            }
        }

        private double value(long found, double cost) {
            return Math.log1p(found) - SLIP * cost;
        }

        /** All changes of one stretch, best first. */
        private List<Change> changes() {
            List<Change> changes = new ArrayList<>();
            for (int first = 0; first < pieces.size(); first++) {
                for (int last = first; last < pieces.size(); last++) {
                    if (!together(first, last)) {
                        continue;
                    }
                    int start = pieces.get(first).start();
                    int end = pieces.get(last).end();
                    double doubt = doubt(first, last);
                    for (Candidate candidate : likely(query.substring(start, end), CANDIDATES)) {
                        changes.add(new Change(start, end, candidate, doubt));
                    }
                }
            }
            changes.sort(Comparator.comparingDouble(Change::order));
            return changes;
        }

        /** Whether pieces may be one word mistyped: a few that stand together, or all the pinyin typed with spaces. */
        private boolean together(int first, int last) {
            if (last == first) {
                return true;
            }
            boolean few = last - first < MOST_PIECES_CHANGED;
            boolean pinyin = true;
            boolean joined = pieces.get(last).end() - pieces.get(first).start() <= LONGEST_SPAN;
            for (int i = first; i <= last; i++) {
                pinyin &= isPinyin(i);
                joined &= i == first || pieces.get(i - 1).end() == pieces.get(i).start();
            }
            boolean wholeRun =
                    (first == 0 || !isPinyin(first - 1)) && (last + 1 == pieces.size() || !isPinyin(last + 1));
            return few && joined || pinyin && (few || wholeRun);
        }

        private boolean isPinyin(int piece) {
            return query.chars()
                    .skip(pieces.get(piece).start())
                    .limit(pieces.get(piece).length())
                    .allMatch(unit -> unit < 128 && Character.isLetter(unit));
        }

        /**
         * What it costs to doubt these pieces: nothing when one is found nowhere, little when a stray character is
         * among them.
         */
        private double doubt(int first, int last) {
            List<Span> inside = pieces.subList(first, last + 1);
            if (inside.stream().anyMatch(unknown::contains)) {
                return 0;
            }
            if (inside.stream().anyMatch(piece -> piece.length() == 1)) {
                return STRAY;
            }
            return first == last ? KNOWN : ALL_KNOWN;
        }
    }
}
