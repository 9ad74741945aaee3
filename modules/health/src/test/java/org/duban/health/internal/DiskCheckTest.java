package org.duban.health.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.duban.api.health.Finding;
import org.duban.api.health.Finding.Status;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DiskCheckTest {

    @ParameterizedTest
    @CsvSource({
        "200, 1000, OK",
        "100, 1000, OK",
        "99, 1000, WARN",
        "2, 10, OK",
        "1.9, 10, WARN",
        "0.2, 10, WARN",
        "0.19, 10, FAIL",
        "0, 1000, FAIL",
        "0, 0, FAIL"
    })
    @DisplayName("磁盘：低于 2 GB 或 10% 注意，低于 200 MB 故障")
    void lessThanTwoGigabytesOrATenthIsAWarningAndHardlyAnythingAFailure(
            double usableGb, double totalGb, Status status) {
        double gb = 1024.0 * 1024 * 1024;

        assertEquals(
                status,
                DiskCheck.of((long) (usableGb * gb), (long) (totalGb * gb)).status());
    }

    @Test
    @DisplayName("数据目录所在的磁盘")
    void theDiskOfTheDataDirectoryIsLookedAt(@TempDir Path directory) throws Exception {
        Finding finding = new DiskCheck(directory).check().get(0);

        assertEquals("disk", finding.subject());
        assertEquals(
                Long.toString(Files.getFileStore(directory).getTotalSpace()),
                finding.figures().get("totalBytes"));
    }

    @Test
    @DisplayName("数据目录不在了")
    void aDirectoryThatIsGoneIsAnError(@TempDir Path directory) {
        DiskCheck check = new DiskCheck(directory.resolve("gone"));

        assertThrows(UncheckedIOException.class, check::check);
    }
}
