package org.duban.file.internal;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.mime.MimeTypes;
import org.duban.spi.file.FileScan.Content;

/**
 * What a file is by its content: Tika's magic numbers, and where these say no more than "a zip" or "bytes" one look further. Names are
 * never asked.
 */
final class ContentTypes {

    static final String TEXT = "text/plain";
    static final String ZIP = "application/zip";
    static final String UNKNOWN = "application/octet-stream";
    static final String OFD = "application/ofd";

    /** What every zip with something in it begins with. */
    private static final byte[] PACKED = {'P', 'K', 3, 4};

    private static final String OFFICE = "application/vnd.openxmlformats-officedocument.";
    private static final String MACROS = "application/vnd.ms-office.macroEnabled";

    /** What [Content_Types].xml says of the main part; the first that is found counts. */
    private static final List<Map.Entry<String, String>> PARTS = List.of(
            Map.entry("macroEnabled", MACROS),
            Map.entry("vbaProject", MACROS),
            Map.entry("wordprocessingml.document.main+xml", OFFICE + "wordprocessingml.document"),
            Map.entry("spreadsheetml.sheet.main+xml", OFFICE + "spreadsheetml.sheet"),
            Map.entry("presentationml.presentation.main+xml", OFFICE + "presentationml.presentation"));

    private static final Charset GB18030 = Charset.forName("GB18030");

    // A bomb must not be unpacked to find out what it is.
    private static final int MOST_ENTRIES = 5_000;
    private static final long MOST_UNPACKED = 64L << 20;
    private static final int MOST_OF_A_PART = 1 << 20;
    private static final int TEXT_LOOKED_AT = 1 << 20;

    private final MimeTypes magic = MimeTypes.getDefaultMimeTypes(ContentTypes.class.getClassLoader());

    String of(Content content) throws IOException {
        String type;
        try (InputStream in = new BufferedInputStream(content.open())) {
            in.mark(PACKED.length);
            if (Arrays.equals(in.readNBytes(PACKED.length), PACKED)) {
                in.reset();
                return zip(in);
            }
            in.reset();
            type = magic.detect(in, new Metadata()).getBaseType().toString();
        }
        if (type.equals(UNKNOWN)) {
            return isText(content, StandardCharsets.UTF_8) || isText(content, GB18030) ? TEXT : UNKNOWN;
        }
        return type;
    }

    private static String zip(InputStream in) throws IOException {
        ZipInputStream zip = new ZipInputStream(in, StandardCharsets.UTF_8);
        byte[] buffer = new byte[1 << 13];
        long unpacked = 0;
        String found = ZIP;
        try {
            ZipEntry entry;
            for (int i = 0; i < MOST_ENTRIES && (entry = zip.getNextEntry()) != null; i++) {
                String name = entry.getName();
                if (name.equals("OFD.xml")) {
                    return OFD;
                }
                if (i == 0 && name.equals("mimetype")) {
                    return new String(zip.readNBytes(100), StandardCharsets.US_ASCII).strip();
                }
                if (name.equals("[Content_Types].xml")) {
                    return office(new String(zip.readNBytes(MOST_OF_A_PART), StandardCharsets.UTF_8));
                }
                int read;
                while ((read = zip.read(buffer)) >= 0) {
                    unpacked += read;
                    if (unpacked > MOST_UNPACKED) {
                        return found;
                    }
                }
            }
        } catch (ZipException | IllegalArgumentException e) {
            // No archive to the end, or names in no known characters: a zip as far as can be told.
            return found;
        }
        return found;
    }

    private static String office(String contentTypes) {
        return PARTS.stream()
                .filter(part -> contentTypes.contains(part.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(ZIP);
    }

    private static boolean isText(Content content, Charset charset) throws IOException {
        try (InputStream in = content.open();
                Reader text = new InputStreamReader(
                        in,
                        charset.newDecoder()
                                .onMalformedInput(CodingErrorAction.REPORT)
                                .onUnmappableCharacter(CodingErrorAction.REPORT))) {
            char[] buffer = new char[1 << 13];
            int read;
            for (int all = 0; all < TEXT_LOOKED_AT && (read = text.read(buffer)) >= 0; all += read) {
                for (int i = 0; i < read; i++) {
                    if (Character.isISOControl(buffer[i]) && "\t\n\f\r\u001a".indexOf(buffer[i]) < 0) {
                        return false;
                    }
                }
            }
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
