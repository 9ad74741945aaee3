package org.duban.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.duban.api.matter.Actor;
import org.duban.api.matter.Draft;
import org.duban.api.matter.Gate;
import org.duban.embed.Duban;
import org.duban.embed.FileDirectory;
import org.duban.search.internal.feed.RebuildMarker;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code duban search} and {@code duban reindex} by the jar that administrators get, on what a real Duban wrote. */
class SearchIT {

    private static final Actor LI = Actor.of("li");

    @TempDir
    Path folder;

    private Duban start() throws Exception {
        Path people = Files.writeString(folder.resolve("people.json"), """
                {"units": [{"id": "zjj", "name": "住房和城乡建设局", "shortName": "住建局"}],
                 "people": [{"id": "li", "name": "李建国", "roles": ["OFFICER"], "group": 1}]}
                """);
        return Duban.at(folder.resolve("data"))
                .directory(FileDirectory.read(people))
                .start();
    }

    private static void register(Duban duban, String title, String content) {
        duban.matters()
                .register(
                        LI,
                        Draft.of("message")
                                .title(title)
                                .content(content)
                                .gate(Gate.PUBLIC_CONCERN)
                                .source("人民网留言板")
                                .form("{\"channel\":\"人民网\"}"));
    }

    @Test
    void searchAndReindexBesideARunningDubanAndWithoutOne() throws Exception {
        String next;
        try (Duban duban = start()) {
            register(duban, "晏家坪的路灯不亮", "三天了，路上很黑。");
            register(duban, "西园小区停车难", "路灯下面停满了车。");
            duban.search().catchUp();

            Line rebuilt = duban("reindex", "data");
            assertEquals(0, rebuilt.code(), rebuilt::toString);
            assertTrue(rebuilt.out().contains("已由它开始重建"), rebuilt::out);
            assertTrue(rebuilt.out().contains("已重建：2 件"), rebuilt::out);
            assertFalse(Files.exists(folder.resolve("data").resolve(RebuildMarker.NAME)));
            assertEquals(0, duban("reindex", "data", "--no-wait").code());
            duban.search().catchUp();

            Line found = duban("search", "data", "路灯", "--facets");
            assertEquals(0, found.code(), found::toString);
            assertEquals("", found.err());
            assertTrue(found.out().startsWith("找到 2 件；包含“路灯”\n"), found::out);
            assertTrue(found.out().contains("晏家坪的【路灯】不亮\n"), found::out);
            assertTrue(found.out().contains("内容  【路灯】下面停满了车。\n"), found::out);
            assertEquals(1, duban("search", "data", "拆迁").code());
        }

        Line rebuilt = duban("reindex", "data");
        assertEquals(0, rebuilt.code(), rebuilt::toString);
        assertEquals("", rebuilt.err());
        assertTrue(rebuilt.out().startsWith("已重建：2 件"), rebuilt::out);
        try (Stream<Path> generations = Files.list(folder.resolve("data/index"))) {
            List<Path> only = generations.toList();
            assertEquals(1, only.size(), only::toString);
            next = only.get(0).getFileName().toString();
        }
        assertEquals(0, duban("search", "data", "来源渠道:人民网", "路灯").code());
        Line mistyped = duban("search", "data", "ludeng");
        assertEquals(1, mistyped.code(), mistyped::toString);
        assertTrue(mistyped.out().contains("是否要找：路灯（拼音，2 件）"), mistyped::out);
        assertTrue(duban("search", "data", "停车").out().contains("索引 " + next + " 保存于"));

        try (Duban duban = start()) {
            duban.search().catchUp();
            assertEquals(2, duban.search().status().matters());
            assertTrue(
                    Files.isDirectory(folder.resolve("data/index").resolve(next)),
                    "it goes on with the one built here");
        }
    }

    private Line duban(String... arguments) throws Exception {
        return Executable.in(folder).run("", arguments);
    }
}
