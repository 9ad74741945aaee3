package org.duban.search.internal.text;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Tuple;

/** Texts of every kind: what people write, and what arrives all the same. */
final class Texts {

    private Texts() {}

    /** Han of three planes, latin, digits, punctuation, emoji, controls and lone surrogates, mixed. */
    static Arbitrary<String> mixed(int longest) {
        Arbitrary<String> scraps = Arbitraries.frequencyOf(
                Tuple.of(8, codePoints(0x4E00, 0x9FFF)),
                Tuple.of(4, codePoints(0x4E00, 0x4E05)), // few, so that texts repeat themselves
                Tuple.of(2, codePoints(0x20000, 0x2A6DF)),
                Tuple.of(1, codePoints(0x30000, 0x323AF)),
                Tuple.of(2, codePoints('0', '9')),
                Tuple.of(2, codePoints('a', 'z')),
                Tuple.of(1, codePoints('A', 'Z')),
                Tuple.of(1, codePoints(0xFF00, 0xFFEF)),
                Tuple.of(1, codePoints(0x3000, 0x33FF)),
                Tuple.of(1, codePoints(0x1F300, 0x1F6FF)),
                Tuple.of(1, codePoints(0, 0x1F)),
                Tuple.of(1, codePoints(0xD800, 0xDFFF)),
                Tuple.of(1, codePoints(0, Character.MAX_CODE_POINT)),
                Tuple.of(3, Arbitraries.of("，", "。", "〔2026〕", "　", "督查督辦", "兰州市七里河区", "住房和城乡建设局", "〇", "○", "①")));
        return scraps.list()
                .ofMaxSize(longest)
                .map(list -> String.join("", list))
                .withoutEdgeCases();
    }

    private static Arbitrary<String> codePoints(int from, int to) {
        return Arbitraries.integers().between(from, to).map(Character::toString);
    }

    static List<Integer> counting(String folded) {
        return folded.codePoints().filter(Folding::counts).boxed().toList();
    }
}
