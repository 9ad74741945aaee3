package org.duban.evaluation.internal.conduct;

import java.util.random.RandomGenerator;

/** New ids, short enough to be read out: 50 bits of chance. */
public final class Ids {

    private static final String DIGITS = "0123456789abcdefghjkmnpqrstvwxyz";
    private static final int LENGTH = 10;

    private Ids() {}

    /** An id that nobody has, but once in 10^15. */
    public static String next(RandomGenerator random) {
        StringBuilder id = new StringBuilder();
        for (int i = 0; i < LENGTH; i++) {
            id.append(DIGITS.charAt(random.nextInt(DIGITS.length())));
        }
        return id.toString();
    }
}
