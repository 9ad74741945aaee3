package org.duban.embed.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.duban.api.DubanException;
import org.duban.api.ErrorCode;
import org.duban.api.Problem;
import org.duban.api.office.Area;
import org.duban.api.office.Line;
import org.duban.api.office.Person;
import org.duban.api.office.Post;
import org.duban.api.office.Role;
import org.duban.api.office.RoutingTable;
import org.duban.api.office.Unit;
import org.jspecify.annotations.Nullable;

/** Reads the file of a {@link org.duban.embed.FileDirectory}, whose Javadoc describes it. */
public final class DirectoryFile {

    /**
     * What the file says.
     *
     * @param areas by code, in the file's order
     * @param people by id, in the file's order
     * @param units by id, in the file's order
     * @param notResponsible ids of the units to which nothing can be assigned
     * @param routing the posts
     */
    public record Content(
            Map<String, Area> areas,
            Map<String, Person> people,
            Map<String, Unit> units,
            Set<String> notResponsible,
            RoutingTable routing) {}

    private static final String ROLES = Arrays.stream(Role.values())
            .map(role -> role.name() + " " + role.zh())
            .collect(Collectors.joining("、"));

    private static final String LINES =
            Arrays.stream(Line.values()).map(Line::name).collect(Collectors.joining("、"));

    private final List<Problem> problems = new ArrayList<>();
    private final Map<String, Area> areas = new LinkedHashMap<>();
    private final Map<String, Unit> units = new LinkedHashMap<>();
    private final Set<String> notResponsible = new LinkedHashSet<>();
    private final Map<String, Person> people = new LinkedHashMap<>();
    private final List<Post> posts = new ArrayList<>();

    private DirectoryFile() {}

    /** Reads a file; see {@link org.duban.embed.FileDirectory#read}. */
    public static Content read(Path file) {
        try {
            return new DirectoryFile().content(JsonValue.parse(Files.readString(file)));
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
            throw invalid("line " + line, "", "JSON", "不是 JSON：" + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw invalid("", file.toString(), "可读的 UTF-8 文件", "无法读取目录文件：" + e, e);
        }
    }

    private static DubanException invalid(String field, String value, String expected, String messageZh, Exception e) {
        Problem problem = Problem.of(
                ErrorCode.DIRECTORY_INVALID, field, value, expected, messageZh, "the directory can't be read: " + e);
        return new DubanException(problem, e);
    }

    private Content content(JsonValue root) {
        JsonFields file = new JsonFields(root, this::add);
        file.list("areas").forEach(this::area);
        file.requiredList("units").forEach(this::unit);
        file.requiredList("people").forEach(this::person);
        file.list("posts").forEach(this::post);
        file.refuseOthers();
        refuse();

        RoutingTable routing = posts.isEmpty() ? RoutingTable.EMPTY : new RoutingTable(posts);
        if (!posts.isEmpty()) {
            Set<String> responsible = new LinkedHashSet<>(units.keySet());
            responsible.removeAll(notResponsible);
            for (RoutingTable.Fault fault : routing.check(responsible, areas.keySet())) {
                problems.add(Problem.of(ErrorCode.ROUTING_INVALID, fault.describe(), fault.toString()));
            }
            refuse();
        }
        return new Content(areas, people, units, notResponsible, routing);
    }

    private void refuse() {
        if (!problems.isEmpty()) {
            throw new DubanException(problems, null);
        }
    }

    /** A text is code and name in one. */
    private void area(JsonValue value) {
        Area area = null;
        if (value.value() instanceof Map) {
            JsonFields fields = new JsonFields(value, this::add);
            String code = fields.text("code");
            String name = fields.text("name");
            fields.refuseOthers();
            if (!code.isEmpty() && !name.isEmpty()) {
                area = new Area(code, name);
            }
        } else if (value.value() instanceof String text && !text.isBlank()) {
            area = new Area(text, text);
        } else {
            add(value, "无法识别", "unknown", "区域代码，或 {\"code\":…,\"name\":…}");
        }
        if (area != null && areas.put(area.code(), area) != null) {
            add(value, "重复", "given twice", "每项只写一次");
        }
    }

    private void unit(JsonValue value) {
        JsonFields fields = new JsonFields(value, this::add);
        String id = fields.text("id");
        String name = fields.text("name");
        String shortName = fields.optionalText("shortName");
        String area = fields.optionalText("area");
        boolean responsible = fields.flag("responsible", true);
        fields.refuseOthers();
        if (area != null && !areas.containsKey(area)) {
            add(value, "没有区域 " + area, "no area " + area, "areas 中的一项");
        }
        if (id.isEmpty()) {
            return;
        }
        if (units.put(id, new Unit(id, name, shortName == null ? name : shortName, area)) != null) {
            add(value, "单位 " + id + " 重复", "unit " + id + " given twice", "每个 id 只用一次");
        }
        if (!responsible) {
            notResponsible.add(id);
        }
    }

    private void person(JsonValue value) {
        JsonFields fields = new JsonFields(value, this::add);
        String id = fields.text("id");
        String name = fields.text("name");
        Set<Role> roles = fields.each(fields.requiredList("roles"), ROLES, text -> constant(Role.class, text));
        String unit = fields.optionalText("unit");
        int group = fields.number("group", 0);
        Set<Line> lines = fields.each(fields.list("lines"), LINES, text -> constant(Line.class, text));
        fields.refuseOthers();
        if (unit != null && !units.containsKey(unit)) {
            add(value, "没有单位 " + unit, "no unit " + unit, "units 中某个单位的 id");
        }
        if (id.isEmpty()) {
            return;
        }
        Person person = new Person(id, name, roles, unit, group, lines.isEmpty() ? EnumSet.allOf(Line.class) : lines);
        if (people.put(id, person) != null) {
            add(value, "人员 " + id + " 重复", "person " + id + " given twice", "每个 id 只用一次");
        }
    }

    private void post(JsonValue value) {
        JsonFields fields = new JsonFields(value, this::add);
        String name = fields.text("name");
        String officer = fields.text("officer");
        int group = fields.number("group", 0);
        Set<String> covered =
                fields.each(fields.list("areas"), "areas 中的一项", text -> areas.containsKey(text) ? text : null);
        Set<String> supervised = fields.each(
                fields.requiredList("units"), "units 中某个单位的 id", text -> units.containsKey(text) ? text : null);
        String duty = fields.optionalText("duty");
        fields.refuseOthers();
        Person person = people.get(officer);
        if (person == null) {
            add(value, "没有人员 " + officer, "no person " + officer, "people 中某个人员的 id");
        } else if (!person.roles().contains(Role.OFFICER)) {
            add(value, officer + " 不是督查员", officer + " is no officer", Role.OFFICER.name());
        } else if (person.group() != group) {
            add(
                    value,
                    officer + " 不在第 " + group + " 组",
                    officer + " is not in group " + group,
                    "第 " + person.group() + " 组");
        }
        if (group < 1) {
            add(value, "缺少督查小组", "group is missing", "从 1 起的组号");
            return;
        }
        posts.add(new Post(name, officer, group, covered, supervised, duty == null ? "" : duty));
    }

    private static <E extends Enum<E>> @Nullable E constant(Class<E> type, String name) {
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equals(name)) {
                return constant;
            }
        }
        return null;
    }

    private void add(JsonValue place, String messageZh, String messageEn, String expected) {
        Object value = place.value();
        boolean scalar = !(value instanceof Map || value instanceof List);
        problems.add(Problem.of(
                ErrorCode.DIRECTORY_INVALID, place.place(), scalar ? value : null, expected, messageZh, messageEn));
    }
}
