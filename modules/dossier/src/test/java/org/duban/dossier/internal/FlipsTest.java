package org.duban.dossier.internal;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.duban.api.dossier.Dossier;
import org.duban.api.dossier.PackageReport;
import org.duban.district.District;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Any flipped bit anywhere in a package is found. System property {@code dossier.flips} says how many are tried, 400 by default. */
class FlipsTest {

    private static final int FLIPS = Integer.getInteger("dossier.flips", 400);

    @TempDir
    Path folder;

    private byte[] zip() throws Exception {
        try (Office office = new Office(folder)) {
            Dossier dossier = office.sealed("晏家坪路灯");
            Path zip = folder.resolve("one.zip");
            office.service.export(District.DIRECTOR, dossier.id(), zip);
            return Files.readAllBytes(zip);
        }
    }

    private static PackageReport verify(byte[] bytes) throws Exception {
        try (Package found = Package.of(bytes)) {
            return Verifier.verify(found);
        }
    }

    @Test
    void anyFlippedBitIsFound() throws Exception {
        byte[] zip = zip();
        assertTrue(verify(zip).intact());
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int i = 0; i < FLIPS; i++) {
            int bit = random.nextInt(zip.length * 8);
            byte[] flipped = zip.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            assertFalse(verify(flipped).intact(), () -> "bit " + bit + " of seed " + seed);
        }
    }

    @Test
    void aCutEndAnythingAddedAndAnythingDoubledIsFound() throws Exception {
        byte[] zip = zip();
        Random random = new Random(7);
        for (int i = 0; i < FLIPS / 8; i++) {
            int at = random.nextInt(zip.length);
            assertFalse(verify(Arrays.copyOf(zip, at)).intact(), () -> "cut at " + at);
            byte[] longer = Arrays.copyOf(zip, zip.length + 1);
            System.arraycopy(zip, at, longer, at + 1, zip.length - at);
            assertFalse(verify(longer).intact(), () -> "byte doubled at " + at);
        }
    }
}
