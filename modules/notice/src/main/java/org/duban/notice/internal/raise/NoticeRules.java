package org.duban.notice.internal.raise;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.duban.api.DubanException;
import org.duban.api.ErrorCode;
import org.duban.api.Problem;
import org.duban.api.form.Ladder.Action;
import org.duban.api.form.Ladder.Audience;
import org.duban.api.matter.MatterEvent;
import org.duban.api.notice.NoticeKind;
import org.jspecify.annotations.Nullable;

/**
 * Who is told of which event, and every wording: the district's data, read from {@code notices.json}.
 *
 * @param historyDays working days: of a history that is older when Duban first reads it, no event is told
 * @param events rules by the simple name of an event
 * @param wordings by what is said
 * @param insteadOf the sentence for those who are told in somebody's place
 */
record NoticeRules(int historyDays, Map<String, List<Rule>> events, Map<What, Wording> wordings, Template insteadOf) {

    /** The file in the configuration folder that takes the place of the one that comes with Duban. */
    static final String FILE = "notices.json";

    /**
     * Who is told of an event.
     *
     * @param id unique; never given another meaning, because it is part of a notice's key
     * @param event simple name of the event
     * @param kind why
     * @param to who is told
     * @param whileDue whether it is void as soon as the obligation stops running or gets another due date
     * @param wording what is said
     */
    record Rule(String id, String event, NoticeKind kind, Set<Audience> to, boolean whileDue, Wording wording) {}

    /** Title and text of a notice or draft. */
    record Wording(Template title, Template text) {
        boolean says(Template.Placeholder placeholder) {
            return title.says(placeholder) || text.says(placeholder);
        }
    }

    /** What is said without an event of its own. */
    enum What {
        /** A reminder before the due date. */
        BEFORE,
        /** A reminder when no working day is left after today. */
        ON_THE_DAY,
        /** A reminder after the due date. */
        AFTER,
        /** A draft of {@link Action#SUPERVISION_NOTICE}. */
        SUPERVISION_NOTICE,
        /** A draft of {@link Action#CIRCULAR}. */
        CIRCULAR,
        /** A draft of {@link Action#ACCOUNTABILITY}. */
        ACCOUNTABILITY,
        /** A periodic report is due today. */
        REPORT_DUE,
        /** Periodic reports are missing. */
        REPORT_MISSING;

        static What draft(Action action) {
            return switch (action) {
                case SUPERVISION_NOTICE -> SUPERVISION_NOTICE;
                case CIRCULAR -> CIRCULAR;
                case ACCOUNTABILITY -> ACCOUNTABILITY;
                case REMIND -> throw new IllegalArgumentException("a reminder drafts nothing");
            };
        }
    }

    List<Rule> of(MatterEvent event) {
        return events.getOrDefault(event.getClass().getSimpleName(), List.of());
    }

    Wording wording(What what) {
        return Objects.requireNonNull(wordings.get(what));
    }

    /**
     * Reads the district's rules, or those that come with Duban.
     *
     * @param configFolder where the district may have put its own; null when it has no such folder
     * @throws DubanException {@code CONFIGURATION_INVALID} with every mistake
     */
    static NoticeRules read(@Nullable Path configFolder) {
        try {
            if (configFolder != null && Files.exists(configFolder.resolve(FILE))) {
                return parse(Files.readString(configFolder.resolve(FILE)));
            }
            try (InputStream in = Objects.requireNonNull(NoticeRules.class.getResourceAsStream(FILE), FILE)) {
                return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(FILE, e);
        }
    }

    static NoticeRules parse(String json) {
        return new Reader().read(json);
    }

    /** Reads and gathers every mistake on the way. */
    private static final class Reader {

        private final List<Problem> mistakes = new ArrayList<>();

        NoticeRules read(String json) {
            JsonNode root;
            try {
                root = new ObjectMapper()
                        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                        .readTree(json);
            } catch (JsonProcessingException e) {
                throw new DubanException(mistake("line " + e.getLocation().getLineNr(), "", "一个JSON对象"), e);
            }
            only(root, "", Set.of("historyDays", "events", "wordings", "insteadOf"));
            int days = root.path("historyDays").asInt(-1);
            if (days < 1 || days > 1000) {
                mistakes.add(mistake("/historyDays", root.path("historyDays").toString(), "1至1000的整数"));
            }
            Map<String, List<Rule>> events = new HashMap<>();
            Set<String> ids = new HashSet<>();
            for (int i = 0; i < root.path("events").size(); i++) {
                Rule rule = rule(root.path("events").get(i), "/events/" + i, ids);
                events.computeIfAbsent(rule.event(), e -> new ArrayList<>()).add(rule);
            }
            Map<What, Wording> wordings = new EnumMap<>(What.class);
            only(root.path("wordings"), "/wordings", names(What.class));
            for (What what : What.values()) {
                wordings.put(what, wording(root.path("wordings").path(what.name()), "/wordings/" + what));
            }
            Template insteadOf = template(root.path("insteadOf"), "/insteadOf");
            if (!mistakes.isEmpty()) {
                throw new DubanException(mistakes, null);
            }
            return new NoticeRules(days, Map.copyOf(events), wordings, insteadOf);
        }

        private Rule rule(JsonNode node, String at, Set<String> ids) {
            only(node, at, Set.of("id", "event", "kind", "to", "whileDue", "title", "text"));
            String id = node.path("id").asText();
            if (id.isBlank() || !ids.add(id)) {
                mistakes.add(mistake(at + "/id", id, "各不相同的标识"));
            }
            String event = node.path("event").asText();
            if (!eventNames().contains(event)) {
                mistakes.add(mistake(at + "/event", event, String.join("、", eventNames())));
            }
            Set<Audience> to = EnumSet.noneOf(Audience.class);
            node.path("to").forEach(name -> {
                Audience audience = constant(Audience.class, name, at + "/to");
                if (audience != null) {
                    to.add(audience);
                }
            });
            if (node.path("to").isEmpty()) {
                mistakes.add(mistake(at + "/to", "", "至少一类人员"));
            }
            NoticeKind kind = constant(NoticeKind.class, node.path("kind"), at + "/kind");
            return new Rule(
                    id,
                    event,
                    kind == null ? NoticeKind.TASK : kind,
                    to,
                    node.path("whileDue").asBoolean(false),
                    new Wording(
                            template(node.path("title"), at + "/title"), template(node.path("text"), at + "/text")));
        }

        private Wording wording(JsonNode node, String at) {
            only(node, at, Set.of("title", "text"));
            return new Wording(template(node.path("title"), at + "/title"), template(node.path("text"), at + "/text"));
        }

        /** A text, or a list of lines. */
        private Template template(JsonNode node, String at) {
            List<String> lines = new ArrayList<>();
            if (node.isTextual()) {
                lines.add(node.asText());
            } else {
                node.forEach(line -> lines.add(line.asText()));
            }
            if (lines.stream().allMatch(String::isBlank)) {
                mistakes.add(mistake(at, "", "文字，或文字的列表"));
            }
            Template template = new Template(lines);
            template.unknown().forEach(name -> mistakes.add(mistake(at, "{" + name + "}", Template.Placeholder.all())));
            return template;
        }

        private <E extends Enum<E>> @Nullable E constant(Class<E> type, JsonNode node, String at) {
            for (E constant : type.getEnumConstants()) {
                if (constant.name().equals(node.asText())) {
                    return constant;
                }
            }
            mistakes.add(mistake(at, node.asText(), String.join("、", names(type))));
            return null;
        }

        private void only(JsonNode node, String at, Set<String> known) {
            node.fieldNames().forEachRemaining(name -> {
                if (!known.contains(name)) {
                    mistakes.add(mistake(at + "/" + name, "", String.join("、", new TreeSet<>(known))));
                }
            });
        }

        private static <E extends Enum<E>> Set<String> names(Class<E> type) {
            return Arrays.stream(type.getEnumConstants())
                    .map(Enum::name)
                    .collect(Collectors.toCollection(TreeSet::new));
        }

        private static Problem mistake(String field, String value, String expected) {
            return Problem.of(
                    ErrorCode.CONFIGURATION_INVALID,
                    FILE + "#" + field,
                    value,
                    expected,
                    "通知规则有误",
                    "A rule of the notices is wrong");
        }
    }

    /** The simple names of all events of a matter. */
    static Set<String> eventNames() {
        Set<String> names = new TreeSet<>();
        add(MatterEvent.class, names);
        return names;
    }

    private static void add(Class<?> type, Set<String> names) {
        if (type.isRecord()) {
            names.add(type.getSimpleName());
            return;
        }
        for (Class<?> permitted : type.getPermittedSubclasses()) {
            add(permitted, names);
        }
    }
}
