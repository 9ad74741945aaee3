package org.duban.calendar.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.duban.api.DubanException;
import org.duban.api.ErrorCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.BundleContext;

class ConfiguredFolderTest {

    @TempDir
    Path folder;

    @Test
    void the_components_own_property_comes_before_the_frameworks() {
        importInto(new CalendarService(
                framework(Map.of(
                        CalendarService.FOLDER_PROPERTY,
                        folder.resolve("framework").toString())),
                Map.of(
                        CalendarService.FOLDER_PROPERTY,
                        folder.resolve("component").toString())));
        assertTrue(Files.exists(folder.resolve("component/notices.txt")));
    }

    @Test
    void the_frameworks_property_is_enough() {
        importInto(new CalendarService(
                framework(Map.of(
                        CalendarService.FOLDER_PROPERTY,
                        folder.resolve("framework").toString())),
                Map.of()));
        assertTrue(Files.exists(folder.resolve("framework/notices.txt")));
    }

    @Test
    void without_either_the_shipped_notices_are_there_and_nothing_can_be_imported() {
        CalendarService calendars = new CalendarService(framework(Map.of()), Map.of());
        assertEquals(new CalendarService().notices(), calendars.notices());
        assertEquals(
                ErrorCode.DATA_DIRECTORY_UNUSABLE,
                assertThrows(DubanException.class, () -> importInto(calendars)).code());
    }

    private static void importInto(CalendarService calendars) {
        calendars.importNotice(Notices.forYear(2027));
    }

    /** A framework that knows its properties and nothing else. */
    private static BundleContext framework(Map<String, String> properties) {
        return (BundleContext) Proxy.newProxyInstance(
                BundleContext.class.getClassLoader(),
                new Class<?>[] {BundleContext.class},
                (proxy, method, arguments) -> {
                    assertEquals("getProperty", method.getName());
                    return properties.get(arguments[0]);
                });
    }
}
