package org.duban.search.internal.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Set;
import org.duban.api.DubanException;
import org.duban.api.ErrorCode;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SynonymsTest {

    private static final Synonyms READ =
            Synonyms.parse("\uFEFF# 部门\n住建局 = 住房和城鄉建設局 ＝ 建设局\r\n\n　发改委=发展和改革委员会\n建设局 = 城建局\n", "synonyms.txt");

    @Test
    @DisplayName("同组的名称互为同义词，繁简、全半角不分")
    void the_names_of_a_group_stand_for_each_other() {
        assertEquals(List.of("住房和城乡建设局", "建设局"), READ.of("住建局"));
        assertEquals(List.of("住建局", "建设局"), READ.of(" 住房和城鄉建設局"));
        assertEquals(List.of(), READ.of("教育局"));
    }

    @Test
    void a_name_in_two_groups_has_the_others_of_both_and_these_stay_apart() {
        assertEquals(List.of("住建局", "住房和城乡建设局", "城建局"), READ.of("建设局"));
        assertEquals(List.of("建设局"), READ.of("城建局"));
    }

    @Test
    void groups_are_added_to_a_new_object_and_one_name_alone_adds_nothing() {
        Synonyms more = READ.with(List.of(List.of("区教育局", "教育局"), List.of("教育局", "教育局 "), List.of("水务局", "")));
        assertEquals(List.of("区教育局"), more.of("教育局"));
        assertEquals(List.of("住房和城乡建设局", "建设局"), more.of("住建局"));
        assertEquals(List.of(), more.of("水务局"));
        assertEquals(List.of(), READ.of("教育局"));
        assertEquals(Set.of("住建局", "住房和城乡建设局", "建设局", "发改委", "发展和改革委员会", "城建局"), READ.names());
    }

    @ParameterizedTest
    @ValueSource(strings = {"住建局", "住建局 =", "= 住建局", "a = = b", "督辦 = 督办", "="})
    void a_line_that_joins_no_two_names_is_refused_with_its_number(String line) {
        DubanException refused =
                assertThrows(DubanException.class, () -> Synonyms.parse("a = b\n" + line + "\n", "synonyms.txt"));
        assertEquals(ErrorCode.CONFIGURATION_INVALID, refused.code());
        assertEquals("synonyms.txt line 2", refused.problems().get(0).field());
        assertEquals(line, refused.problems().get(0).value());
    }
}
