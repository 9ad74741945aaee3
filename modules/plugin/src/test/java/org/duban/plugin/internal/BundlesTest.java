package org.duban.plugin.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Hashtable;
import java.util.List;
import org.awaitility.Awaitility;
import org.duban.api.plugin.PluginStatus;
import org.duban.api.plugin.PluginStatus.Kind;
import org.duban.api.plugin.PluginStatus.State;
import org.duban.spi.contact.Contacts;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;

/** Jars that come, change and go in a real framework. */
class BundlesTest {

    @TempDir
    Path folder;

    private HotPlug hot;

    @BeforeEach
    void start() throws Exception {
        hot = HotPlug.started(folder);
    }

    @AfterEach
    void stop() throws Exception {
        hot.close();
    }

    @Test
    void aJarIsInUseReplacedAndRemoved() throws Exception {
        PluginStatus first = hot.drop(
                "sms.jar", PluginJar.channel("org.example.sms", "1.0.0", false).bytes());
        assertEquals(
                new PluginStatus("sms.jar", Kind.BUNDLE, "org.example.sms", "1.0.0", State.ACTIVE, "", HotPlug.NOW),
                first);
        assertEquals("1.0.0", hot.channelReference().getProperty("version"));

        PluginStatus second = hot.drop(
                "sms.jar", PluginJar.channel("org.example.sms", "1.1.0", false).bytes());
        assertEquals(State.ACTIVE, second.state());
        assertEquals("1.1.0", second.version());
        assertEquals("1.1.0", hot.channelReference().getProperty("version"));
        assertEquals(List.of("org.example.sms 1.1.0"), hot.pluginBundles());

        PluginStatus gone = hot.remove(hot.plugins.resolve("sms.jar"));
        assertEquals(State.REMOVED, gone.state());
        assertEquals("org.example.sms", gone.id());
        assertNull(hot.channelReference());
        assertEquals(List.of(), hot.pluginBundles());
        assertEquals(List.of(gone), hot.plugins().all());
    }

    @Test
    void aJarIsNoticedWithoutAnyoneAsking() throws Exception {
        Files.write(
                hot.plugins.resolve("sms.jar"),
                PluginJar.channel("org.example.sms", "1.0.0", false).bytes());
        Awaitility.await().until(() -> hot.is("sms.jar", State.ACTIVE));
        Files.delete(hot.plugins.resolve("sms.jar"));
        Awaitility.await().until(() -> hot.is("sms.jar", State.REMOVED));
    }

    @Test
    void whatIsNoPluginIsPassedOver() throws Exception {
        for (String name : List.of("readme.txt", ".hidden.jar", "half.jar.part", "copy.jar.tmp")) {
            Files.writeString(hot.plugins.resolve(name), "…");
        }
        Files.createDirectory(hot.plugins.resolve("folder.jar"));
        hot.plugins().scan();
        assertEquals(List.of(), hot.plugins().all());
    }

    @Test
    void whatCantBeUsedTakesThePlaceOfNothingAndSaysThatTheOldVersionIsStopped() throws Exception {
        byte[] good = PluginJar.channel("org.example.sms", "1.0.0", false).bytes();
        hot.drop("sms.jar", good);
        PluginStatus truncated = hot.drop("sms.jar", Arrays.copyOf(good, good.length - 30));
        assertEquals(State.REFUSED, truncated.state());
        assertEquals("jar 不完整或已损坏；原来的 1.0.0 已停用", truncated.reason());
        assertNull(hot.channelReference());
        assertEquals(State.ACTIVE, hot.drop("sms.jar", good).state());
        assertNotNull(hot.channelReference());
    }

    @Test
    void aJarForANewerOrOlderApiIsRefusedWithBothVersions() throws Exception {
        assertEquals(
                "需要 org.duban.spi.channel [2.0,3.0)，本系统提供 1.0.0（该插件为更新的接口编译）",
                importing("org.duban.spi.channel;version=\"[2.0,3)\""));
        assertEquals(
                "需要 org.duban.spi.channel [0.9,1.0)，本系统提供 1.0.0（该插件为更旧的接口编译）",
                importing("org.duban.spi.channel;version=\"[0.9,1)\""));
        assertEquals(
                "需要 org.duban.spi.future [1.0,2.0)，本系统没有这个包（该插件为别的版本的接口编译）",
                importing("org.duban.spi.future;version=\"[1.0,2)\""));
        assertEquals(List.of(), hot.pluginBundles());
        assertEquals("", importing("org.duban.spi.channel;version=\"[9,10)\";resolution:=optional"));
    }

    private String importing(String packages) throws Exception {
        return hot.drop(
                        "api.jar",
                        PluginJar.named("org.example.api", "1.0.0")
                                .header("Import-Package", packages)
                                .bytes())
                .reason();
    }

    @Test
    void ofTwoFilesWithOneNameTheFirstIsUsedAndTheOtherOnceTheFirstIsGone() throws Exception {
        hot.drop(
                "sms-1.0.jar",
                PluginJar.channel("org.example.sms", "1.0.0", false).bytes());
        PluginStatus second = hot.drop(
                "sms-1.1.jar",
                PluginJar.channel("org.example.sms", "1.1.0", false).bytes());
        assertEquals(State.REFUSED, second.state());
        assertEquals("与 sms-1.0.jar 同名（org.example.sms），请删除其中一个", second.reason());
        hot.remove(hot.plugins.resolve("sms-1.0.jar"));
        assertEquals(State.ACTIVE, hot.seen("sms-1.1.jar").state());
        assertEquals("1.1.0", hot.channelReference().getProperty("version"));
    }

    @Test
    void noFileTakesTheNameOfABundleOfDuban() throws Exception {
        PluginStatus impostor =
                hot.drop("form.jar", PluginJar.named("org.duban.form", "9.0.0").bytes());
        assertEquals(State.REFUSED, impostor.state());
        assertTrue(impostor.reason().startsWith("与系统中的组件包同名（org.duban.form "), impostor::reason);
        assertEquals(Bundle.ACTIVE, hot.bundle("org.duban.form").getState());
    }

    @Test
    void aJarWaitsForAnotherOnesPackageAndIsStartedWhenItComesAndStoppedWhenItGoes() throws Exception {
        byte[] user = PluginJar.named("org.example.user", "1.0.0")
                .header("Import-Package", "org.example.lib;version=\"[1.0,2)\"")
                .bytes();
        PluginStatus lonely = hot.drop("a-user.jar", user);
        assertEquals(State.REFUSED, lonely.state());
        assertEquals("缺少包 org.example.lib [1.0,2.0)", lonely.reason());

        byte[] library = PluginJar.named("org.example.lib", "1.0.0")
                .header("Export-Package", "org.example.lib;version=\"1.0.0\"")
                .file("org/example/lib/readme.txt", "a package")
                .bytes();
        assertEquals(State.ACTIVE, hot.drop("b-lib.jar", library).state());
        assertEquals(State.ACTIVE, hot.seen("a-user.jar").state());

        hot.remove(hot.plugins.resolve("b-lib.jar"));
        assertEquals("缺少包 org.example.lib [1.0,2.0)", hot.seen("a-user.jar").reason());
        hot.drop("b-lib.jar", library);
        assertEquals(State.ACTIVE, hot.seen("a-user.jar").state());
    }

    @Test
    void anotherJavaIsNamed() throws Exception {
        PluginStatus tooNew = hot.drop(
                "future.jar",
                PluginJar.named("org.example.future", "1.0.0")
                        .header("Require-Capability", "osgi.ee;filter:=\"(&(osgi.ee=JavaSE)(version=99))\"")
                        .bytes());
        assertEquals(State.REFUSED, tooNew.state());
        assertEquals("需要 Java 99，本系统为 " + System.getProperty("java.specification.version"), tooNew.reason());
    }

    @Test
    void whatAnActivatorThrowsIsTheReasonAndHarmsNoOther() throws Exception {
        PluginStatus throwing = hot.drop(
                "a-throwing.jar",
                PluginJar.named("org.example.throwing", "1.0.0")
                        .header("Bundle-Activator", "org.duban.plugin.sample.ThrowingActivator")
                        .header("Import-Package", "org.osgi.framework")
                        .type("org.duban.plugin.sample.ThrowingActivator")
                        .bytes());
        assertEquals(State.REFUSED, throwing.state());
        assertEquals("启动失败：the gateway's licence has expired", throwing.reason());
        assertEquals(
                State.ACTIVE,
                hot.drop(
                                "sms.jar",
                                PluginJar.channel("org.example.sms", "1.0.0", false)
                                        .bytes())
                        .state());
    }

    @Test
    void aMissingClassIsNamed() throws Exception {
        PluginStatus incomplete = hot.drop(
                "incomplete.jar",
                PluginJar.named("org.example.incomplete", "1.0.0")
                        .header("Bundle-Activator", "org.example.Nowhere")
                        .bytes());
        assertEquals(State.REFUSED, incomplete.state());
        assertTrue(incomplete.reason().contains("org.example.Nowhere"), incomplete::reason);
    }

    @Test
    void aComponentDescriptionThatCantBeReadIsTold() throws Exception {
        PluginStatus broken = hot.drop(
                "broken.jar",
                PluginJar.named("org.example.broken", "1.0.0")
                        .header("Service-Component", "OSGI-INF/channel.xml")
                        .file("OSGI-INF/channel.xml", "<scr:component")
                        .bytes());
        assertEquals(State.REFUSED, broken.state());
        assertEquals("组件描述（Service-Component）无法读取", broken.reason());
    }

    @Test
    void aJarWaitsForAServiceThatItNeedsAndIsInUseOnceItIsThere() throws Exception {
        PluginStatus waiting = hot.drop(
                "asking.jar",
                PluginJar.channel("org.example.asking", "1.0.0", false)
                        .file("OSGI-INF/channel.xml", """
                                <scr:component xmlns:scr="http://www.osgi.org/xmlns/scr/v1.4.0" name="asking">
                                  <reference name="contacts" interface="org.duban.spi.contact.Contacts"/>
                                  <service><provide interface="org.duban.spi.channel.Channel"/></service>
                                  <implementation class="org.duban.plugin.sample.SampleChannel"/>
                                </scr:component>
                                """)
                        .bytes());
        assertEquals(State.WAITING, waiting.state());
        assertEquals("缺少服务 org.duban.spi.contact.Contacts", waiting.reason());
        hot.context().registerService(Contacts.class, person -> List.of(), null);
        Awaitility.await().until(() -> hot.is("asking.jar", State.ACTIVE));
    }

    @Test
    void aJarWithFormTypesThatCantBeUsedSaysSo() throws Exception {
        PluginStatus doubtful = hot.drop(
                "forms.jar",
                PluginJar.named("org.example.forms", "1.0.0")
                        .header("Duban-Forms", "forms/*.json")
                        .file("forms/a.json", "{}")
                        .bytes());
        assertEquals(State.ACTIVE, doubtful.state());
        assertTrue(doubtful.reason().startsWith("forms/a.json："), doubtful::reason);
    }

    @Test
    void whatAnEarlierRunLeftBehindIsUninstalled() throws Exception {
        hot.drop("sms.jar", PluginJar.channel("org.example.sms", "1.0.0", false).bytes());
        Bundle before = hot.bundle("org.example.sms");
        Bundle module = hot.bundle("org.duban.plugin");
        module.stop();
        assertEquals(Bundle.UNINSTALLED, before.getState());
        hot.context()
                .installBundle(
                        BundleFiles.LOCATION + "old.jar",
                        new ByteArrayInputStream(
                                PluginJar.named("org.example.old", "1.0.0").bytes()));
        module.start();
        Awaitility.await().until(() -> hot.pluginBundles().equals(List.of("org.example.sms 1.0.0")));
    }

    @Test
    void noPluginsCodeRunsBeforeAJournalIsOpen(@TempDir Path other) throws Exception {
        try (HotPlug early = new HotPlug(other, 10_000)) {
            byte[] jar = PluginJar.channel("org.example.sms", "1.0.0", false).bytes();
            PluginStatus waiting = early.drop("sms.jar", jar);
            assertEquals(State.WAITING, waiting.state());
            assertEquals(Bundle.RESOLVED, early.bundle("org.example.sms").getState());
            early.openJournal();
            assertEquals(State.ACTIVE, early.seen("sms.jar").state());
        }
    }

    @Test
    void aTrialNeedsNoJournal(@TempDir Path other) throws Exception {
        try (HotPlug trial = new HotPlug(other, 10_000, true)) {
            byte[] jar = PluginJar.channel("org.example.sms", "1.0.0", false).bytes();
            assertEquals(State.ACTIVE, trial.drop("sms.jar", jar).state());
        }
    }

    @Test
    void aPluginThatDoesntComeBackKeepsNobodyWaitingAndIsInUseOnceItDoes(@TempDir Path other) throws Exception {
        try (HotPlug patient = new HotPlug(other, 500)) {
            patient.openJournal();
            PluginStatus hanging = patient.drop("a-hanging.jar", hanging());
            assertEquals(State.WAITING, hanging.state());
            assertEquals("启动已超过 500 毫秒，插件还没有返回", hanging.reason());
            byte[] sms = PluginJar.channel("org.example.sms", "1.0.0", false).bytes();
            assertEquals(State.ACTIVE, patient.drop("sms.jar", sms).state());
            assertEquals(
                    State.WAITING,
                    patient.remove(patient.plugins.resolve("a-hanging.jar")).state());
            Hashtable<String, Object> release = new Hashtable<>();
            release.put("release", true);
            patient.context().registerService(Object.class, new Object(), release);
            Awaitility.await().until(() -> patient.is("a-hanging.jar", State.REMOVED));
        }
    }

    @Test
    void aPluginThatDoesntComeBackKeepsTheModuleFromStoppingNoLongerThanTheLimit(@TempDir Path other) throws Exception {
        HotPlug patient = new HotPlug(other, 500);
        patient.openJournal();
        patient.drop("a-hanging.jar", hanging());
        byte[] sms = PluginJar.channel("org.example.sms", "1.0.0", false).bytes();
        patient.drop("sms.jar", sms);
        Bundle module = patient.bundle("org.duban.plugin");
        module.stop();
        assertEquals(Bundle.RESOLVED, module.getState());
        assertNull(patient.channelReference(), "the other plugin has been stopped");
        Hashtable<String, Object> release = new Hashtable<>();
        release.put("release", true);
        patient.context().registerService(Object.class, new Object(), release);
        patient.close();
    }

    private static byte[] hanging() throws Exception {
        return PluginJar.named("org.example.hanging", "1.0.0")
                .header("Bundle-Activator", "org.duban.plugin.sample.HangingActivator")
                .header("Import-Package", "org.osgi.framework")
                .type("org.duban.plugin.sample.HangingActivator")
                .bytes();
    }

    @Test
    void whatHasNotChangedIsLeftAloneAndAnInterruptionIsKept() throws Exception {
        byte[] jar = PluginJar.channel("org.example.sms", "1.0.0", false).bytes();
        Thread.currentThread().interrupt();
        hot.plugins().scan();
        assertTrue(Thread.interrupted());
        assertEquals(State.ACTIVE, hot.drop("sms.jar", jar).state());
        Bundle before = hot.bundle("org.example.sms");
        hot.plugins().scan();
        assertSame(before, hot.bundle("org.example.sms"), "what hasn't changed is left alone");
    }
}
