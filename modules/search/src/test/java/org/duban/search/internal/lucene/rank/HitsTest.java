package org.duban.search.internal.lucene.rank;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class HitsTest {

    private final Hits hits = new Hits(10);

    private void at(int position, int... grams) {
        for (int gram : grams) {
            hits.add(position++, gram);
        }
    }

    private int[] longestRuns(int... part) {
        hits.sort();
        return hits.longestRuns(part);
    }

    @Test
    void aGramCountsByTheLongestStretchItStandsIn() {
        at(10, 0, 1);
        at(30, 1, 2, 3);
        at(50, 0);

        assertArrayEquals(new int[] {2, 3, 3, 3}, longestRuns(0, 1, 2, 3));
    }

    @Test
    void whatDoesNotFollowIsNoStretch() {
        at(10, 0);
        at(12, 1);
        at(20, 1, 0);

        assertArrayEquals(new int[] {1, 1, 0}, longestRuns(0, 1, 2));
    }

    @Test
    @DisplayName("a gram that a part has twice is measured at each of its places: 村村通村村")
    void aGramTwiceInAPart() {
        at(5, 7, 8, 9, 7);

        assertArrayEquals(new int[] {4, 4, 4, 4}, longestRuns(7, 8, 9, 7));
    }

    @Test
    void aSequenceStandsThereOnlyWhenEachFollowsTheOther() {
        at(10, 0, 1);
        at(30, 1, 2, 0);
        hits.sort();

        assertTrue(hits.contain(new int[] {1, 2, 0}));
        assertTrue(hits.contain(new int[] {1}));
        assertFalse(hits.contain(new int[] {0, 1, 2}));
        assertFalse(hits.contain(new int[] {2, 0, 1}));
    }

    @Test
    @DisplayName("what begins twice is found at its second place: 村村村通")
    void aSequenceThatBeginsTwice() {
        at(0, 7, 7, 8);
        hits.sort();

        assertTrue(hits.contain(new int[] {7, 8}));
    }

    @Test
    void allOfThemOccurOrNot() {
        at(3, 0, 4);

        assertTrue(hits.haveAll(new int[] {4, 0}));
        assertFalse(hits.haveAll(new int[] {0, 1}));
        assertFalse(hits.haveAll(new int[] {0, 99}));
    }

    @Test
    void hitsMayBeAddedInAnyOrder() {
        hits.add(4, 1);
        hits.add(3, 0);

        assertArrayEquals(new int[] {2, 2}, longestRuns(0, 1));
    }
}
