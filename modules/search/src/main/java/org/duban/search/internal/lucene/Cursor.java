package org.duban.search.internal.lucene;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.TreeSet;
import org.apache.lucene.store.ByteBuffersDataOutput;
import org.apache.lucene.store.DataOutput;
import org.duban.api.DubanException;
import org.duban.api.ErrorCode;
import org.duban.api.Problem;
import org.duban.spi.search.Asked;
import org.duban.spi.search.Condition;
import org.duban.spi.search.Condition.About;
import org.duban.spi.search.Condition.And;
import org.duban.spi.search.Condition.AnyOf;
import org.duban.spi.search.Condition.Contains;
import org.duban.spi.search.Condition.Days;
import org.duban.spi.search.Condition.Everything;
import org.duban.spi.search.Condition.Key;
import org.duban.spi.search.Condition.Like;
import org.duban.spi.search.Condition.Lit;
import org.duban.spi.search.Condition.Not;
import org.duban.spi.search.Condition.Within;
import org.jspecify.annotations.Nullable;

/**
 * Where a page ends: the last match's place in the order. It says for which query it is, by a digest of what is looked for, the filters
 * and the sort; not of the due dates a light means, which change with the day, and not of what the asker may see.
 *
 * @param value what is sorted by
 * @param id id of the matter
 */
record Cursor(long value, String id) {

    private static final byte VERSION = 1;
    private static final int DIGEST = 12;
    private static final int HEAD = 1 + DIGEST + Long.BYTES;

    /** The text that a caller hands in for the next page. */
    String write(Asked asked) {
        byte[] name = id.getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes = ByteBuffer.allocate(HEAD + name.length);
        bytes.put(VERSION).put(digest(asked, value, id)).putLong(value).put(name);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
    }

    /** @throws DubanException {@code INVALID_FIELD} for a text that {@link #write} didn't give for this query */
    static Cursor read(String text, Asked asked) {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
            if (bytes.remaining() > HEAD && bytes.get() == VERSION) {
                byte[] digest = new byte[DIGEST];
                bytes.get(digest);
                long value = bytes.getLong();
                String id = new String(bytes.array(), HEAD, bytes.remaining(), StandardCharsets.UTF_8);
                if (Arrays.equals(digest, digest(asked, value, id))) {
                    return new Cursor(value, id);
                }
            }
        } catch (IllegalArgumentException e) {
            throw refused(text, e);
        }
        throw refused(text, null);
    }

    private static DubanException refused(String text, @Nullable Throwable cause) {
        Problem problem = Problem.of(
                ErrorCode.INVALID_FIELD,
                "after",
                text.length() > 100 ? text.substring(0, 100) : text,
                "同一查询上一页给出的 next",
                "翻页位置不属于本次查询",
                "this is no position of this query");
        return cause == null ? new DubanException(problem) : new DubanException(problem, cause);
    }

    private static byte[] digest(Asked asked, long value, String id) {
        ByteBuffersDataOutput out = new ByteBuffersDataOutput();
        try {
            out.writeString(asked.sort().name());
            write(asked.wanted(), out);
            for (Condition filter : asked.filters()) {
                write(filter, out);
            }
            out.writeLong(value);
            out.writeString(id);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // it is memory
        }
        return Arrays.copyOf(Values.sha256().digest(out.toArrayCopy()), DIGEST);
    }

    private static void write(Condition condition, DataOutput out) throws IOException {
        out.writeString(condition.getClass().getSimpleName());
        if (condition instanceof About about) {
            out.writeString(about.need().name());
            out.writeString(about.text());
        } else if (condition instanceof Contains contains) {
            out.writeString(contains.text());
        } else if (condition instanceof Like like) {
            out.writeString(like.title());
            out.writeString(like.text());
        } else if (condition instanceof Within within) {
            out.writeString(new TreeSet<>(within.kinds()).toString());
            write(within.condition(), out);
        } else if (condition instanceof And and) {
            write(and.conditions(), out);
        } else if (condition instanceof AnyOf anyOf) {
            write(anyOf.conditions(), out);
        } else if (condition instanceof Not not) {
            write(not.condition(), out);
        } else if (condition instanceof Key key) {
            out.writeString(key.key());
            for (String value : new TreeSet<>(key.values())) {
                out.writeString(value);
            }
        } else if (condition instanceof Days days) {
            out.writeString(days.day().name());
            out.writeLong(days.from());
            out.writeLong(days.to());
        } else if (condition instanceof Lit lit) {
            out.writeString(String.valueOf(lit.asOf()));
        } else {
            assert condition instanceof Everything;
        }
    }

    private static void write(Iterable<Condition> conditions, DataOutput out) throws IOException {
        for (Condition condition : conditions) {
            write(condition, out);
        }
        out.writeByte((byte) 0);
    }
}
