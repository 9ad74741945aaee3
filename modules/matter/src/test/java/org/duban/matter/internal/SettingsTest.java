package org.duban.matter.internal;

import static org.junit.jupiter.api.Assertions.*;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.duban.api.DubanException;
import org.duban.api.ErrorCode;
import org.duban.api.calendar.WorkingHours;
import org.duban.api.calendar.WorkingHours.Interval;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {

    @TempDir
    Path folder;

    @Test
    void withoutFilesTheDefaultsHold() {
        assertEquals(WorkingHours.DEFAULT, Settings.read(folder).workingHours());
        assertEquals(WorkingHours.DEFAULT, Settings.read(null).workingHours());
    }

    @Test
    void anOfficeSetsItsOwnWorkingHours() throws IOException {
        Files.writeString(folder.resolve("hours.json"), "{\"workingHours\": [\"08:30-12:00\", \"14:30-17:30\"]}");
        assertEquals(
                new WorkingHours(List.of(Interval.of("08:30", "12:00"), Interval.of("14:30", "17:30"))),
                Settings.read(folder).workingHours());
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "{",
                "{}",
                "{\"hours\": []}",
                "{\"workingHours\": []}",
                "{\"workingHours\": null}",
                "{\"workingHours\": [null]}",
                "{\"workingHours\": [\"9-12\"]}",
                "{\"workingHours\": [\"09:00\"]}",
                "{\"workingHours\": [\"12:00-09:00\"]}",
                "{\"workingHours\": [\"14:00-18:00\", \"09:00-12:00\"]}",
                "{\"workingHours\": [\"09:00-14:00\", \"12:00-18:00\"]}"
            })
    void unusableWorkingHoursAreRefusedWithTheFileAndWhatWouldBeRight(String json) throws IOException {
        Files.writeString(folder.resolve("hours.json"), json);
        DubanException e = assertThrows(DubanException.class, () -> Settings.read(folder));
        assertEquals(ErrorCode.CONFIGURATION_INVALID, e.code());
        assertEquals("hours.json", e.problems().get(0).field());
        assertTrue(e.getMessage().contains("09:00-12:00"), e.getMessage());
    }
}
