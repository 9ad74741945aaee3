package org.duban.search.internal.lucene;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.store.ByteArrayDataInput;
import org.apache.lucene.store.ByteBuffersDataOutput;
import org.apache.lucene.store.DataInput;
import org.apache.lucene.store.DataOutput;
import org.apache.lucene.util.BytesRef;
import org.duban.api.access.Visibility.Attribute;
import org.duban.api.matter.MatterId;
import org.duban.api.search.TextKind;
import org.duban.spi.search.MatterText;
import org.duban.spi.search.MatterText.Clock;
import org.duban.spi.search.MatterText.Text;
import org.jspecify.annotations.Nullable;

/**
 * A matter as bytes: a version, then each component in its order. Texts are UTF-8 (a lone surrogate becomes U+FFFD), enums their names.
 */
final class MatterCodec {

    private static final byte VERSION = 1;

    private MatterCodec() {}

    static BytesRef encode(MatterText matter) {
        ByteBuffersDataOutput out = new ByteBuffersDataOutput();
        try {
            out.writeByte(VERSION);
            out.writeString(matter.id().value());
            out.writeVLong(matter.version());
            out.writeVInt(matter.keys().size());
            for (Map.Entry<String, Set<String>> key : matter.keys().entrySet()) {
                out.writeString(key.getKey());
                writeSet(out, key.getValue());
            }
            out.writeZLong(matter.receivedOn().toEpochDay());
            writeDate(out, matter.dueOn());
            writeInstant(out, matter.changedAt());
            writeClock(out, matter.clock());
            out.writeVInt(matter.access().size());
            for (Map.Entry<Attribute, Set<String>> attribute : matter.access().entrySet()) {
                out.writeString(attribute.getKey().name());
                writeSet(out, attribute.getValue());
            }
            out.writeVInt(matter.texts().size());
            for (Text text : matter.texts()) {
                out.writeString(text.kind().name());
                out.writeVLong(text.version());
                writeInstant(out, text.at());
                out.writeString(text.by());
                out.writeString(text.text());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e); // it is memory
        }
        return new BytesRef(out.toArrayCopy());
    }

    /** @throws IOException when the bytes are not those of a matter */
    static MatterText decode(byte[] bytes) throws IOException {
        try {
            return decode(new ByteArrayDataInput(bytes));
        } catch (RuntimeException e) {
            throw new CorruptIndexException("not a matter", "field " + Field.MATTER, e);
        }
    }

    private static MatterText decode(ByteArrayDataInput in) throws IOException {
        byte version = in.readByte();
        if (version != VERSION) {
            throw new CorruptIndexException("matter of version " + version, "field " + Field.MATTER);
        }
        MatterId id = new MatterId(in.readString());
        long matterVersion = in.readVLong();
        Map<String, Set<String>> keys = new LinkedHashMap<>();
        for (int left = in.readVInt(); left > 0; left--) {
            keys.put(in.readString(), readSet(in));
        }
        LocalDate receivedOn = LocalDate.ofEpochDay(in.readZLong());
        LocalDate dueOn = readDate(in);
        Instant changedAt = readInstant(in);
        List<Clock> clock = readClock(in);
        Map<Attribute, Set<String>> access = new EnumMap<>(Attribute.class);
        for (int left = in.readVInt(); left > 0; left--) {
            access.put(Attribute.valueOf(in.readString()), readSet(in));
        }
        List<Text> texts = new ArrayList<>();
        for (int left = in.readVInt(); left > 0; left--) {
            texts.add(new Text(
                    TextKind.valueOf(in.readString()),
                    in.readVLong(),
                    readInstant(in),
                    in.readString(),
                    in.readString()));
        }
        return new MatterText(id, matterVersion, keys, receivedOn, dueOn, changedAt, clock, access, texts);
    }

    /** The lead's clock alone. */
    static BytesRef encode(List<Clock> clock) {
        ByteBuffersDataOutput out = new ByteBuffersDataOutput();
        try {
            writeClock(out, clock);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // it is memory
        }
        return new BytesRef(out.toArrayCopy());
    }

    /** What a clock written by {@link #encode(List)} counts to at an instant, in days since 1970-01-01; null when it doesn't run. */
    static @Nullable Long runningTo(BytesRef clock, Instant asOf) throws IOException {
        ByteArrayDataInput in = new ByteArrayDataInput(clock.bytes, clock.offset, clock.length);
        LocalDate dueOn = null;
        for (int left = in.readVInt(); left > 0; left--) {
            if (readInstant(in).isAfter(asOf)) {
                break;
            }
            dueOn = readDate(in);
        }
        return dueOn == null ? null : dueOn.toEpochDay();
    }

    private static void writeClock(DataOutput out, List<Clock> clock) throws IOException {
        out.writeVInt(clock.size());
        for (Clock part : clock) {
            writeInstant(out, part.from());
            writeDate(out, part.dueOn());
        }
    }

    private static List<Clock> readClock(DataInput in) throws IOException {
        List<Clock> clock = new ArrayList<>();
        for (int left = in.readVInt(); left > 0; left--) {
            clock.add(new Clock(readInstant(in), readDate(in)));
        }
        return clock;
    }

    private static void writeSet(DataOutput out, Collection<String> values) throws IOException {
        out.writeVInt(values.size());
        for (String value : new TreeSet<>(values)) {
            out.writeString(value);
        }
    }

    private static Set<String> readSet(DataInput in) throws IOException {
        Set<String> values = new LinkedHashSet<>();
        for (int left = in.readVInt(); left > 0; left--) {
            values.add(in.readString());
        }
        return values;
    }

    private static void writeInstant(DataOutput out, Instant instant) throws IOException {
        out.writeZLong(instant.getEpochSecond());
        out.writeVInt(instant.getNano());
    }

    private static Instant readInstant(DataInput in) throws IOException {
        return Instant.ofEpochSecond(in.readZLong(), in.readVInt());
    }

    private static void writeDate(DataOutput out, @Nullable LocalDate date) throws IOException {
        out.writeByte((byte) (date == null ? 0 : 1));
        if (date != null) {
            out.writeZLong(date.toEpochDay());
        }
    }

    private static @Nullable LocalDate readDate(DataInput in) throws IOException {
        return in.readByte() == 0 ? null : LocalDate.ofEpochDay(in.readZLong());
    }
}
