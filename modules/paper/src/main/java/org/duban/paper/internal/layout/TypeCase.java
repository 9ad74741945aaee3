package org.duban.paper.internal.layout;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.duban.paper.internal.layout.Fonts.Gap;
import org.duban.spi.paper.Pages.Typeface;

/** The fonts one document is set in, and what it lacked. Not thread-safe. */
final class TypeCase {

    /** What printers set where they lack a character (〓, U+3013). */
    private static final int GETA = 0x3013;

    private final Fonts fonts;
    private final List<Face> used = new ArrayList<>();
    private final Map<String, Gap> gaps = new LinkedHashMap<>();
    private final Set<Integer> lacking = new LinkedHashSet<>();

    /** @param character the character to draw: the one asked for, or what stands for it */
    record Cut(int typeface, int character, double advance) {}

    TypeCase(Fonts fonts) {
        this.fonts = fonts;
    }

    Cut cut(int character, String family) {
        List<Face> chain = fonts.of(family);
        fonts.gap(family).ifPresent(gap -> gaps.put(family, gap));
        for (Face face : chain) {
            if (face.has(character)) {
                return new Cut(index(face), character, face.advance(character));
            }
        }
        if (Character.isWhitespace(character) || Character.isISOControl(character)) {
            return new Cut(0, ' ', 0.5);
        }
        lacking.add(character);
        return chain.stream()
                .filter(face -> face.has(GETA))
                .findFirst()
                .map(face -> new Cut(index(face), GETA, face.advance(GETA)))
                .orElse(new Cut(0, ' ', 1));
    }

    private int index(Face face) {
        int index = used.indexOf(face);
        if (index < 0) {
            used.add(face);
            return used.size() - 1;
        }
        return index;
    }

    List<Face> faces() {
        return List.copyOf(used);
    }

    List<Typeface> typefaces() {
        return used.stream().map(Face::typeface).toList();
    }

    List<Gap> gaps() {
        return List.copyOf(gaps.values());
    }

    Set<Integer> lacking() {
        return lacking;
    }
}
