package org.duban.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.duban.api.search.Snippet.Piece;
import org.junit.jupiter.api.Test;

class ColumnsTest {

    private static String text(List<Piece> line) {
        return line.stream().map(Piece::text).collect(Collectors.joining());
    }

    private static List<String> wrapped(String text, int width) {
        return Columns.wrapped(List.of(new Piece(text, false)), width).stream()
                .map(ColumnsTest::text)
                .toList();
    }

    @Test
    void chineseCharactersAreTwoColumnsWideAndNoLineBeginsWithAComma() {
        assertEquals(List.of("晏家坪街", "道路灯，", "三天不亮"), wrapped("晏家坪街道路灯，三天不亮", 8));
        assertEquals(List.of("晏家坪街", "道办路", "灯，三天", "不亮"), wrapped("晏家坪街道办路灯，三天不亮", 8));
    }

    @Test
    void aNumberIsNotParted() {
        assertEquals(List.of("投资", "1234.5", "万元"), wrapped("投资1234.5万元", 6));
    }

    @Test
    void zeroIsOneLine() {
        assertEquals(List.of("晏家坪街道办路灯，三天不亮"), wrapped("晏家坪街道办路灯，三天不亮", 0));
    }

    @Property
    void nothingIsLostAndWhatWasFoundStaysMarked(
            @ForAll("pieces") List<Piece> pieces, @ForAll @IntRange(min = 20, max = 60) int width) {
        List<List<Piece>> lines = Columns.wrapped(pieces, width);
        assertEquals(text(pieces), lines.stream().map(ColumnsTest::text).collect(Collectors.joining()));
        assertEquals(
                text(pieces.stream().filter(Piece::found).toList()),
                text(lines.stream().flatMap(List::stream).filter(Piece::found).toList()));

        assertTrue(lines.stream().allMatch(line -> Columns.width(text(line)) <= width), lines::toString);
    }

    @Provide
    Arbitrary<List<Piece>> pieces() {
        Arbitrary<String> words = Arbitraries.of("晏家坪", "路灯", "，", "。", "B2", "2026", "a ", "…", "停车");
        return words.list()
                .ofMinSize(1)
                .ofMaxSize(8)
                .map(parts -> String.join(" ", parts))
                .flatMap(text -> Arbitraries.of(true, false).map(found -> new Piece(text, found)))
                .list()
                .ofMaxSize(12);
    }
}
