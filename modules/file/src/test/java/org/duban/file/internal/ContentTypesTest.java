package org.duban.file.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A file is what its content is. */
class ContentTypesTest {

    private static final ContentTypes TYPES = new ContentTypes();

    static Stream<Arguments> kinds() {
        String office = "application/vnd.openxmlformats-officedocument.";
        return Stream.of(
                Arguments.of("PDF", Samples.PDF, "application/pdf"),
                Arguments.of("OFD", Samples.ofd(), "application/ofd"),
                Arguments.of("docx", Samples.docx(), office + "wordprocessingml.document"),
                Arguments.of("xlsx", Samples.xlsx(), office + "spreadsheetml.sheet"),
                Arguments.of("docm", Samples.docm(), "application/vnd.ms-office.macroEnabled"),
                Arguments.of("odt", Samples.odt(), "application/vnd.oasis.opendocument.text"),
                Arguments.of("doc, xls, wps", Samples.OLE, "application/x-tika-msoffice"),
                Arguments.of("JPEG", Samples.JPEG, "image/jpeg"),
                Arguments.of("PNG", Samples.PNG, "image/png"),
                Arguments.of("text in UTF-8", Samples.TEXT, "text/plain"),
                Arguments.of("text in GBK", Samples.GBK, "text/plain"),
                Arguments.of("a page with a script", Samples.HTML, "text/html"),
                Arguments.of("another zip", Samples.zip("a.txt", "x"), "application/zip"),
                Arguments.of("bytes", Samples.bytes(0, 1, 2, 0xfe, 0xff, 0x80), "application/octet-stream"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("kinds")
    void aFileIsWhatItsContentIs(String what, byte[] content, String expected) throws IOException {
        assertEquals(expected, TYPES.of(() -> new ByteArrayInputStream(content)));
    }

    @Test
    void aZipBombIsNotUnpackedToFindOutWhatItIs() throws IOException {
        assertEquals("application/zip", TYPES.of(() -> new ByteArrayInputStream(Samples.bomb())));
    }

    @Test
    void aProgramIsNoText() throws IOException {
        assertEquals(
                false, TYPES.of(() -> new ByteArrayInputStream(Samples.EXE)).startsWith("text/"));
    }
}
