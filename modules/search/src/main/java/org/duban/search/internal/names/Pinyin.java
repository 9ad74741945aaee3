package org.duban.search.internal.names;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import net.sourceforge.pinyin4j.PinyinHelper;
import org.jspecify.annotations.Nullable;

/**
 * How Chinese characters are read: toneless Hanyu Pinyin in lower case, ü written v (绿 = lv). The readings are those of pinyin4j (from Unihan, the usual one first), completed by the surname readings of {@link #SURNAMES}. Everything is a table read once; all
 * methods are thread-safe and throw on null only.
 */
public final class Pinyin {
    /** Surnames read in a way that pinyin4j does not know. */
    private static final String SURNAMES =
            "仇qiu 区ou 朴piao 查zha 盖ge 尉yu 万mo 俟qi 缪miao 覃qin 谌chen 员yun 祭zhai 黑he 召shao 宓fu 翟zhai 柏bai 葛ge "
                    + "秘bi 折she 种chong 繁po 都du 牟mu 隗kui 郗chi 乜nie 单shan 解xie 曾zeng 纪ji 乐yue 任ren 车che 沈shen 长zhang 冼xian 郇huan 逄pang 佴nai 晁chao 褚chu 阚kan 令ling";

    private static final char FIRST = 0x4E00;
    private static final char LAST = 0x9FA5;
    private static final char ZERO = 0x3007; // 〇, outside the block of the others

    private static final String[] SYLLABLES;
    private static final short[][] READINGS = new short[LAST - FIRST + 1][];
    private static final short[] NONE = {};

    static {
        String[][] spelled = new String[READINGS.length][];
        TreeSet<String> syllables = new TreeSet<>(Set.of("ling"));
        for (int i = 0; i < spelled.length; i++) {
            spelled[i] = toneless(PinyinHelper.toHanyuPinyinStringArray((char) (FIRST + i)));
            Collections.addAll(syllables, spelled[i]);
        }
        for (String surname : SURNAMES.split(" ")) {
            int i = surname.charAt(0) - FIRST;
            Set<String> all = new LinkedHashSet<>(Arrays.asList(spelled[i]));
            all.add(surname.substring(1));
            spelled[i] = all.toArray(String[]::new);
            syllables.add(surname.substring(1));
        }
        SYLLABLES = syllables.toArray(String[]::new);
        for (int i = 0; i < spelled.length; i++) {
            short[] ids = spelled[i].length == 0 ? NONE : new short[spelled[i].length];
            for (int j = 0; j < ids.length; j++) {
                ids[j] = (short) Arrays.binarySearch(SYLLABLES, spelled[i][j]);
            }
            READINGS[i] = ids;
        }
    }

    private static final short[] READINGS_OF_ZERO = {(short) Arrays.binarySearch(SYLLABLES, "ling")};

    private Pinyin() {}

    private static String[] toneless(String @Nullable [] readings) {
        if (readings == null) {
            return new String[0];
        }
        return Arrays.stream(readings)
                .map(r -> r.replaceAll("[0-9^]", "").replace("u:", "v").toLowerCase(Locale.ROOT))
                .map(r -> r.equals("lue") ? "lve" : r)
                .distinct()
                .toArray(String[]::new);
    }

    /**
     * The readings of one character, the usual one first. A Latin letter or digit stands for itself, in lower case; anything else without a reading has none.
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
     * The ways to write a text in pinyin without spaces, at most {@code limit}, the usual readings first (重庆: zhongqing, chongqing). Spaces and punctuation are left out; a letter without a reading stands for itself.
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
        if (character >= FIRST && character <= LAST) {
            return READINGS[character - FIRST];
        }
        return character == ZERO ? READINGS_OF_ZERO : NONE;
    }

    /** How many different syllables there are. */
    static int syllables() {
        return SYLLABLES.length;
    }

    static String syllable(int number) {
        return SYLLABLES[number];
    }
}
