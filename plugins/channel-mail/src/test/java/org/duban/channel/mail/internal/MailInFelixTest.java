package org.duban.channel.mail.internal;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Dictionary;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import org.apache.felix.cm.PersistenceManager;
import org.apache.felix.framework.FrameworkFactory;
import org.apache.felix.metatype.Designate;
import org.apache.felix.scr.info.ScrInfo;
import org.duban.api.DubanException;
import org.duban.spi.channel.Channel;
import org.duban.spi.channel.Delivery;
import org.duban.spi.channel.Message;
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
import org.osgi.framework.wiring.BundleWiring;
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
import org.osgi.util.function.Function;
import org.osgi.util.promise.Promise;

/** The built bundle in a real framework that has nothing but the API and what OSGi itself needs. */
class MailInFelixTest {

    /** What the test, which calls these services, shares with the framework. */
    private static final List<Class<?>> SHARED =
            List.of(DubanException.class, ComponentConstants.class, Promise.class, Function.class);

    private static final String CONFIGURATION =
            "org.osgi.service.cm;version=1.6.1,org.osgi.service.metatype;version=1.4.1";

    @TempDir
    Path directory;

    private final GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    private Framework framework;
    private Bundle bundle;

    @BeforeEach
    void start() throws Exception {
        server.setUser("duban@office.example", "duban", Examples.PASSWORD);
        server.start();
        Map<String, String> settings = new HashMap<>();
        settings.put(Constants.FRAMEWORK_STORAGE, directory.resolve("bundles").toString());
        settings.put("felix.service.urlhandlers", "false");
        settings.put("felix.bootdelegation.implicit", "false");
        settings.put("felix.log.level", "1");
        settings.put("ds.loglevel", "0");
        StringBuilder shared = new StringBuilder(CONFIGURATION);
        for (Class<?> type : SHARED) {
            shared.append(',').append(manifest(type).getValue(Constants.EXPORT_PACKAGE));
        }
        settings.put(Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA, shared.toString());
        framework = new FrameworkFactory().newFramework(settings);
        framework.start();
        for (Class<?> of : List.of(LogService.class, ScrInfo.class, PersistenceManager.class, Designate.class)) {
            install(of).start();
        }
        bundle = install(MailChannel.class);
        bundle.start();
    }

    @AfterEach
    void stop() throws Exception {
        framework.stop();
        framework.waitForStop(0);
        server.stop();
    }

    @Test
    @DisplayName("有配置就有通道，邮件到达，口令不是服务属性；配置删了，通道就没有了")
    void aConfiguredChannelSends() throws Exception {
        assertNull(channel(), "no configuration, no channel");
        Configuration configuration = configure(properties());
        await().until(() -> channel() != null);
        ServiceReference<Channel> reference = channel();
        assertEquals("mail", reference.getProperty(Channel.ID));
        assertEquals("邮件", reference.getProperty(Channel.NAME));
        for (String key : reference.getPropertyKeys()) {
            assertFalse(String.valueOf(reference.getProperty(key)).contains(Examples.PASSWORD), key);
        }

        assertInstanceOf(Delivery.Sent.class, send(reference, Examples.message()));
        assertEquals(1, server.getReceivedMessages().length);
        assertEquals("时限提醒：供暖改造", server.getReceivedMessages()[0].getSubject());
        assertTrue(server.getReceivedMessages()[0].getContentType().startsWith("multipart/alternative"));

        configuration.delete();
        await().until(() -> channel() == null);
        await().until(() -> Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().equals("duban-mail-timer")));
    }

    @Test
    @DisplayName("不能用的配置：通道用不了，原因说得出是哪一项，不说出口令；改好就有")
    void aConfigurationThatCannotWorkIsToldWhy() throws Exception {
        Dictionary<String, Object> wrong = properties();
        wrong.put("from", "督查室");
        wrong.put("port", "smtp");
        wrong.put("security", "SSL");
        Configuration configuration = configure(wrong);
        await().until(() -> failure() != null);
        assertTrue(failure().contains("邮件通道的配置 from 不能用 [from = 督查室] 应为：一个邮箱地址"), failure());
        assertTrue(failure().contains("配置 port 不能用"), failure());
        assertTrue(failure().contains("配置 security 不能用"), failure());
        assertFalse(failure().contains(Examples.PASSWORD), failure());
        assertFalse(isUsable());

        configuration.update(properties());
        await().until(this::isUsable);
        assertNull(failure());
    }

    @Test
    @DisplayName("说明书里的配置文件可以照抄：每一项都在，都能用")
    void theExampleInTheReadmeWorks() throws Exception {
        Properties example = new Properties();
        String readme = Files.readString(Path.of("README.md"));
        example.load(new StringReader(readme.substring(
                readme.indexOf("```properties\n") + 14,
                readme.indexOf("```\n", readme.indexOf("```properties") + 14))));
        assertEquals(attributes(ObjectClassDefinition.ALL).keySet(), new TreeSet<>(example.stringPropertyNames()));
        Dictionary<String, Object> properties = new Hashtable<>();
        example.stringPropertyNames().forEach(key -> {
            String value = example.getProperty(key);
            String mistake = attributes(ObjectClassDefinition.ALL).get(key).validate(value);
            assertTrue(mistake == null || mistake.isEmpty(), key + ": " + mistake);
            properties.put(key, value);
        });
        TestCertificate certificate = TestCertificate.of("dns:localhost", directory);
        properties.put("trustedCertificates", certificate.pem().toString());
        configure(properties);
        await().until(() -> channel() != null);
    }

    @Test
    @DisplayName("配置可以事先检查：每一项有中文名称和说明，口令是口令类型，必填、默认、范围、可选值齐全")
    void theConfigurationCanBeCheckedBeforeUse() {
        Map<String, AttributeDefinition> attributes = attributes(ObjectClassDefinition.ALL);
        attributes.values().forEach(attribute -> {
            assertTrue(attribute.getName().codePoints().anyMatch(Character::isIdeographic), attribute.getID());
            assertTrue(attribute.getDescription().codePoints().anyMatch(Character::isIdeographic), attribute.getID());
        });
        assertEquals(
                Set.of("host", "from"),
                attributes(ObjectClassDefinition.REQUIRED).keySet());
        assertEquals(AttributeDefinition.PASSWORD, attributes.get(".password").getType());
        assertEquals(
                List.of("TLS", "STARTTLS", "NONE"),
                List.of(attributes.get("security").getOptionValues()));
        assertEquals(List.of("465"), List.of(attributes.get("port").getDefaultValue()));
        assertEquals("", attributes.get("port").validate("65535"));
        assertFalse(attributes.get("port").validate("65536").isEmpty());
        assertFalse(attributes.get("totalTimeoutMillis").validate("28001").isEmpty());
    }

    private Map<String, AttributeDefinition> attributes(int which) {
        BundleContext host = framework.getBundleContext();
        MetaTypeService metatype = host.getService(host.getServiceReference(MetaTypeService.class));
        ObjectClassDefinition definition =
                metatype.getMetaTypeInformation(bundle).getObjectClassDefinition(MailChannel.PID, null);
        return Arrays.stream(definition.getAttributeDefinitions(which))
                .collect(Collectors.toMap(AttributeDefinition::getID, each -> each, (a, b) -> a, TreeMap::new));
    }

    private Configuration configure(Dictionary<String, Object> properties) throws Exception {
        BundleContext host = framework.getBundleContext();
        ConfigurationAdmin admin = host.getService(host.getServiceReference(ConfigurationAdmin.class));
        Configuration configuration = admin.getConfiguration(MailChannel.PID, "?");
        configuration.update(properties);
        return configuration;
    }

    /** Texts, as a file gives them. */
    private Dictionary<String, Object> properties() {
        return new Hashtable<>(Map.of(
                "host",
                "127.0.0.1",
                "port",
                Integer.toString(server.getSmtp().getPort()),
                "security",
                "NONE",
                "user",
                "duban",
                ".password",
                Examples.PASSWORD,
                "from",
                "duban@office.example"));
    }

    private ServiceReference<Channel> channel() {
        return framework.getBundleContext().getServiceReference(Channel.class);
    }

    /** Whether there is an instance: the component runtime keeps the registration of one whose configuration can't work. */
    private boolean isUsable() {
        ServiceReference<Channel> reference = channel();
        return reference != null && framework.getBundleContext().getService(reference) != null;
    }

    /** As the host calls it: with the plugin's class loader as the thread's. */
    private Delivery send(ServiceReference<Channel> reference, Message message) throws Exception {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(bundle.adapt(BundleWiring.class).getClassLoader());
        try {
            return framework.getBundleContext().getService(reference).send(message);
        } finally {
            thread.setContextClassLoader(before);
        }
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
        Path place = place(type);
        if (Files.isDirectory(place)) {
            try (InputStream in = Files.newInputStream(place.resolve(JarFile.MANIFEST_NAME))) {
                return new Manifest(in).getMainAttributes();
            }
        }
        try (JarFile jar = new JarFile(place.toFile())) {
            return jar.getManifest().getMainAttributes();
        }
    }
}
