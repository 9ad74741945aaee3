package org.duban.search.internal.lucene;

import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.analysis.TokenFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.BytesTermAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;
import org.apache.lucene.document.BinaryDocValuesField;
import org.apache.lucene.document.Field.Store;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.document.SortedSetDocValuesField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.index.IndexableField;
import org.apache.lucene.util.ArrayUtil;
import org.apache.lucene.util.BytesRef;
import org.duban.api.access.Visibility.Attribute;
import org.duban.api.search.TextKind;
import org.duban.search.internal.lucene.rank.CharacterCounts;
import org.duban.search.internal.text.Folding;
import org.duban.search.internal.text.GramStream;
import org.duban.search.internal.text.Identifiers;
import org.duban.spi.search.MatterText;
import org.duban.spi.search.MatterText.Text;
import org.jspecify.annotations.Nullable;

/**
 * Makes the document of a matter: what {@link ConditionQueries} asks. The same matter gives the same document, always.
 *
 * <p>Used by one thread, again and again, for its buffers: a document holds until the next is made, and is read once.
 */
public final class MatterDocuments {

    /** How often the title is written into the grams, so that its words weigh more. */
    static final int TITLES = 3;

    /** Free positions between two texts. One would do for phrases; more keep the words of one text apart from those of the next. */
    static final int GAP = 16;

    /**
     * Bytes of a matter that is kept uncompressed. A page of such matters is read twenty times as fast; but whoever reads one needs room for
     * the longest.
     */
    private static final int AT_HAND = 1 << 14;

    /** Buffers up to this length are kept. */
    private static final int KEPT = 1 << 18;

    private static final char[] NOTHING = new char[0];
    private static final FieldType GRAMS = inverted(IndexOptions.DOCS_AND_FREQS_AND_POSITIONS, false);
    private static final FieldType IDENTIFIERS = inverted(IndexOptions.DOCS_AND_FREQS_AND_POSITIONS, true);
    private static final FieldType EXACT = exact();

    private final GramStream grams = new GramStream();
    private final Pieces pieces = new Pieces(grams);
    private final Terms identifiers = new Terms();
    private final CharacterCounts characters = new CharacterCounts();
    private char[] buffer = NOTHING;

    /** The document of a matter; holds until the next call. */
    public List<IndexableField> of(MatterText matter) {
        List<IndexableField> document = new ArrayList<>(24);
        String id = matter.id().value();
        document.add(new StringField(Field.ID, id, Store.NO));
        document.add(new SortedDocValuesField(Field.ID, new BytesRef(id)));
        document.add(new NumericDocValuesField(Field.ID_BEGINNING, IdOrder.beginning(id)));
        addTexts(document, matter.texts());
        addDay(document, Field.RECEIVED, matter.receivedOn());
        addDay(document, Field.DUE, matter.dueOn());
        addDay(document, Field.RUNNING, matter.runningTo());
        addLong(document, Field.CHANGED, order(matter.changedAt()));
        if (!matter.clock().isEmpty()) {
            document.add(new BinaryDocValuesField(Field.CLOCK, MatterCodec.encode(matter.clock())));
        }
        for (Map.Entry<String, Set<String>> key : matter.keys().entrySet()) {
            for (String value : key.getValue()) {
                document.add(new ExactField(Field.key(key.getKey()), Values.term(value)));
            }
        }
        for (Map.Entry<Attribute, Set<String>> attribute : matter.access().entrySet()) {
            for (String value : attribute.getValue()) {
                document.add(new StringField(Field.ACCESS, Field.access(attribute.getKey(), value), Store.NO));
            }
        }
        BytesRef whole = MatterCodec.encode(matter);
        document.add(
                whole.length <= AT_HAND
                        ? new BinaryDocValuesField(Field.MATTER, whole)
                        : new StoredField(Field.LARGE_MATTER, whole));
        return document;
    }

    /** An instant as a number that sorts like it: nanoseconds since 1970, which reach from 1677 to 2262. */
    static long order(Instant instant) {
        try {
            return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), 1_000_000_000L), instant.getNano());
        } catch (ArithmeticException e) {
            return instant.getEpochSecond() < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
        }
    }

    private void addTexts(List<IndexableField> document, List<Text> texts) {
        List<Text> byKind = new ArrayList<>(texts);
        byKind.sort(Comparator.comparing(Text::kind));
        pieces.clear();
        identifiers.clear();
        characters.clear();
        buffer = room(byKind);
        pieces.chars = buffer;
        KindRanges.Writer kinds = new KindRanges.Writer();
        int at = 0;
        int position = 0;
        for (int i = 0; i < byKind.size(); i++) {
            Text text = byKind.get(i);
            int length = text.text().length();
            text.text().getChars(0, length, buffer, at);
            Folding.fold(buffer, at, at + length);
            for (String identifier : Identifiers.of(text.text())) {
                identifiers.add(new BytesRef(identifier), position);
            }
            int positions = counting(buffer, at, at + length) + GAP;
            int copies = text.kind() == TextKind.TITLE ? TITLES : 1;
            characters.add(buffer, at, at + length, copies);
            for (; copies > 0; copies--) {
                pieces.add(at, at + length, position);
                position = Math.addExact(position, positions);
            }
            at += length;
            if (i + 1 == byKind.size() || byKind.get(i + 1).kind() != text.kind()) {
                kinds.add(text.kind(), position);
            }
        }
        document.add(new org.apache.lucene.document.Field(Field.GRAMS, pieces, GRAMS));
        if (!identifiers.isEmpty()) {
            document.add(new org.apache.lucene.document.Field(Field.IDENTIFIERS, identifiers, IDENTIFIERS));
        }
        document.add(new BinaryDocValuesField(Field.CHARACTERS, characters.finish()));
        document.add(new BinaryDocValuesField(Field.KINDS, kinds.finish()));
    }

    private char[] room(List<Text> texts) {
        int length = texts.stream().mapToInt(text -> text.text().length()).reduce(0, Math::addExact);
        if (length <= buffer.length) {
            return buffer.length <= KEPT ? buffer : new char[length];
        }
        return new char[ArrayUtil.oversize(length, Character.BYTES)];
    }

    /** How many characters count: how many grams there are. */
    private static int counting(char[] folded, int from, int to) {
        int count = 0;
        for (int i = from; i < to; i++) {
            int character = folded[i];
            if (Character.isHighSurrogate(folded[i]) && i + 1 < to && Character.isLowSurrogate(folded[i + 1])) {
                character = Character.toCodePoint(folded[i], folded[++i]);
            }
            if (Folding.counts(character)) {
                count++;
            }
        }
        return count;
    }

    private static void addDay(List<IndexableField> document, String field, @Nullable LocalDate day) {
        if (day != null) {
            addLong(document, field, day.toEpochDay());
        }
    }

    private static void addLong(List<IndexableField> document, String field, long value) {
        document.add(new LongPoint(field, value));
        document.add(new NumericDocValuesField(field, value));
    }

    private static FieldType inverted(IndexOptions options, boolean omitNorms) {
        FieldType type = new FieldType();
        type.setIndexOptions(options);
        type.setOmitNorms(omitNorms);
        type.freeze();
        return type;
    }

    private static FieldType exact() {
        FieldType type = new FieldType(SortedSetDocValuesField.TYPE);
        type.setIndexOptions(IndexOptions.DOCS);
        type.setTokenized(false);
        type.setOmitNorms(true);
        type.freeze();
        return type;
    }

    /** A value that is found and counted. */
    private static final class ExactField extends org.apache.lucene.document.Field {
        ExactField(String name, BytesRef value) {
            super(name, value, EXACT);
        }
    }

    /** Grams of several texts, each from a position of its own on. */
    private static final class Pieces extends TokenFilter {

        private final GramStream grams;
        private final PositionIncrementAttribute increment = addAttribute(PositionIncrementAttribute.class);
        private char[] chars = NOTHING;
        private int[] entries = new int[3 * 32];
        private int length;
        private int next;
        private int position;
        private int begin;

        Pieces(GramStream grams) {
            super(grams);
            this.grams = grams;
        }

        void clear() {
            length = 0;
        }

        void add(int from, int to, int atPosition) {
            entries = ArrayUtil.grow(entries, length + 3);
            entries[length++] = from;
            entries[length++] = to;
            entries[length++] = atPosition;
        }

        @Override
        public void reset() throws IOException {
            next = 0;
            position = -1;
            grams.text(NOTHING, 0, 0);
            grams.reset();
        }

        @Override
        public boolean incrementToken() throws IOException {
            while (!input.incrementToken()) {
                if (next == length) {
                    return false;
                }
                grams.text(chars, entries[next++], entries[next++]);
                begin = entries[next++];
                grams.reset();
            }
            if (begin >= 0) {
                increment.setPositionIncrement(begin - position);
                position = begin;
                begin = -1;
            } else {
                increment.setPositionIncrement(1);
                position++;
            }
            return true;
        }

        @Override
        public void close() throws IOException {
            super.close();
            chars = NOTHING;
        }
    }

    /** Ready terms at positions. */
    private static final class Terms extends TokenStream {

        private final BytesTermAttribute term = addAttribute(BytesTermAttribute.class);
        private final PositionIncrementAttribute increment = addAttribute(PositionIncrementAttribute.class);
        private final List<BytesRef> terms = new ArrayList<>();
        private final List<Integer> positions = new ArrayList<>();
        private int next;

        void clear() {
            terms.clear();
            positions.clear();
        }

        boolean isEmpty() {
            return terms.isEmpty();
        }

        void add(BytesRef value, int position) {
            terms.add(value);
            positions.add(position);
        }

        @Override
        public void reset() throws IOException {
            super.reset();
            next = 0;
        }

        @Override
        public boolean incrementToken() {
            if (next == terms.size()) {
                return false;
            }
            clearAttributes();
            term.setBytesRef(terms.get(next));
            increment.setPositionIncrement(positions.get(next) - (next == 0 ? -1 : positions.get(next - 1)));
            next++;
            return true;
        }
    }
}
