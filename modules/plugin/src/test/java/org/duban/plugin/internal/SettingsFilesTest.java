package org.duban.plugin.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.awaitility.Awaitility;
import org.duban.api.plugin.PluginStatus;
import org.duban.api.plugin.PluginStatus.Kind;
import org.duban.api.plugin.PluginStatus.State;
import org.duban.spi.channel.Channel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.osgi.framework.ServiceReference;

/** Configuration files that come, change and go in a real framework with a Configuration Admin and a metatype service. */
class SettingsFilesTest {

    private static final String PID = "org.example.sms";
    private static final String FILE = PID + ".cfg";

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

    private PluginStatus dropChannel() throws Exception {
        return hot.drop(
                "sms.jar",
                PluginJar.channel(PID, "1.0.0", true).declared(PID, false).bytes());
    }

    /** Configurations reach components on a thread of the Configuration Admin. */
    private void awaitChannelWith(String setting) {
        Awaitility.await().until(() -> hot.channel().orElse("none"), channel -> channel.contains(setting));
    }

    @Test
    void aPluginWaitsForItsConfigurationAndForItAgainWhenItIsRemoved() throws Exception {
        PluginStatus waiting = dropChannel();
        assertEquals(State.WAITING, waiting.state());
        assertEquals("缺少配置 org.example.sms", waiting.reason());

        PluginStatus configured = hot.configure(FILE, "host=mail.example.org\nport=2525\n");
        assertEquals(new PluginStatus(FILE, Kind.CONFIGURATION, PID, "", State.ACTIVE, "", HotPlug.NOW), configured);
        Awaitility.await().until(() -> hot.is("sms.jar", State.ACTIVE));
        awaitChannelWith("host=mail.example.org");
        awaitChannelWith("port=2525");

        assertEquals(State.REMOVED, hot.remove(hot.config.resolve(FILE)).state());
        Awaitility.await().until(() -> hot.is("sms.jar", State.WAITING));
        assertNull(hot.channelReference());
    }

    @Test
    void aConfigurationWaitsForItsPlugin() throws Exception {
        PluginStatus waiting = hot.configure(FILE, "host=mail.example.org\n");
        assertEquals(State.WAITING, waiting.state());
        assertEquals("没有组件使用配置 org.example.sms，相应的插件尚未安装", waiting.reason());
        assertEquals(State.ACTIVE, dropChannel().state(), "its configuration is there before it is started");
        assertEquals(State.ACTIVE, hot.seen(FILE).state());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "port=25 | 缺少 host（服务器）",
                "host= | 缺少 host（服务器）",
                "host=a,hots=b | 没有配置项 hots，是否应为 host",
                "host=a,prot=b | 没有配置项 prot，是否应为 port",
                "host=a,port=x | port（端口） 应为整数，现为 x",
                "host=a,port=0 | port（端口） 超出范围，应为 1 至 65535，现为 0",
                "host=a,port=70000 | port（端口） 超出范围，应为 1 至 65535，现为 70000",
                "host=a,security=ssl | security 应为以下之一：none、tls，现为 ssl",
                "host=a,verbose=yes | verbose 应为 true 或 false，现为 yes",
                "host=a,subject=0123456789a | subject 超出范围，应为 不大于 10 个字符，现为 0123456789a",
                "host=a,host=b | host 出现了两次",
                "host=a,port=${env:NO_SUCH_VARIABLE} | port：没有环境变量 NO_SUCH_VARIABLE",
            })
    void aMistakeIsRefusedWithItsKeyAndWhatWouldBeRight(String lines, String reason) throws Exception {
        dropChannel();
        PluginStatus refused = hot.configure(FILE, lines.replace(',', '\n'));
        assertEquals(State.REFUSED, refused.state());
        assertEquals(reason, refused.reason());
        assertEquals(State.WAITING, hot.seen("sms.jar").state(), "nothing was applied");
    }

    @Test
    void everyMistakeIsToldUpToThree() throws Exception {
        dropChannel();
        String reason = hot.configure(FILE, "copies=1,2,3\nport=x\nverbose=1\nsecurity=ssl\n")
                .reason();
        assertTrue(reason.startsWith("copies 最多 2 个，现有 3 个；"), reason);
        assertTrue(reason.endsWith("；等 5 处"), reason);
    }

    @Test
    void aWrongFileLeavesTheLastRightOneInForceAndSaysSo() throws Exception {
        hot.configure(FILE, "host=first\n");
        dropChannel();
        PluginStatus wrong = hot.configure(FILE, "host=second\nport=x\n");
        assertEquals(State.REFUSED, wrong.state());
        assertEquals("port（端口） 应为整数，现为 x；仍在使用此前的配置", wrong.reason());
        awaitChannelWith("host=first");
        assertEquals(State.ACTIVE, hot.configure(FILE, "host=second\n").state());
        awaitChannelWith("host=second");
    }

    @Test
    void aPasswordIsNeverShown() throws Exception {
        dropChannel();
        String tooShort = hot.configure(FILE, "host=a\npassword=s3cret\n").reason();
        assertTrue(tooShort.startsWith("password（密码） 超出范围"), tooShort);
        String misspelt = hot.configure(FILE, "host=a\npasword=s3cret\n").reason();
        assertTrue(misspelt.contains("是否应为 password"), misspelt);
        assertFalse((tooShort + misspelt).contains("s3cret"));
        Files.writeString(hot.config.resolve("secret.txt"), "s3cret");
        String elsewhere =
                hot.configure(FILE, "host=a\nport=${file:secret.txt}\n").reason();
        assertEquals("port（端口） 应为整数，现为 ${file:secret.txt}", elsewhere);
    }

    @Test
    void valuesStandElsewhereAndAreReadAgainWhenTheyChangeThere() throws Exception {
        dropChannel();
        PluginStatus missing = hot.configure(FILE, "host=a\npassword=${file:secrets/sms.txt}\n");
        assertEquals(State.REFUSED, missing.state());
        assertTrue(missing.reason().startsWith("password：${file:secrets/sms.txt} "), missing::reason);

        Files.createDirectories(hot.config.resolve("secrets"));
        Files.writeString(hot.config.resolve("secrets/sms.txt"), "first-secret\n");
        assertEquals(State.ACTIVE, hot.seen(FILE).state());
        awaitChannelWith("password=first-secret");
        Files.writeString(hot.config.resolve("secrets/sms.txt"), "another-secret\n");
        hot.plugins().scan();
        awaitChannelWith("password=another-secret");
    }

    @Test
    void valuesHaveTheirDeclaredTypes() throws Exception {
        dropChannel();
        hot.configure(
                FILE, "\uFEFFhost=短信网关\ncopies=3, 4\ntags=a\\\\,b, c\nverbose=true\nservice.ranking=7\nsubject=a,b\n");
        awaitChannelWith("host=短信网关");
        ServiceReference<Channel> channel = hot.channelReference();
        assertEquals(List.of(3L, 4L), List.of((Long[]) channel.getProperty("copies")));
        assertEquals(List.of("a,b", "c"), channel.getProperty("tags"));
        assertEquals(true, channel.getProperty("verbose"));
        assertEquals(7, channel.getProperty("service.ranking"));
        assertEquals("a,b", channel.getProperty("subject"));
    }

    @Test
    void ofSomePluginsThereMayBeSeveralConfigurationsEachWithAName() throws Exception {
        hot.drop(
                "sms.jar",
                PluginJar.channel(PID, "1.0.0", true).declared(PID, true).bytes());
        assertEquals(
                "org.example.sms 可以有多个配置，文件名应为 org.example.sms~名称.cfg",
                hot.configure(FILE, "host=a\n").reason());
        hot.remove(hot.config.resolve(FILE));
        PluginStatus one = hot.configure(PID + "~north.cfg", "host=north\n");
        assertEquals(PID + "~north", one.id());
        assertEquals(State.ACTIVE, one.state());
        hot.configure(PID + "~south.cfg", "host=south\n");
        Awaitility.await()
                .until(() ->
                        hot.context().getServiceReferences(Channel.class, null).size() == 2);
        hot.remove(hot.config.resolve(PID + "~north.cfg"));
        awaitChannelWith("host=south");
    }

    @Test
    void whereThereIsOneOnlyANameIsRefused() throws Exception {
        dropChannel();
        assertEquals(
                "org.example.sms 只有一个配置，文件名应为 org.example.sms.cfg",
                hot.configure(PID + "~north.cfg", "host=a\n").reason());
    }

    @Test
    void aPluginThatDoesntDeclareItsSettingsGetsThemAsTextAndItIsTold() throws Exception {
        hot.drop("sms.jar", PluginJar.channel(PID, "1.0.0", true).bytes());
        PluginStatus unchecked = hot.configure(FILE, "host=a\nport=25\n");
        assertEquals(State.ACTIVE, unchecked.state());
        assertEquals("没有配置项的声明，未经检查", unchecked.reason());
        awaitChannelWith("port=25");
    }

    @Test
    void whatAComponentThinksOfItsConfigurationIsTheReasonOfBoth() throws Exception {
        dropChannel();
        hot.configure(FILE, "host=nowhere\n");
        Awaitility.await().until(() -> hot.channelReference() != null);
        assertNull(hot.context().getService(hot.channelReference()), "it can't be made");
        Awaitility.await().until(() -> hot.is("sms.jar", State.REFUSED));
        String plugin = hot.seen("sms.jar").reason();
        assertTrue(plugin.contains("host nowhere can't be reached"), plugin);
        String configuration = hot.seen(FILE).reason();
        assertTrue(configuration.contains("host nowhere can't be reached"), configuration);
    }

    @Test
    void aReplacedPluginsDeclarationIsWhatCounts() throws Exception {
        dropChannel();
        hot.configure(FILE, "host=a\nverbose=true\n");
        hot.drop(
                "sms.jar",
                PluginJar.channel(PID, "2.0.0", true)
                        .file("OSGI-INF/metatype/channel.xml", """
                                <metatype:MetaData xmlns:metatype="http://www.osgi.org/xmlns/metatype/v1.4.0">
                                  <OCD id="sample" name="Sample"><AD id="host" type="String"/></OCD>
                                  <Designate pid="org.example.sms"><Object ocdref="sample"/></Designate>
                                </metatype:MetaData>
                                """)
                        .bytes());
        PluginStatus refused = hot.seen(FILE);
        assertEquals(State.REFUSED, refused.state());
        assertTrue(refused.reason().startsWith("没有配置项 verbose"), refused::reason);
    }

    @Test
    void whatIsNoConfigurationIsPassedOver() throws Exception {
        Files.writeString(hot.config.resolve("access.json"), "{");
        Files.writeString(hot.config.resolve(".org.example.sms.cfg"), "x");
        hot.plugins().scan();
        assertEquals(List.of(), hot.plugins().all());
        Files.write(hot.config.resolve("latin.cfg"), new byte[] {'a', '=', (byte) 0xe9});
        assertEquals("不是 UTF-8 文本", hot.seen("latin.cfg").reason());
    }
}
