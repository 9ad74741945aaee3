package org.duban.journal.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class PackingTest {

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Property
    void what_is_packed_is_unpacked_as_it_was(@ForAll String text) throws IOException {
        byte[] json = utf8("{\"text\":\"" + text + "\"}");

        assertArrayEquals(json, Packing.unpack(Packing.pack(json)));
    }

    @Property
    void packing_never_makes_larger(@ForAll String text) {
        byte[] json = utf8("{" + text + "}");

        assertTrue(Packing.pack(json).length <= json.length);
    }

    @Test
    void a_long_text_is_unpacked_whole() throws IOException {
        byte[] json = utf8("{\"text\":\"" + "督查督办".repeat(100_000) + "\"}");

        assertArrayEquals(json, Packing.unpack(Packing.pack(json)));
    }

    @Test
    void what_is_not_smaller_packed_is_stored_as_it_is() {
        byte[] json = utf8("{}");

        assertArrayEquals(json, Packing.pack(json));
    }

    @Test
    void a_body_cut_short_is_refused() {
        byte[] packed = Packing.pack(utf8("{\"obligation\":1,\"text\":\"已派人到现场核实\"}"));

        assertThrows(IOException.class, () -> Packing.unpack(Arrays.copyOf(packed, packed.length - 3)));
    }

    /** Whoever changes the preset makes every journal unreadable: a new one needs a new number. */
    @Test
    void the_first_preset_is_never_changed() throws IOException {
        try (InputStream preset = Packing.class.getResourceAsStream("preset-1.txt")) {
            assertEquals(
                    "c3799a70ed8514a5a9040e6a00afcd67fcdd42d25f1042e0fdd53141df31b247",
                    HexFormat.of().formatHex(Chain.sha256().digest(preset.readAllBytes())));
        }
    }

    /** Written by the first version: what it packed can be read for ever. */
    @Test
    void a_body_of_the_first_version_can_be_read() throws IOException {
        byte[] stored = HexFormat.of().parseHex("01c390821bf662fb5c48c0bcd83f03d8487cb2a31335f800");

        assertEquals(
                "{\"obligation\":1,\"reason\":\"距时限还有三个工作日\"}",
                new String(Packing.unpack(stored), StandardCharsets.UTF_8));
    }
}
