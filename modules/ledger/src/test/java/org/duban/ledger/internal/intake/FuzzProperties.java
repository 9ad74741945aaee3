package org.duban.ledger.internal.intake;

import static org.duban.ledger.internal.Office.DIRECTOR;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.duban.api.DubanException;
import org.duban.api.ErrorCode;
import org.duban.api.sheet.IntakeOptions;
import org.duban.api.sheet.IntakePreview;
import org.duban.ledger.internal.Office;

/** Whatever is handed in: a preview, or a refusal that says why. */
class FuzzProperties {

    private static final byte[] GOOD = Sheets.xlsx(page -> page.row(1, "2026年清单")
            .merge(1, 0, 1, 4)
            .row(2, "序号", "任务内容", "牵头单位", "协办单位", "完成时限")
            .row(3, 1, "甲", "住建局", "环保局、执法局", "2026年6月30日")
            .row(4, 2, "乙", "教育局", "", 46_203)
            .merge(3, 3, 4, 3));

    private static Path folder;
    private static Office office;
    private static IntakeService intake;

    @BeforeContainer
    static void open() throws IOException {
        folder = Files.createTempDirectory("duban-fuzz-");
        office = new Office(folder);
        intake = Sheets.intake(office);
    }

    @AfterContainer
    static void close() throws IOException {
        office.close();
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.delete(file);
            }
        }
    }

    private static void handIn(String name, byte[] file) {
        try {
            IntakePreview preview = intake.annotated(
                    DIRECTOR, name, new ByteArrayInputStream(file), IntakeOptions.NONE, new ByteArrayOutputStream());
            preview.rows()
                    .forEach(row -> assertEquals(
                            row.fate() == IntakePreview.Fate.FAULTY,
                            !row.faults().isEmpty()));
        } catch (DubanException refused) {
            assertTrue(Set.of(ErrorCode.SHEET_REFUSED).contains(refused.code()), refused.getMessage());
        }
    }

    @Property(tries = 300)
    void randomBytes(@ForAll byte[] bytes) {
        handIn("清单.xlsx", bytes);
        handIn("清单.csv", bytes);
        byte[] zip = bytes.clone();
        if (zip.length > 4) {
            zip[0] = 'P';
            zip[1] = 'K';
            zip[2] = 3;
            zip[3] = 4;
        }
        handIn("清单.xlsx", zip);
    }

    @Property(tries = 300)
    void aGoodFileWithBytesChanged(@ForAll long seed, @ForAll @IntRange(min = 1, max = 20) int changes) {
        byte[] file = GOOD.clone();
        Random random = new Random(seed);
        for (int i = 0; i < changes; i++) {
            file[random.nextInt(file.length)] = (byte) random.nextInt(256);
        }
        handIn("清单.xlsx", file);
    }

    @Property(tries = 400)
    void aGoodFileWithItsXmlChanged(@ForAll long seed, @ForAll @IntRange(min = 1, max = 12) int changes) {
        Random random = new Random(seed);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipInputStream from = new ZipInputStream(new ByteArrayInputStream(GOOD));
                ZipOutputStream to = new ZipOutputStream(out)) {
            for (ZipEntry entry = from.getNextEntry(); entry != null; entry = from.getNextEntry()) {
                String part = new String(from.readAllBytes(), StandardCharsets.UTF_8);
                if (entry.getName().startsWith("xl/") && random.nextInt(3) > 0) {
                    part = mutated(part, random, changes);
                }
                to.putNextEntry(new ZipEntry(entry.getName()));
                to.write(part.getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        handIn("清单.xlsx", out.toByteArray());
    }

    private static String mutated(String part, Random random, int changes) {
        StringBuilder text = new StringBuilder(part);
        String[] pieces = {
            "9",
            "-1",
            "99999999999",
            "A1:XFD1048576",
            "s",
            "",
            "e",
            "\"",
            "<",
            "0.5",
            "1e308",
            "NaN",
            "牵头单位",
            "=",
            "true",
            "_x0000_"
        };
        for (int i = 0; i < changes && text.length() > 2; i++) {
            int at = random.nextInt(text.length() - 1);
            // Mostly values, so that what comes out is still XML more often than not.
            int quote = text.indexOf("\"", at);
            int end = quote < 0 ? -1 : text.indexOf("\"", quote + 1);
            if (random.nextInt(4) > 0 && end > 0 && end - quote < 60) {
                text.replace(
                        quote + 1,
                        end,
                        pieces[random.nextInt(pieces.length)].replace("\"", "").replace("<", ""));
            } else {
                text.replace(at, at + 1, pieces[random.nextInt(pieces.length)]);
            }
        }
        return text.toString();
    }

    @Property(tries = 200)
    void anyTextAsCsv(@ForAll String text) {
        handIn("清单.csv", ("任务内容,牵头单位,完成时限\n" + text).getBytes(StandardCharsets.UTF_8));
        handIn(
                "清单.csv",
                ("任务内容,牵头单位,完成时限\n\"" + text.replace("\"", "\"\"") + "\",住建局," + text)
                        .getBytes(StandardCharsets.UTF_8));
    }
}
