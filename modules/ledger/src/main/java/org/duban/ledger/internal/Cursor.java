package org.duban.ledger.internal;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import org.duban.api.DubanException;
import org.duban.api.ErrorCode;
import org.duban.api.Problem;
import org.duban.api.ledger.LedgerQuery;
import org.duban.api.matter.MatterId;

/**
 * Where a page ended; what a caller hands in again to get the next one.
 *
 * @param segment the segment of the list
 * @param key sort value of the last row
 * @param id its matter
 */
record Cursor(Segment segment, long key, String id) {

    private static final int DIGEST_BYTES = 6;
    private static final int PARTS = 4;

    /** As opaque text, good for this query only. */
    String encode(LedgerQuery query) {
        String text = String.join(" ", digest(query), segment.name(), Long.toString(key), id);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** @throws DubanException {@code INVALID_FIELD} for what no page of this query ended with */
    static Cursor decode(String encoded, LedgerQuery query) {
        try {
            String[] parts = new String(Base64.getUrlDecoder().decode(encoded), StandardCharsets.UTF_8).split(" ");
            if (parts.length == PARTS && parts[0].equals(digest(query))) {
                Segment segment = Segment.valueOf(parts[1]);
                if (Segment.of(query.sort()).contains(segment)) {
                    return new Cursor(segment, Long.parseLong(parts[2]), new MatterId(parts[3]).value());
                }
            }
        } catch (IllegalArgumentException e) {
            throw new DubanException(invalid(encoded), e);
        }
        throw new DubanException(invalid(encoded));
    }

    private static Problem invalid(String encoded) {
        return Problem.of(
                ErrorCode.INVALID_FIELD,
                "after",
                encoded,
                "同一查询上一页返回的 next",
                "翻页标记不属于这个查询",
                "Not the next of a page of this query");
    }

    private static String digest(LedgerQuery q) {
        List<Object> canonical = Arrays.asList(
                new TreeSet<>(q.formTypes()),
                new TreeSet<>(q.stages()),
                new TreeSet<>(q.standings()),
                new TreeSet<>(q.progress()),
                q.unit(),
                q.leadOnly(),
                q.officer(),
                q.group(),
                q.line(),
                q.leader(),
                q.area(),
                q.receivedFrom(),
                q.receivedTo(),
                q.dueFrom(),
                q.dueTo(),
                new TreeSet<>(q.lights()),
                new TreeMap<>(q.filters()),
                q.asOf(),
                q.sort(),
                q.descending());
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest(canonical.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, DIGEST_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
