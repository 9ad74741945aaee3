package org.duban.paper.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.duban.api.matter.PaperKind;
import org.junit.jupiter.api.Test;

class DefaultTemplatesTest {

    private static final Path FOLDER = Path.of("src/main/resources/org/duban/paper/internal/templates");

    @Test
    void the_templates_that_come_along_are_those_the_maker_makes() throws IOException {
        for (Map.Entry<String, byte[]> made : TemplateMaker.all().entrySet()) {
            if (Boolean.getBoolean("duban.docs.write")) {
                Files.createDirectories(FOLDER);
                Files.write(FOLDER.resolve(made.getKey()), made.getValue());
            }
            try (InputStream in = Templates.class.getResourceAsStream("templates/" + made.getKey())) {
                if (!Boolean.getBoolean("duban.docs.write")) {
                    assertArrayEquals(made.getValue(), in.readAllBytes(), made.getKey());
                }
            }
        }
    }

    @Test
    void every_kind_has_a_template_in_which_nothing_is_wrong() {
        for (Map.Entry<String, byte[]> made : TemplateMaker.all().entrySet()) {
            PaperKind kind =
                    PaperKind.valueOf(made.getKey().substring(0, made.getKey().indexOf('.')));
            assertEquals(List.of(), Templates.check(kind, made.getValue()), made.getKey());
        }
        assertEquals(List.of(), new Templates(null).faults());
    }
}
