package org.duban.form.internal;

import static org.duban.form.internal.FormTypesServiceTest.definition;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNotSame;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.felix.scr.info.ScrInfo;
import org.duban.api.form.FormType;
import org.duban.api.form.FormTypes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.FrameworkUtil;
import org.osgi.service.component.ComponentConstants;
import org.osgi.util.function.Function;
import org.osgi.util.promise.Promise;
import org.osgi.util.tracker.ServiceTracker;

/** The bundle as it is built: it needs Jackson's bundles, SLF4J and a component runtime, and brings its validator itself. */
class FormBundleTest {

    @TempDir
    Path storage;

    @Test
    void resolvesWithJacksonAloneAndChecksAForm() throws Exception {
        try (Felix felix = new Felix(storage)) {
            List<Bundle> bundles = new ArrayList<>();
            for (Class<?> type : List.of(
                    JsonInclude.class,
                    JsonFactory.class,
                    ObjectMapper.class,
                    Function.class,
                    Promise.class,
                    ComponentConstants.class,
                    ScrInfo.class,
                    FormTypesService.class)) {
                bundles.add(felix.installBundleOf(type));
            }
            bundles.add(felix.install(
                    "forms", Felix.bundle("forms", "forms/*.json", Map.of("forms/a.json", definition("a", 1, "甲")))));
            for (Bundle bundle : bundles) {
                bundle.start();
            }

            ServiceTracker<FormTypes, FormTypes> tracker =
                    new ServiceTracker<>(felix.framework().getBundleContext(), FormTypes.class, null);
            tracker.open();
            FormTypes types = tracker.waitForService(10_000);
            assertNotNull(types);
            assertNotSame(
                    FormTypesService.class.getClassLoader(), types.getClass().getClassLoader());
            assertEquals(
                    "org.duban.form", FrameworkUtil.getBundle(types.getClass()).getSymbolicName());

            FormType type = types.find("a").orElseThrow();
            assertEquals(List.of(), types.check(type, "{\"place\":\"秀川街道\"}"));
            assertEquals("「地点」类型不对", types.check(type, "{\"place\":1}").get(0).messageZh());
            FormType dated =
                    types.read(definition("b", 1, "乙").replace("\"string\"", "\"string\",\"format\":\"date-time\""));
            assertEquals(List.of(), types.check(dated, "{\"place\":\"2026-11-23T09:30:00+08:00\"}"));
            assertEquals(
                    "「地点」格式不对", types.check(dated, "{\"place\":\"昨天\"}").get(0).messageZh());
        }
    }
}
