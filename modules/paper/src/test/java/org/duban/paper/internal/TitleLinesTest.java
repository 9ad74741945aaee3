package org.duban.paper.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** 标题回行时词意完整、长短适宜 (GB/T 9704-2012, 7.3.1). */
class TitleLinesTest {

    @Test
    void a_title_that_fits_is_one_line() {
        assertEquals(List.of("2015年督查工作报告"), TitleLines.of("2015年督查工作报告"));
        assertEquals(List.of(""), TitleLines.of(""));
    }

    @Test
    void a_long_one_is_broken_at_a_joint_into_lines_of_about_one_length() {
        assertEquals(List.of("关于全区城市管理攻坚", "问题整改落实情况的通报"), TitleLines.of("关于全区城市管理攻坚问题整改落实情况的通报"));
        assertEquals(
                List.of("关于贯彻落实《七里河区棚户区改造", "三年行动计划》工作进展情况的督查通报"), TitleLines.of("关于贯彻落实《七里河区棚户区改造三年行动计划》工作进展情况的督查通报"));
    }

    @Test
    void no_line_begins_with_a_closing_sign_or_a_particle_and_no_number_or_known_word_is_cut() {
        for (int length = 0; length < 24; length++) {
            String title = "关于" + "甲".repeat(length) + "《2015年为民兴办实事》督办落实情况、问题整改和建议的通报";
            List<String> lines = TitleLines.of(title);
            assertEquals(title, String.join("", lines));
            for (String line : lines) {
                assertTrue(line.replaceAll("\\d\\d", "数").length() <= 20, line);
                assertTrue("的、》和".indexOf(line.charAt(0)) < 0, line);
                assertTrue(!line.endsWith("20") && !line.endsWith("2015") && !line.endsWith("《"), line);
                assertTrue(!line.endsWith("督") && !line.endsWith("情") && !line.endsWith("通"), line);
            }
        }
    }

    @Test
    void a_title_without_any_joint_is_broken_all_the_same() {
        assertEquals(List.of("甲".repeat(15), "甲".repeat(15)), TitleLines.of("甲".repeat(30)));
    }
}
