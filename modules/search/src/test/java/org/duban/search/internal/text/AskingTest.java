package org.duban.search.internal.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AskingTest {

    private static final Words DICTIONARY = Words.standard().with(Asking.words());

    private static List<String> cut(String text) {
        return Asking.cut(text, DICTIONARY).stream()
                .map(piece -> text.substring(piece.start(), piece.end()))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"锣鼓经是什么", "谁发明了电灯", "共有几层楼", "電梯什麼時候修", "由谁负责", "油烟 怎么办", "能不能修路", "路灯坏了吗？"})
    @DisplayName("问句")
    void aQuestionAsksAboutSomething(String text) {
        assertTrue(Asking.isQuestion(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"什么", "为什么？", "请问吗", "油烟扰民", "何家庄", "几内亚", "哪吒", "呢绒大衣", "吗啡", "", "？"})
    @DisplayName("不是问句：只有疑问词的、名字里有这些字的")
    void whatOnlyAsksOrHasTheCharactersInANameIsNoQuestion(String text) {
        assertFalse(Asking.isQuestion(text));
    }

    @Test
    @DisplayName("写给机关的话：以“关于”“咨询”“请求”开头，后面说了是什么事")
    void aRequestBeginsAsOneAddressesAnOffice() {
        assertTrue(Asking.isRequest("关于公交站台改造的建议"));
        assertTrue(Asking.isRequest("咨询居住证办理事宜"));
        assertFalse(Asking.isRequest("公交站台改造咨询"));
        for (String name : List.of("咨询电话", "投诉受理中心", "建议提案办理情况", "请示", "")) {
            assertFalse(Asking.isRequest(name), name);
        }
    }

    @Test
    @DisplayName("词典里的“是什么”“多少个”也把疑问词分出来")
    void questionWordsAreCutOutOfWords() {
        assertEquals(List.of("锣鼓", "经", "是", "什么"), cut("锣鼓经是什么"));
        assertEquals(List.of("多少", "个"), cut("多少个"));
        assertEquals(List.of("由", "谁"), cut("由谁"));
    }

    @Property(tries = 300)
    void piecesCoverTheTextWithoutGapOrOverlap(@ForAll String text) {
        int at = 0;
        for (Span piece : Asking.cut(text, DICTIONARY)) {
            assertEquals(at, piece.start());
            assertTrue(piece.end() > at);
            at = piece.end();
        }
        assertEquals(text.length(), at);
    }
}
