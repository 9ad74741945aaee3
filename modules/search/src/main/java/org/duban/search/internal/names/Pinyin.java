package org.duban.search.internal.names;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import net.sourceforge.pinyin4j.PinyinHelper;

/**
 * How Chinese characters are read: toneless Hanyu Pinyin in lower case, ü written v (绿 = lv). The readings are those
 * of pinyin4j's table, the usual one mostly first, and those of surnames that it lacks. Read once, without the trees
 * that pinyin4j itself builds. Thread-safe.
 */
public final class Pinyin {
    /** Surnames read in a way that pinyin4j's table lacks; it has 单 shan, 解 xie, 曾 zeng and the others. */
    private static final String SURNAMES = "黑he 宓fu 郗chi 能nai";

    private static final String TABLE = "/pinyindb/unicode_to_hanyu_pinyin.txt";
    private static final String UNKNOWN = "none0";

    private static final char FIRST = 0x4E00;
    private static final char LAST = 0x9FA5;

    private static final String[] SYLLABLES;
    private static final short[][] READINGS = new short[LAST - FIRST + 1][];
    private static final short[] NONE = {};

    static {
        Map<Character, Set<String>> spelled = read();
        for (String surname : SURNAMES.split(" ")) {
            spelled.computeIfAbsent(surname.charAt(0), c -> new LinkedHashSet<>())
                    .add(surname.substring(1));
        }
        TreeSet<String> syllables = new TreeSet<>();
        spelled.values().forEach(syllables::addAll);
        SYLLABLES = syllables.toArray(String[]::new);
        Arrays.fill(READINGS, NONE);
        spelled.forEach((character, readings) -> {
            short[] numbers = new short[readings.size()];
            int count = 0;
            for (String reading : readings) {
                numbers[count++] = (short) Arrays.binarySearch(SYLLABLES, reading);
            }
            READINGS[character - FIRST] = numbers;
        });
    }

    private Pinyin() {}

    /** Lines of a code point and its readings with tones: 5355 (dan1,chan2,shan4). */
    private static Map<Character, Set<String>> read() {
        Map<Character, Set<String>> spelled = new HashMap<>();
        try (InputStream in = PinyinHelper.class.getResourceAsStream(TABLE)) {
            if (in == null) {
                throw new IllegalStateException(TABLE + " is missing beside " + PinyinHelper.class.getName());
            }
            BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII));
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                int space = line.indexOf(' ');
                int codePoint = Integer.parseInt(line, 0, space, 16);
                if (codePoint < FIRST || codePoint > LAST) {
                    continue;
                }
                Set<String> readings = new LinkedHashSet<>();
                for (String reading :
                        line.substring(space + 2, line.length() - 1).split(",")) {
                    if (!reading.equals(UNKNOWN)) {
                        readings.add(toneless(reading));
                    }
                }
                if (!readings.isEmpty()) {
                    spelled.put((char) codePoint, readings);
                }
            }
            return spelled;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** nu:3 as nv, e^1 as e, lue2 (so in two places) as lve. */
    private static String toneless(String reading) {
        StringBuilder letters = new StringBuilder();
        for (char unit : reading.toCharArray()) {
            if (unit == ':') {
                letters.setCharAt(letters.length() - 1, 'v');
            } else if (unit >= 'a' && unit <= 'z') {
                letters.append(unit);
            }
        }
        String toneless = letters.toString();
        return toneless.equals("lue") ? "lve" : toneless;
    }

    /**
     * The readings of one character, mostly the usual one first. A Latin letter or digit stands for itself, in lower
     * case;
     * anything else without a reading has none.
     *
     * @param codePoint any number; what is no character has no reading
     */
    public static Set<String> of(int codePoint) {
        if (isPlain(codePoint)) {
            return Set.of(String.valueOf((char) Character.toLowerCase(codePoint)));
        }
        Set<String> readings = new LinkedHashSet<>();
        for (short id : Character.isBmpCodePoint(codePoint) ? readings((char) codePoint) : NONE) {
            readings.add(SYLLABLES[id]);
        }
        return Collections.unmodifiableSet(readings);
    }

    /**
     * The ways to write a text in pinyin without spaces, at most {@code limit} (重庆: zhongqing,
     * chongqing). Spaces and punctuation are left out; a letter without a reading stands for itself.
     */
    public static Set<String> spellings(String text, int limit) {
        return combine(text, limit, false);
    }

    /** As {@link #spellings}, of each reading the first letter only (住建局: zjj). */
    public static Set<String> initials(String text, int limit) {
        return combine(text, limit, true);
    }

    private static Set<String> combine(String text, int limit, boolean initialsOnly) {
        if (limit <= 0) {
            return Set.of();
        }
        List<StringBuilder> spelled = new ArrayList<>(List.of(new StringBuilder()));
        text.codePoints().filter(Character::isLetterOrDigit).forEach(codePoint -> {
            List<String> readings = List.copyOf(choices(codePoint, initialsOnly));
            List<StringBuilder> more = new ArrayList<>();
            for (String reading : readings.subList(1, readings.size())) {
                for (StringBuilder so : spelled) {
                    if (spelled.size() + more.size() < limit) {
                        more.add(new StringBuilder(so).append(reading));
                    }
                }
            }
            spelled.forEach(so -> so.append(readings.get(0)));
            spelled.addAll(more);
        });
        Set<String> distinct = new LinkedHashSet<>();
        spelled.forEach(so -> distinct.add(so.toString()));
        distinct.remove("");
        return Collections.unmodifiableSet(distinct);
    }

    private static Set<String> choices(int codePoint, boolean initialsOnly) {
        Set<String> readings = of(codePoint);
        if (readings.isEmpty()) {
            return Set.of(Character.toString(codePoint));
        }
        if (!initialsOnly) {
            return readings;
        }
        Set<String> initials = new LinkedHashSet<>();
        readings.forEach(reading -> initials.add(reading.substring(0, 1)));
        return initials;
    }

    private static boolean isPlain(int codePoint) {
        return codePoint < 128 && Character.isLetterOrDigit(codePoint);
    }

    /** The numbers of a character's readings, each an index for {@link #syllable}; not to be changed. */
    static short[] readings(char character) {
        return character >= FIRST && character <= LAST ? READINGS[character - FIRST] : NONE;
    }

    /** The number of the first syllable that begins with a small letter or a later one. */
    static int firstSyllable(char letter) {
        int at = Arrays.binarySearch(SYLLABLES, String.valueOf(letter));
        return at < 0 ? -1 - at : at;
    }

    /** How many different syllables there are. */
    static int syllables() {
        return SYLLABLES.length;
    }

    static String syllable(int number) {
        return SYLLABLES[number];
    }
}
