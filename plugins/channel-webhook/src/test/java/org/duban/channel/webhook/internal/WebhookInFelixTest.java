package org.duban.channel.webhook.internal;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Dictionary;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import org.apache.felix.cm.PersistenceManager;
import org.apache.felix.framework.FrameworkFactory;
import org.apache.felix.metatype.Designate;
import org.apache.felix.scr.info.ScrInfo;
import org.duban.api.DubanException;
import org.duban.spi.channel.Channel;
import org.duban.spi.channel.Delivery;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.launch.Framework;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.ComponentConstants;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;
import org.osgi.service.log.LogService;
import org.osgi.service.metatype.AttributeDefinition;
import org.osgi.service.metatype.MetaTypeService;
import org.osgi.service.metatype.ObjectClassDefinition;

/** The built bundle in a real framework that has nothing but the API and what OSGi itself needs. */
class WebhookInFelixTest {

    /** Lent by the test, which calls these services. */
    private static final String OSGI = ",org.osgi.service.cm;version=1.6.1,org.osgi.service.metatype;version=1.4.1"
            + ",org.osgi.service.component.runtime;version=1.5.0,org.osgi.service.component.runtime.dto;version=1.5.0"
            + ",org.osgi.util.promise;version=1.3.0,org.osgi.util.function;version=1.2.0";

    @TempDir
    Path directory;

    private Framework framework;
    private Bundle bundle;
    private TestReceiver receiver;

    @BeforeEach
    void start() throws Exception {
        receiver = new TestReceiver().answering(200, Map.of(), "{\"errcode\":0,\"errmsg\":\"ok\"}");
        Map<String, String> settings = new HashMap<>();
        settings.put(Constants.FRAMEWORK_STORAGE, directory.resolve("bundles").toString());
        settings.put("felix.service.urlhandlers", "false");
        settings.put("felix.log.level", "0");
        settings.put("ds.loglevel", "0");
        settings.put(
                Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA,
                manifest(DubanException.class).getValue(Constants.EXPORT_PACKAGE) + OSGI);
        framework = new FrameworkFactory().newFramework(settings);
        framework.start();
        for (Class<?> of : List.of(
                ComponentConstants.class, LogService.class, ScrInfo.class, PersistenceManager.class, Designate.class)) {
            install(of).start();
        }
        framework.getBundleContext().registerService(InstantSource.class, Examples.CLOCK, null);
        bundle = install(WebhookChannel.class);
        bundle.start();
    }

    @AfterEach
    void stop() throws Exception {
        framework.stop();
        framework.waitForStop(0);
        receiver.close();
    }

    @Test
    @DisplayName("每个配置一个通道，编号和名称成为服务属性，秘密不会；改了就用新的，删了就没有")
    void aChannelForEachConfiguration() throws Exception {
        assertTrue(channels().isEmpty(), "no configuration, no channel");

        Configuration ding = configure("group", properties("dingtalk", "DINGTALK"));
        Configuration plain = configure("oa", properties("oa", "PLAIN"));
        await().until(() -> channels().keySet().equals(Set.of("dingtalk", "oa")));
        ServiceReference<Channel> reference = channels().get("dingtalk");
        assertEquals("钉钉督办群", reference.getProperty(Channel.NAME));
        for (String key : reference.getPropertyKeys()) {
            String value = String.valueOf(reference.getProperty(key));
            assertFalse(value.contains(Examples.TOKEN) || value.contains(Examples.SECRET), key);
        }

        assertInstanceOf(Delivery.Sent.class, send("dingtalk"));
        assertTrue(receiver.only().uri().getQuery().contains("sign="));
        assertInstanceOf(Delivery.Sent.class, send("oa"));
        assertNotNull(receiver.received().get(1).headers().getFirst("X-Duban-Signature"));

        Dictionary<String, Object> renamed = properties("ding-2", "DINGTALK");
        renamed.remove("duban.channel.name");
        ding.update(renamed);
        await().until(() -> channels().keySet().equals(Set.of("ding-2", "oa")));
        assertNull(channels().get("ding-2").getProperty(Channel.NAME), "the id is shown instead");

        plain.delete();
        await().until(() -> channels().keySet().equals(Set.of("ding-2")));
        bundle.uninstall();
        assertTrue(channels().isEmpty());
    }

    @Test
    @DisplayName("不能用的配置：通道用不了，原因说得出是哪一项，不说出秘密；改好就有")
    void aConfigurationThatCannotWorkIsToldWhy() throws Exception {
        Dictionary<String, Object> wrong = properties("oa", "PLAIN");
        wrong.put(".secret", "too-short");
        wrong.put("totalTimeoutMillis", 60_000);
        Configuration configuration = configure("oa", wrong);
        await().until(() -> failure() != null);
        assertTrue(failure().contains("配置 .secret 不能用"), failure());
        assertTrue(failure().contains("[totalTimeoutMillis = 60000] 应为：100 到 28000 的整数"), failure());
        assertFalse(failure().contains(Examples.TOKEN) || failure().contains("too-short"), failure());
        assertFalse(isUsable("oa"));

        configuration.update(properties("oa", "PLAIN"));
        await().until(() -> isUsable("oa"));
        assertNull(failure());
    }

    @Test
    @DisplayName("配置可以事先检查：每一项有中文名称和说明，秘密是口令类型，必填、默认、范围、可选值齐全")
    void theConfigurationCanBeCheckedBeforeUse() {
        BundleContext host = framework.getBundleContext();
        MetaTypeService metatype = host.getService(host.getServiceReference(MetaTypeService.class));
        assertEquals(
                List.of(WebhookChannel.PID),
                List.of(metatype.getMetaTypeInformation(bundle).getFactoryPids()));
        ObjectClassDefinition definition =
                metatype.getMetaTypeInformation(bundle).getObjectClassDefinition(WebhookChannel.PID, null);
        Map<String, AttributeDefinition> attributes = attributes(definition, ObjectClassDefinition.ALL);
        assertEquals(
                List.of(
                        ".secret",
                        ".url",
                        "connectTimeoutMillis",
                        "duban.channel",
                        "duban.channel.name",
                        "format",
                        "mentionByMobile",
                        "totalTimeoutMillis"),
                List.copyOf(attributes.keySet()));
        attributes.values().forEach(attribute -> {
            assertTrue(attribute.getName().codePoints().anyMatch(Character::isIdeographic), attribute.getID());
            assertTrue(attribute.getDescription().codePoints().anyMatch(Character::isIdeographic), attribute.getID());
        });
        assertEquals(
                List.of(".url", "duban.channel", "format"),
                List.copyOf(
                        attributes(definition, ObjectClassDefinition.REQUIRED).keySet()));
        assertEquals(AttributeDefinition.PASSWORD, attributes.get(".url").getType());
        assertEquals(AttributeDefinition.PASSWORD, attributes.get(".secret").getType());
        assertEquals(
                List.of("DINGTALK", "WECOM", "FEISHU", "PLAIN"),
                List.of(attributes.get("format").getOptionValues()));
        assertEquals(
                List.of("10000"), List.of(attributes.get("totalTimeoutMillis").getDefaultValue()));
        assertEquals("", attributes.get("totalTimeoutMillis").validate("28000"));
        assertFalse(attributes.get("totalTimeoutMillis").validate("28001").isEmpty());
    }

    private static Map<String, AttributeDefinition> attributes(ObjectClassDefinition definition, int which) {
        return Arrays.stream(definition.getAttributeDefinitions(which))
                .collect(Collectors.toMap(AttributeDefinition::getID, each -> each, (a, b) -> a, TreeMap::new));
    }

    private Configuration configure(String name, Dictionary<String, Object> properties) throws Exception {
        BundleContext host = framework.getBundleContext();
        ConfigurationAdmin admin = host.getService(host.getServiceReference(ConfigurationAdmin.class));
        Configuration configuration = admin.getFactoryConfiguration(WebhookChannel.PID, name, "?");
        configuration.update(properties);
        return configuration;
    }

    private Dictionary<String, Object> properties(String id, String format) {
        URI url = receiver.at("/robot/send?access_token=" + Examples.TOKEN);
        return new Hashtable<>(Map.of(
                "duban.channel",
                id,
                "duban.channel.name",
                "钉钉督办群",
                "format",
                format,
                ".url",
                url.toString(),
                ".secret",
                Examples.SECRET));
    }

    private Map<String, ServiceReference<Channel>> channels() throws Exception {
        return framework.getBundleContext().getServiceReferences(Channel.class, null).stream()
                .collect(Collectors.toMap(each -> (String) each.getProperty(Channel.ID), each -> each));
    }

    /** A component that failed may stay registered: then its service can't be had. */
    private boolean isUsable(String id) throws Exception {
        ServiceReference<Channel> reference = channels().get(id);
        return reference != null && framework.getBundleContext().getService(reference) != null;
    }

    private Delivery send(String id) throws Exception {
        return framework.getBundleContext().getService(channels().get(id)).send(Examples.message());
    }

    /** Why the one configured component isn't there; null when it is, or nobody has tried yet. */
    private String failure() {
        BundleContext host = framework.getBundleContext();
        ServiceComponentRuntime runtime = host.getService(host.getServiceReference(ServiceComponentRuntime.class));
        for (ComponentDescriptionDTO description : runtime.getComponentDescriptionDTOs(bundle)) {
            for (ComponentConfigurationDTO component : runtime.getComponentConfigurationDTOs(description)) {
                return component.failure;
            }
        }
        return null;
    }

    /** Installs the bundle, or the directory a bundle is built in, that a class was loaded from. */
    private Bundle install(Class<?> type) throws Exception {
        Path place = place(type);
        if (Files.isDirectory(place)) {
            return framework.getBundleContext().installBundle("reference:" + place.toUri());
        }
        try (InputStream jar = Files.newInputStream(place)) {
            return framework.getBundleContext().installBundle(place.toString(), jar);
        }
    }

    private static Path place(Class<?> type) throws Exception {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    }

    private static Attributes manifest(Class<?> type) throws Exception {
        try (JarFile jar = new JarFile(place(type).toFile())) {
            return jar.getManifest().getMainAttributes();
        }
    }
}
