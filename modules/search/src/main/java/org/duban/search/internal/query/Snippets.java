package org.duban.search.internal.query;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.duban.api.search.Passage;
import org.duban.api.search.Snippet;
import org.duban.api.search.Snippet.Piece;
import org.duban.api.search.TextKind;
import org.duban.search.internal.text.Folding;
import org.duban.search.internal.text.Span;
import org.duban.spi.search.MatterText;
import org.duban.spi.search.MatterText.Text;

/** Shows why something was found: stretches of its texts with what was looked for marked. Pure; time is linear to the texts. */
public final class Snippets {

    /** So many places of one mark in one text are looked at to choose the stretch; what is so frequent tells nothing. */
    private static final int MOST_PLACES = 500;

    /** A mark in a stretch again adds little, and that so often only. */
    private static final int MOST_AGAIN = 3;

    private static final int AGAIN = 16;

    private static final String ELLIPSIS = "…";

    private Snippets() {}

    /**
     * A place where something is to be marked.
     *
     * @param mark number of the mark
     * @param start index of its first unit
     * @param end index after its last
     */
    private record Place(int mark, int start, int end) {}

    /**
     * The places in a text, by their start.
     *
     * @param found by number of the mark: whether it is in the text
     */
    private record Places(Text text, List<Place> all, boolean[] found) {}

    /**
     * Where the most is to be marked.
     *
     * @param core from the first mark to the last
     * @param worth how much that is
     */
    private record Stretch(Places places, Span core, long worth) {
        TextKind kind() {
            return places.text.kind();
        }
    }

    /** The whole title, marked; line breaks are spaces. */
    public static Snippet title(String title, Marks marks) {
        boolean[] found = new boolean[marks.size()];
        List<Place> places = places(TextKind.TITLE, title, marks, found);
        return snippet(title, new Span(0, title.length()), places);
    }

    /**
     * The texts of a matter in which something is to be marked, the best first, each with its best stretch; not the title.
     *
     * @param max the most passages
     * @param length the most UTF-16 units of a stretch, without the … at its ends; at least 1
     */
    public static List<Passage> passages(MatterText matter, Marks marks, int max, int length) {
        List<Places> texts = new ArrayList<>();
        int[] frequency = new int[marks.size()];
        for (Text text : matter.texts()) {
            if (text.kind() != TextKind.TITLE && marks.concern(text.kind())) {
                boolean[] found = new boolean[marks.size()];
                List<Place> places = places(text.kind(), text.text(), marks, found);
                if (!places.isEmpty()) {
                    places.forEach(place -> frequency[place.mark]++);
                    texts.add(new Places(text, places, found));
                }
            }
        }
        int[] weights = weights(frequency, marks);
        List<Stretch> stretches = new ArrayList<>();
        for (Places places : texts) {
            stretches.add(best(places, weights, length));
        }
        stretches.sort(Comparator.comparingLong(Stretch::worth).reversed().thenComparing(Stretch::kind));
        List<Passage> passages = new ArrayList<>();
        Set<String> shown = new HashSet<>();
        for (Stretch stretch : stretches) {
            if (passages.size() == max) {
                break;
            }
            Text text = stretch.places.text;
            Snippet snippet = snippet(stretch, marks, length);
            // What was amended or copied is shown once.
            if (shown.add(snippet.text())) {
                passages.add(new Passage(text.kind(), text.version(), text.at(), text.by(), snippet));
            }
        }
        return passages;
    }

    private static List<Place> places(TextKind kind, String text, Marks marks, boolean[] found) {
        List<Place> places = new ArrayList<>();
        int[] counts = new int[marks.size()];
        char[] folded = text.toCharArray();
        Folding.fold(folded, 0, folded.length);
        marks.find(kind, folded, 0, folded.length, (mark, start, end) -> {
            found[mark] = true;
            if (counts[mark]++ < MOST_PLACES) {
                places.add(new Place(mark, Cuts.characterStart(text, start), Cuts.characterEnd(text, end)));
            }
        });
        places.removeIf(place -> marks.isPartOf(place.mark, found));
        places.sort(Comparator.comparingInt(Place::start).thenComparingInt(Place::end));
        return places;
    }

    /** What is long, and what is rare in this matter, tells more. */
    private static int[] weights(int[] frequency, Marks marks) {
        int[] weights = new int[frequency.length];
        for (int mark = 0; mark < weights.length; mark++) {
            double length = Math.sqrt(Math.min(marks.length(mark), 16));
            weights[mark] = (int) (1000 * length / (1 + Math.log1p(frequency[mark])));
        }
        return weights;
    }

    /** Of all stretches that begin with a mark, the first of those worth most. */
    private static Stretch best(Places places, int[] weights, int length) {
        List<Place> all = places.all;
        int[] inside = new int[weights.length];
        long worth = 0;
        long best = -1;
        int bestFirst = 0;
        int bestEnd = 0;
        int end = 0;
        for (int first = 0; first < all.size(); first++) {
            Place place = all.get(first);
            while (end < all.size() && all.get(end).end <= place.start + length) {
                int mark = all.get(end++).mark;
                worth += gain(weights[mark], inside[mark]++);
            }
            // A mark longer than a stretch is one by itself.
            boolean tooLong = end == first;
            long here = tooLong ? gain(weights[place.mark], 0) : worth;
            if (here > best) {
                best = here;
                bestFirst = first;
                bestEnd = tooLong ? first + 1 : end;
            }
            if (tooLong) {
                end++;
            } else {
                worth -= gain(weights[place.mark], --inside[place.mark]);
            }
        }
        int start = all.get(bestFirst).start;
        int last = start;
        for (Place place : all.subList(bestFirst, bestEnd)) {
            last = Math.max(last, place.end);
        }
        return new Stretch(places, new Span(start, last), best);
    }

    /** What one more of a mark adds to a stretch. */
    private static int gain(int weight, int before) {
        return before == 0 ? weight : before <= MOST_AGAIN ? weight / AGAIN : 0;
    }

    private static Snippet snippet(Stretch stretch, Marks marks, int length) {
        Text text = stretch.places.text;
        Span core = stretch.core;
        Span span;
        List<Place> places = new ArrayList<>();
        if (core.length() > length) {
            span = new Span(core.start(), Cuts.before(text.text(), core.start(), core.start() + length));
            places.add(new Place(0, span.start(), span.end()));
        } else {
            span = Cuts.around(text.text(), core, length, marks.words());
        }
        // Looked for once more: here every place counts, however many there are.
        int before = Math.max(0, span.start() - 1);
        char[] folded = text.text()
                .substring(before, Math.min(text.text().length(), span.end() + 1))
                .toCharArray();
        Folding.fold(folded, 0, folded.length);
        marks.find(text.kind(), folded, span.start() - before, span.end() - before, (mark, start, end) -> {
            if (!marks.isPartOf(mark, stretch.places.found)) {
                places.add(new Place(
                        mark,
                        Cuts.characterStart(text.text(), before + start),
                        Cuts.characterEnd(text.text(), before + end)));
            }
        });
        return snippet(text.text(), span, places);
    }

    private static Snippet snippet(String text, Span span, List<Place> places) {
        BitSet marked = new BitSet(span.length());
        for (Place place : places) {
            marked.set(Math.max(0, place.start - span.start()), Math.min(span.length(), place.end - span.start()));
        }
        List<Piece> pieces = new ArrayList<>();
        StringBuilder piece = new StringBuilder();
        boolean found = false;
        if (Cuts.hasText(text, 0, span.start())) {
            piece.append(ELLIPSIS);
        }
        char previous = 0;
        for (int i = span.start(); i < span.end(); i++) {
            boolean here = marked.get(i - span.start());
            char c = Cuts.isSpace(text.charAt(i)) ? ' ' : text.charAt(i);
            if (c == ' ' && previous == ' ') {
                continue;
            }
            if (here != found) {
                end(pieces, piece, found);
                found = here;
            }
            piece.append(c);
            previous = c;
        }
        if (Cuts.hasText(text, span.end(), text.length())) {
            if (found) {
                end(pieces, piece, true);
                found = false;
            }
            piece.append(ELLIPSIS);
        }
        end(pieces, piece, found);
        return new Snippet(pieces);
    }

    private static void end(List<Piece> pieces, StringBuilder piece, boolean found) {
        if (!piece.isEmpty()) {
            pieces.add(new Piece(piece.toString(), found));
            piece.setLength(0);
        }
    }
}
