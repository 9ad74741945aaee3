package org.duban.matter.internal;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.duban.api.matter.MatterId;

/**
 * New ids: 13 characters of Crockford's base 32, 41 bits of milliseconds and 24 of chance, each greater than the one before it, so that ids
 * sort by age and two that are made here in the same millisecond differ. The journal refuses an id that exists.
 */
final class MatterIds implements Supplier<MatterId> {

    private static final String DIGITS = "0123456789abcdefghjkmnpqrstvwxyz";
    private static final int LENGTH = 13;
    private static final int CHANCE_BITS = 24;

    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();
    private final AtomicLong last = new AtomicLong();

    MatterIds(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public MatterId get() {
        // One bit more than there is room for: the first one, which is set from 2004 to 2039, is left out. The rest is
        // unsigned.
        long fresh = (clock.millis() << CHANCE_BITS) | random.nextInt(1 << CHANCE_BITS);
        long bits = last.updateAndGet(before -> Long.compareUnsigned(before + 1, fresh) > 0 ? before + 1 : fresh);
        char[] text = new char[LENGTH];
        for (int i = LENGTH - 1; i >= 0; i--) {
            text[i] = DIGITS.charAt((int) (bits & 31));
            bits >>>= 5;
        }
        return new MatterId(new String(text));
    }
}
