package org.duban.search.internal.lucene.rank;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.lucene.util.BytesRef;
import org.duban.search.internal.text.Folding;
import org.junit.jupiter.api.Test;

class CharacterCountsTest {

    private final CharacterCounts counts = new CharacterCounts();

    private static Map<Integer, Integer> read(BytesRef bytes) {
        CharacterCounts.Reader reader = new CharacterCounts.Reader().read(bytes);
        Map<Integer, Integer> all = new TreeMap<>();
        while (reader.next()) {
            all.put(reader.character, reader.count);
        }
        return all;
    }

    private BytesRef of(String text, int times) {
        char[] chars = text.toCharArray();
        counts.clear();
        counts.add(chars, 0, chars.length, times);
        return counts.finish();
    }

    @Property
    void whatIsReadIsWhatWasCounted(@ForAll String text, @ForAll @IntRange(min = 1, max = 5) int times) {
        Map<Integer, Integer> expected = new TreeMap<>();
        text.chars()
                .filter(unit -> Folding.counts(unit))
                .limit(CharacterCounts.LOOKED_AT)
                .forEach(unit -> expected.merge(unit, times, Integer::sum));

        assertEquals(expected, read(of(text, times)));
    }

    @Test
    void onlyTheBeginningIsCounted() {
        String text = "甲".repeat(CharacterCounts.LOOKED_AT) + "乙";

        assertEquals(Map.of((int) '甲', CharacterCounts.LOOKED_AT), read(of(text, 1)));
        assertEquals(CharacterCounts.LOOKED_AT, new CharacterCounts.Reader().read(of(text, 3)).total);
    }

    @Test
    void oneMatterLeavesNothingForTheNext() {
        of("甲甲乙", 3);

        assertEquals(Map.of((int) '乙', 1), read(of("乙", 1)));
    }
}
