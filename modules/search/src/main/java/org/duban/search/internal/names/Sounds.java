package org.duban.search.internal.names;

import java.util.HashMap;
import java.util.Map;

/** Which syllables people take for one another. */
final class Sounds {
    /** Both characters are mostly read so. */
    static final byte SAME = 1;

    /** One of them is read so, though mostly otherwise. */
    static final byte SELDOM_SAME = 2;

    /** Told apart by only a part of the country: zh z, ch c, sh s, n l r, f h, in ing, en eng, an ang. */
    static final byte ALIKE = 3;

    /** By number of the syllable: the number of the first one that is confused with it. */
    private static final short[] CONFUSED = confused();

    private static final byte[] NONE = {};

    private Sounds() {}

    private static short[] confused() {
        Map<String, Short> first = new HashMap<>();
        short[] confused = new short[Pinyin.syllables()];
        for (short i = 0; i < confused.length; i++) {
            Short same = first.putIfAbsent(plain(Pinyin.syllable(i)), i);
            confused[i] = same == null ? i : same;
        }
        return confused;
    }

    /** What is left of a syllable when the confusions are taken out. */
    static String plain(String syllable) {
        String plain = syllable;
        if (plain.matches("[zcs]h.+")) {
            plain = plain.charAt(0) + plain.substring(2);
        } else if (plain.matches("[nr].+")) {
            plain = "l" + plain.substring(1);
        } else if (plain.equals("fu")) {
            plain = "hu";
        } else if (plain.matches("f.+")) {
            plain = "hu" + (plain.equals("fei") ? "i" : plain.equals("fen") ? "n" : plain.substring(1));
        }
        return plain.matches(".*[iea]ng") ? plain.substring(0, plain.length() - 1) : plain;
    }

    /** How every syllable sounds beside the readings of a character: 0 when other than all; empty when it has none. */
    static byte[] beside(char character) {
        short[] readings = Pinyin.readings(character);
        if (readings.length == 0) {
            return NONE;
        }
        byte[] beside = new byte[CONFUSED.length];
        for (int i = 0; i < beside.length; i++) {
            for (short reading : readings) {
                if (CONFUSED[i] == CONFUSED[reading]) {
                    beside[i] = ALIKE;
                }
            }
        }
        for (short reading : readings) {
            beside[reading] = reading == readings[0] ? SAME : SELDOM_SAME;
        }
        return beside;
    }

    /** How a character sounds beside one of which {@code beside} tells; 0 when otherwise. */
    static byte likeness(byte[] beside, char character) {
        byte likeness = 0;
        boolean first = true;
        for (short reading : Pinyin.readings(character)) {
            byte one = beside[reading] == SAME && !first ? SELDOM_SAME : beside[reading];
            if (one != 0 && (likeness == 0 || one < likeness)) {
                likeness = one;
            }
            first = false;
        }
        return likeness;
    }
}
