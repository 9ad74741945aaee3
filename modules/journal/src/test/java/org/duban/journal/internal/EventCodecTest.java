package org.duban.journal.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.duban.api.DubanException;
import org.duban.api.ErrorCode;
import org.duban.api.calendar.DueDate;
import org.duban.api.journal.Event;
import org.duban.api.matter.MatterEvent;
import org.duban.api.matter.MatterEvent.CompletedInPart;
import org.duban.api.matter.MatterEvent.Finished;
import org.duban.api.matter.MatterEvent.ProgressReported;
import org.duban.api.matter.MatterEvent.Submitted;
import org.duban.api.matter.Stage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EventCodecTest {

    private static final EventCodec CODEC = new EventCodec(EventCodec.ALL);

    private static Event decode(String type, byte[] body) {
        return CODEC.decode(new Entry(7, Fixtures.matter("m1"), 1, 0, "zhang", type, body));
    }

    private static Event decode(String type, String json) {
        return decode(type, json.getBytes(StandardCharsets.UTF_8));
    }

    private static String json(Event event) {
        try {
            return new String(Packing.unpack(CODEC.encode(event)), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    // ---- every event there is

    private static Stream<Class<?>> records(Class<?> type) {
        return type.isSealed()
                ? Arrays.stream(type.getPermittedSubclasses()).flatMap(EventCodecTest::records)
                : Stream.of(type);
    }

    @Provide
    Arbitrary<Event> events() {
        List<Class<?>> types =
                EventCodec.ALL.stream().flatMap(EventCodecTest::records).toList();
        return Arbitraries.of(types)
                .flatMap(type -> Arbitraries.randoms().map(random -> (Event) instance(type, random)));
    }

    @Property(tries = 2000)
    void every_event_is_read_as_it_was_written(@ForAll("events") Event event) {
        assertEquals(event, decode(CODEC.type(event), CODEC.encode(event)));
    }

    @Test
    void every_event_is_read_as_it_was_written_when_all_that_may_be_empty_is() {
        for (Class<?> type :
                EventCodec.ALL.stream().flatMap(EventCodecTest::records).toList()) {
            Event event = (Event) instance(type, new Empty());
            assertEquals(event, decode(CODEC.type(event), CODEC.encode(event)), type.getSimpleName());
        }
    }

    /** Always answers 0: null where that is possible, the shortest list, the empty text. */
    private static final class Empty extends Random {
        private static final long serialVersionUID = 1L;

        @Override
        protected int next(int bits) {
            return 0;
        }
    }

    private static Object instance(Class<?> type, Random random) {
        RecordComponent[] components = type.getRecordComponents();
        // Some records refuse some values; their own tests say which. Here another is tried.
        for (int attempt = 0; attempt < 100; attempt++) {
            Object[] values = new Object[components.length];
            Class<?>[] types = new Class<?>[components.length];
            for (int i = 0; i < components.length; i++) {
                RecordComponent component = components[i];
                types[i] = component.getType();
                boolean nullable = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
                values[i] = nullable && random.nextInt(3) == 0
                        ? null
                        : value(component.getName(), component.getGenericType(), random);
            }
            try {
                return type.getDeclaredConstructor(types).newInstance(values);
            } catch (InvocationTargetException e) {
                if (!(e.getCause() instanceof IllegalArgumentException)) {
                    throw new AssertionError(type + " " + Arrays.toString(values), e);
                }
            } catch (ReflectiveOperationException e) {
                throw new AssertionError(e);
            }
        }
        throw new AssertionError("no instance of " + type + " could be made");
    }

    private static Object value(String name, Type type, Random random) {
        if (type instanceof ParameterizedType list) {
            List<Object> values = new ArrayList<>();
            for (int i = random.nextInt(3); i > 0; i--) {
                values.add(value(name, list.getActualTypeArguments()[0], random));
            }
            return values;
        }
        Class<?> plain = (Class<?>) type;
        if (plain == String.class) {
            return text(name, random);
        } else if (plain == int.class || plain == Integer.class) {
            return random.nextInt(3) == 0 ? 0 : random.nextInt();
        } else if (plain == long.class || plain == Long.class) {
            return random.nextInt(3) == 0 ? 0L : Math.abs(random.nextLong());
        } else if (plain == boolean.class || plain == Boolean.class) {
            return random.nextBoolean();
        } else if (plain == BigDecimal.class) {
            return new BigDecimal(BigInteger.valueOf(random.nextInt(100_001)), random.nextInt(4));
        } else if (plain == LocalDate.class) {
            return LocalDate.ofEpochDay(random.nextInt(40_000));
        } else if (plain == Instant.class) {
            return Instant.ofEpochMilli(random.nextInt());
        } else if (plain.isEnum()) {
            return plain.getEnumConstants()[random.nextInt(plain.getEnumConstants().length)];
        }
        return instance(plain, random);
    }

    private static String text(String name, Random random) {
        return switch (name) {
            case "sha256" -> "%064x".formatted(random.nextInt(1000));
            case "pattern" -> "督〔{year}〕{n}号";
            case "value" -> "m-" + random.nextInt(1000); // a MatterId
            default ->
                List.of("", "已办", "\"引号\"\\\n\t\u0000", "𠮷\uD83D\uDE00", "x".repeat(5000))
                        .get(random.nextInt(5));
        };
    }

    // ---- what is written

    @Test
    void null_false_zero_and_empty_lists_are_left_out() {
        assertEquals(
                "{\"obligation\":1,\"text\":\"已办\",\"difficulties\":\"\",\"period\":\"\"}",
                json(new ProgressReported(1, "已办", 0, "", List.of(), "")));
        assertEquals("{\"obligation\":1,\"text\":\"\"}", json(new Finished(1, "", List.of(), null)));
        assertEquals(
                "{\"obligation\":1,\"done\":\"一\",\"remaining\":\"二\",\"due\":{\"date\":\"2026-03-12\",\"calendarVersion\":\"v\"}}",
                json(new CompletedInPart(1, "一", "二", new DueDate(LocalDate.of(2026, 3, 12), false, "v", null))));
        assertEquals("{\"next\":\"APPROVAL\"}", json(new Submitted(Stage.APPROVAL)));
    }

    // ---- what older and newer versions wrote

    @Test
    void a_component_that_is_not_there_is_null_false_zero_or_an_empty_list() {
        assertEquals(new Finished(0, null, List.of(), null), decode("Finished", "{}"));
    }

    @Test
    void a_component_that_is_null_is_as_one_that_is_not_there() {
        assertEquals(
                new Finished(0, null, List.of(), null),
                decode("Finished", "{\"obligation\":null,\"text\":null,\"evidence\":null,\"next\":null}"));
    }

    @Test
    void names_that_the_record_does_not_have_are_skipped() {
        assertEquals(
                new Submitted(Stage.APPROVAL),
                decode("Submitted", "{\"later\":{\"a\":[1,{\"next\":2}]},\"next\":\"APPROVAL\",\"x\":1}"));
    }

    @Test
    void an_event_or_stage_that_only_a_newer_version_knows_is_said_to_be_newer() {
        assertEquals(
                ErrorCode.JOURNAL_NEWER,
                refused(() -> decode("Teleported", "{}")).code());
        DubanException stage = refused(() -> decode("Submitted", "{\"next\":\"LIMBO\"}"));
        assertEquals(ErrorCode.JOURNAL_NEWER, stage.code());
        assertTrue(stage.getMessage().contains("Stage.LIMBO"), stage.getMessage());
    }

    @Test
    void a_body_that_is_no_event_is_said_to_be_damaged_with_its_position() {
        for (String body : List.of(
                "",
                "x",
                "[]",
                "{",
                "{\"next\":7}",
                "{\"next\":\"APPROVAL\"",
                "{\"obligation\":\"a\"}",
                "\u0001\u0005")) {
            String type = body.contains("obligation") ? "Finished" : "Submitted";
            DubanException refusal = refused(() -> decode(type, body));
            assertEquals(ErrorCode.JOURNAL_DAMAGED, refusal.code(), body);
            assertEquals("7", refusal.problems().get(0).value(), body);
        }
        DubanException date = refused(
                () -> decode("CompletedInPart", "{\"due\":{\"date\":\"2026-02-30\",\"calendarVersion\":\"v\"}}"));
        assertEquals(ErrorCode.JOURNAL_DAMAGED, date.code());
        DubanException refusedByRecord =
                refused(() -> decode("CompletedInPart", "{\"due\":{\"calendarVersion\":\"v\"}}"));
        assertEquals(ErrorCode.JOURNAL_DAMAGED, refusedByRecord.code());
    }

    private static DubanException refused(Runnable action) {
        return assertThrows(DubanException.class, action::run);
    }

    // ---- decimals

    sealed interface Signed extends Event {
        record Scored(BigDecimal points) implements Signed {}
    }

    @Test
    void a_decimal_keeps_its_scale_and_what_is_none_is_damaged() throws IOException {
        EventCodec codec = new EventCodec(List.of(Signed.class));
        for (String points : List.of("80.50", "0", "0.00", "100", "-1.5")) {
            Event event = new Signed.Scored(new BigDecimal(points));
            byte[] body = codec.encode(event);
            assertEquals("{\"points\":\"" + points + "\"}", new String(Packing.unpack(body), StandardCharsets.UTF_8));
            assertEquals(event, codec.decode(new Entry(7, Fixtures.matter("m1"), 1, 0, "zhang", "Scored", body)));
        }
        byte[] none = "{\"points\":\"many\"}".getBytes(StandardCharsets.UTF_8);
        assertEquals(
                ErrorCode.JOURNAL_DAMAGED,
                refused(() -> codec.decode(new Entry(7, Fixtures.matter("m1"), 1, 0, "zhang", "Scored", none)))
                        .code());
    }

    // ---- what can't be stored is refused at once

    sealed interface Twice extends Event {
        record Assigned() implements Twice {}
    }

    sealed interface Strange extends Event {
        record Weighed(double kilograms) implements Strange {}
    }

    sealed interface Vague extends Event {
        record Gathered(Set<String> things) implements Vague {}
    }

    interface Open extends Event {}

    @Test
    void two_events_of_one_name_are_refused() {
        assertThrows(IllegalArgumentException.class, () -> new EventCodec(List.of(MatterEvent.class, Twice.class)));
    }

    @Test
    void a_component_that_can_not_be_stored_is_refused_by_name() {
        IllegalArgumentException refusal =
                assertThrows(IllegalArgumentException.class, () -> new EventCodec(List.of(Strange.class)));
        assertTrue(refusal.getMessage().contains("Weighed.kilograms"), refusal.getMessage());
        assertThrows(IllegalArgumentException.class, () -> new EventCodec(List.of(Vague.class)));
        assertThrows(IllegalArgumentException.class, () -> new EventCodec(List.of(Open.class)));
    }
}
