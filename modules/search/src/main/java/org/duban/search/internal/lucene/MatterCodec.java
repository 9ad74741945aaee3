package org.duban.search.internal.lucene;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.util.ArrayUtil;
import org.apache.lucene.util.BytesRef;
import org.duban.api.access.Visibility.Attribute;
import org.duban.api.matter.MatterId;
import org.duban.api.search.TextKind;
import org.duban.spi.search.MatterText;
import org.duban.spi.search.MatterText.Clock;
import org.duban.spi.search.MatterText.Text;
import org.jspecify.annotations.Nullable;

/**
 * A matter as bytes: a version, then each component in its order. Texts keep every UTF-16 unit: one byte each when all are Latin, two
 * otherwise, which for Chinese is less than UTF-8 and about what compression leaves of it, and is read at the speed of copying.
 */
final class MatterCodec {

    private static final byte VERSION = 1;

    /** Names that are written as their number. Only ever to be added to, at the end. */
    private static final List<String> KNOWN = List.of(
            "FORM_TYPE",
            "FORM_VERSION",
            "STAGE",
            "STANDING",
            "UNIT",
            "LEAD_UNIT",
            "OFFICER",
            "GROUP",
            "LINE",
            "LEADER",
            "AREA",
            "YEAR",
            "REGISTRAR",
            "OBLIGED_UNIT",
            "PARTNER",
            "TITLE",
            "NUMBER",
            "SOURCE",
            "CONTENT",
            "PROPOSAL",
            "OPINION",
            "ASSIGNMENT",
            "FEEDBACK",
            "COORDINATION",
            "VERIFICATION",
            "REPLY",
            "SUBMISSION",
            "PAPER",
            "OBJECTION",
            "ATTACHMENT",
            "ARCHIVE");

    private static final Map<String, Integer> NUMBERS = new HashMap<>();

    static {
        KNOWN.forEach(name -> NUMBERS.put(name, NUMBERS.size() + 1));
    }

    private MatterCodec() {}

    static BytesRef encode(MatterText matter) {
        Out out = new Out();
        out.number(VERSION);
        out.text(matter.id().value());
        out.number(matter.version());
        out.number(matter.keys().size());
        for (Map.Entry<String, Set<String>> key : matter.keys().entrySet()) {
            out.name(key.getKey());
            out.texts(key.getValue());
        }
        out.date(matter.receivedOn());
        out.date(matter.dueOn());
        out.instant(matter.changedAt());
        out.clock(matter.clock());
        out.number(matter.access().size());
        for (Map.Entry<Attribute, Set<String>> attribute : matter.access().entrySet()) {
            out.name(attribute.getKey().name());
            out.texts(attribute.getValue());
        }
        out.number(matter.texts().size());
        for (Text text : matter.texts()) {
            out.name(text.kind().name());
            out.number(text.version());
            out.instant(text.at());
            out.text(text.by());
            out.text(text.text());
        }
        return out.finish();
    }

    /** @throws IOException when the bytes are not those of a matter */
    static MatterText decode(BytesRef bytes) throws IOException {
        try {
            return decode(new In(bytes));
        } catch (RuntimeException e) {
            throw new CorruptIndexException("not a matter", "field " + Field.MATTER, e);
        }
    }

    private static MatterText decode(In in) throws IOException {
        long version = in.number();
        if (version != VERSION) {
            throw new CorruptIndexException("matter of version " + version, "field " + Field.MATTER);
        }
        MatterId id = new MatterId(in.text());
        long matterVersion = in.number();
        Map<String, Set<String>> keys = new HashMap<>();
        for (int left = in.count(); left > 0; left--) {
            keys.put(in.name(), in.texts());
        }
        LocalDate receivedOn = in.date();
        LocalDate dueOn = in.date();
        Instant changedAt = in.instant();
        List<Clock> clock = in.clock();
        Map<Attribute, Set<String>> access = new EnumMap<>(Attribute.class);
        for (int left = in.count(); left > 0; left--) {
            access.put(Attribute.valueOf(in.name()), in.texts());
        }
        int count = in.count();
        List<Text> texts = new ArrayList<>(count);
        for (int left = count; left > 0; left--) {
            texts.add(new Text(TextKind.valueOf(in.name()), in.number(), in.instant(), in.text(), in.text()));
        }
        if (receivedOn == null) {
            throw new CorruptIndexException("no day of receipt", "field " + Field.MATTER);
        }
        return new MatterText(id, matterVersion, keys, receivedOn, dueOn, changedAt, clock, access, texts);
    }

    /** The lead's clock alone. */
    static BytesRef encode(List<Clock> clock) {
        Out out = new Out();
        out.clock(clock);
        return out.finish();
    }

    /** What a clock written by {@link #encode(List)} counts to at an instant, in days since 1970-01-01; null when it doesn't run. */
    static @Nullable Long runningTo(BytesRef clock, Instant asOf) {
        In in = new In(clock);
        LocalDate dueOn = null;
        for (int left = in.count(); left > 0; left--) {
            if (in.instant().isAfter(asOf)) {
                break;
            }
            dueOn = in.date();
        }
        return dueOn == null ? null : dueOn.toEpochDay();
    }

    private static final class Out {

        private byte[] bytes = new byte[512];
        private int at;

        BytesRef finish() {
            return new BytesRef(bytes, 0, at);
        }

        /** Any number; small ones, on either side of zero, in one byte. */
        void number(long number) {
            bytes = ArrayUtil.grow(bytes, at + 10);
            long left = number << 1 ^ number >> 63;
            while ((left & ~0x7F) != 0) {
                bytes[at++] = (byte) (left & 0x7F | 0x80);
                left >>>= 7;
            }
            bytes[at++] = (byte) left;
        }

        void text(String text) {
            int length = text.length();
            boolean latin = true;
            for (int i = 0; latin && i < length; i++) {
                latin = text.charAt(i) < 0x100;
            }
            number(latin ? length : -1L - length);
            int size = latin ? length : Math.multiplyExact(length, 2);
            bytes = ArrayUtil.grow(bytes, Math.addExact(at, size));
            if (latin) {
                System.arraycopy(text.getBytes(StandardCharsets.ISO_8859_1), 0, bytes, at, size);
            } else {
                ByteBuffer.wrap(bytes, at, size)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .asCharBuffer()
                        .put(text);
            }
            at += size;
        }

        void name(String name) {
            int number = NUMBERS.getOrDefault(name, 0);
            number(number);
            if (number == 0) {
                text(name);
            }
        }

        void texts(Collection<String> texts) {
            number(texts.size());
            texts.forEach(this::text);
        }

        void instant(Instant instant) {
            number(instant.getEpochSecond());
            number(instant.getNano());
        }

        void date(@Nullable LocalDate date) {
            number(date == null ? 0 : 1);
            if (date != null) {
                number(date.toEpochDay());
            }
        }

        void clock(List<Clock> clock) {
            number(clock.size());
            for (Clock part : clock) {
                instant(part.from());
                date(part.dueOn());
            }
        }
    }

    private static final class In {

        private final byte[] bytes;
        private final int end;
        private int at;

        In(BytesRef from) {
            bytes = from.bytes;
            at = from.offset;
            end = from.offset + from.length;
        }

        long number() {
            long number = 0;
            int shift = 0;
            byte part;
            do {
                part = bytes[at++];
                number |= (part & 0x7FL) << shift;
                shift += 7;
            } while (part < 0);
            return number >>> 1 ^ -(number & 1);
        }

        int count() {
            int count = Math.toIntExact(number());
            if (count < 0 || count > end - at) {
                throw new IllegalArgumentException("count " + count);
            }
            return count;
        }

        String text() {
            long header = number();
            boolean latin = header >= 0;
            int length = Math.toIntExact(latin ? header : -1 - header);
            int size = latin ? length : Math.multiplyExact(length, 2);
            if (size > end - at) {
                throw new IllegalArgumentException("a text of " + length);
            }
            String text;
            if (latin) {
                text = new String(bytes, at, size, StandardCharsets.ISO_8859_1);
            } else {
                char[] units = new char[length];
                ByteBuffer.wrap(bytes, at, size)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .asCharBuffer()
                        .get(units);
                text = new String(units);
            }
            at += size;
            return text;
        }

        String name() {
            int number = Math.toIntExact(number());
            return number == 0 ? text() : KNOWN.get(number - 1);
        }

        Set<String> texts() {
            int count = count();
            if (count == 1) {
                return Set.of(text());
            }
            String[] texts = new String[count];
            Arrays.setAll(texts, i -> text());
            return Set.of(texts);
        }

        Instant instant() {
            return Instant.ofEpochSecond(number(), number());
        }

        @Nullable
        LocalDate date() {
            return number() == 0 ? null : LocalDate.ofEpochDay(number());
        }

        List<Clock> clock() {
            int count = count();
            List<Clock> clock = new ArrayList<>(count);
            for (int left = count; left > 0; left--) {
                clock.add(new Clock(instant(), date()));
            }
            return clock;
        }
    }
}
