package org.duban.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HelpTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "deadline",
                "calendar",
                "calendar import",
                "calendar list",
                "form",
                "form check",
                "rules",
                "rules check",
                "template",
                "template check",
                "template fields",
                "inspection",
                "inspection draw",
                "verify",
                "stats",
                "search",
                "reindex",
                "health",
                "plugins",
                "notices",
                "notices retry",
                "notices drop",
                "channel",
                "channel test",
                "files",
                "files check",
                "files remove-orphans",
                "dossier",
                "dossier list",
                "dossier export",
                "dossier verify",
                "dossier import",
                "anchors",
                "anchors verify"
            })
    void everyCommandHasHelpInChinese(String command) {
        Line line = Line.run((Object[]) (command + " --help").strip().split(" "));
        assertEquals(0, line.code());
        assertTrue(line.out().startsWith("用法：" + ("duban " + command).strip()), line::out);
        assertFalse(line.out().contains("Usage"), line::out);
    }

    @Test
    void exitCodesAreDocumented() {
        for (String command : new String[] {
            "deadline",
            "form check",
            "rules check",
            "template check",
            "inspection draw",
            "verify",
            "stats",
            "search",
            "reindex",
            "health",
            "plugins",
            "notices",
            "notices retry",
            "notices drop",
            "channel test",
            "files check",
            "files remove-orphans",
            "dossier list",
            "dossier export",
            "dossier verify",
            "dossier import",
            "anchors verify"
        }) {
            String help = Line.run((Object[]) (command + " --help").split(" ")).out();
            assertTrue(help.contains("退出码") && help.contains("  0  ") && help.contains("  2  "), help);
        }
    }

    @Test
    void withoutACommandNothingIsDone() {
        Line line = Line.run();
        assertEquals(2, line.code());
        assertTrue(line.err().contains("请指定命令"), line::err);
        assertTrue(Line.run("frobnicate").err().contains("无法识别的参数：frobnicate"));
    }
}
