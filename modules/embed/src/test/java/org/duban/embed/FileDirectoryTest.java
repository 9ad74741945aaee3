package org.duban.embed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.duban.api.DubanException;
import org.duban.api.ErrorCode;
import org.duban.api.Problem;
import org.duban.api.office.Line;
import org.duban.api.office.Person;
import org.duban.api.office.Role;
import org.duban.api.office.Unit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileDirectoryTest {

    private static final String GOOD = """
            {
              "areas": ["西园街道", "彭家坪镇"],
              "units": [
                {"id": "dcs", "name": "督查室", "responsible": false},
                {"id": "zjj", "name": "住房和城乡建设局", "shortName": "住建局"},
                {"id": "xyj", "name": "西园街道办事处", "area": "西园街道"}
              ],
              "people": [
                {"id": "li", "name": "李督查员", "roles": ["OFFICER"], "unit": "dcs", "group": 1, "lines": ["GOVERNMENT"]},
                {"id": "zhao", "name": "赵区长", "roles": ["PRINCIPAL_LEADER"]}
              ],
              "posts": [
                {"name": "一组一岗", "officer": "li", "group": 1, "units": ["zjj", "xyj"], "duty": "城建督查"}
              ]
            }
            """;

    @TempDir
    Path folder;

    @Test
    void everythingInTheFileIsFound() throws Exception {
        FileDirectory directory = read(GOOD);
        assertEquals(
                Optional.of(new Person("li", "李督查员", Set.of(Role.OFFICER), "dcs", 1, Set.of(Line.GOVERNMENT))),
                directory.person("li"));
        assertEquals(
                Optional.of(new Person("zhao", "赵区长", Set.of(Role.PRINCIPAL_LEADER), null, 0, Set.of(Line.values()))),
                directory.person("zhao"));
        assertEquals(Optional.of(new Unit("dcs", "督查室", "督查室", null)), directory.unit("dcs"));
        assertEquals(
                List.of(new Unit("zjj", "住房和城乡建设局", "住建局", null), new Unit("xyj", "西园街道办事处", "西园街道办事处", "西园街道")),
                List.copyOf(directory.units()));
        assertEquals(
                "li", directory.routing().route("彭家坪镇", "zjj").orElseThrow().officer());
        assertTrue(directory.person("nobody").isEmpty());
        assertTrue(directory.unit("nothing").isEmpty());
    }

    /** A change of the good file, the line it stands on, and what the refusal must name. */
    @ParameterizedTest(name = "{0} → {1} is refused in line {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    "id": "zjj"            | "id": "dcs"            | 5  | /units/1         | 重复
                    "id": "zjj"            | "id": " "              | 5  | /units/1/id      | 非空文本
                    "id": "zjj",           | ``                     | 5  | /units/1         | 缺少 id
                    "shortName"            | "short"                | 5  | /units/1/short   | shortName
                    "area": "西园街道"      | "area": "东园街道"      | 6  | /units/2         | 东园街道
                    "responsible": false   | "responsible": "no"    | 4  | /units/0/responsible | true 或 false
                    "OFFICER"              | "BOSS"                 | 9  | /people/0/roles/0 | DIRECTOR 督查室主任
                    ["OFFICER"]            | "OFFICER"              | 9  | /people/0/roles  | 数组
                    ["GOVERNMENT"]         | ["GOVERNMENT", "GOVERNMENT"] | 9 | /people/0/lines/1 | 重复
                    "unit": "dcs"          | "unit": "xxx"          | 9  | /people/0        | xxx
                    "id": "zhao"           | "id": "li"             | 10 | /people/1        | 重复
                    "group": 1, "units"    | "group": 2, "units"    | 13 | /posts/0         | 第 1 组
                    "officer": "li"        | "officer": "zhao"      | 13 | /posts/0         | 不是督查员
                    "officer": "li"        | "officer": "liu"       | 13 | /posts/0         | 没有人员 liu
                    ["zjj", "xyj"]         | ["zjj", "zzz"]         | 13 | /posts/0/units/1 | units
                    "group": 1, "units"    | "group": 1.5, "units"  | 13 | /posts/0/group   | 正整数
                    "areas"                | "regions"              | 2  | /regions         | areas
                    """)
    void aMistakeIsRefusedWithItsPlace(String good, String bad, int line, String pointer, String named)
            throws Exception {
        String text = GOOD.replaceFirst(java.util.regex.Pattern.quote(good), bad);
        DubanException refusal = assertThrows(DubanException.class, () -> read(text));
        assertEquals(ErrorCode.DIRECTORY_INVALID, refusal.code());
        String place = "line " + line + " " + pointer;
        Problem problem = refusal.problems().stream()
                .filter(p -> p.field().equals(place))
                .findFirst()
                .orElseThrow(() -> new AssertionError(place + " is not among " + refusal.problems()));
        assertTrue(problem.describe().contains(named), problem::describe);
    }

    @Test
    void allMistakesAreSaidAtOnce() throws Exception {
        DubanException refusal = assertThrows(
                DubanException.class,
                () -> read(
                        GOOD.replace("\"unit\": \"dcs\"", "\"unit\": \"xxx\"").replace("\"name\": \"赵区长\", ", "")));
        assertEquals(
                List.of("line 9 /people/0", "line 10 /people/1"),
                refusal.problems().stream().map(Problem::field).toList());
    }

    @Test
    void textThatIsNotJsonIsRefusedWithItsLine() {
        assertEquals("line 3", refusedAt("{\n\n\"areas\": [}"));
        assertEquals("line 2", refusedAt("{\"areas\": [],\n \"areas\": []}"), "a key given twice");
        assertEquals("line 2", refusedAt(GOOD.replace("\n", "").strip() + "\n{}"), "more after the end");
        assertEquals("line 1", refusedAt(""));
        assertEquals("line 1", refusedAt("[]"));
    }

    @Test
    void aFileThatIsNotThereOrNotUtf8IsRefused() throws Exception {
        Path missing = folder.resolve("missing.json");
        assertEquals(
                ErrorCode.DIRECTORY_INVALID,
                assertThrows(DubanException.class, () -> FileDirectory.read(missing))
                        .code());
        Path gbk = Files.writeString(folder.resolve("gbk.json"), GOOD, Charset.forName("GBK"));
        assertEquals(
                ErrorCode.DIRECTORY_INVALID,
                assertThrows(DubanException.class, () -> FileDirectory.read(gbk))
                        .code());
    }

    @Test
    void postsThatLeaveAUnitUncoveredAreRefused() {
        DubanException refusal =
                assertThrows(DubanException.class, () -> read(GOOD.replace("[\"zjj\", \"xyj\"]", "[\"zjj\"]")));
        assertEquals(ErrorCode.ROUTING_INVALID, refusal.code());
        assertTrue(refusal.getMessage().contains("xyj"), refusal.getMessage());
    }

    private String refusedAt(String text) {
        DubanException refusal = assertThrows(DubanException.class, () -> read(text));
        assertEquals(ErrorCode.DIRECTORY_INVALID, refusal.code());
        return refusal.problems().get(0).field();
    }

    private FileDirectory read(String text) throws Exception {
        return FileDirectory.read(Files.writeString(folder.resolve("directory.json"), text));
    }
}
