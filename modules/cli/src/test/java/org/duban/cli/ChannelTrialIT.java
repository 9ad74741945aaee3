package org.duban.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Objects;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.duban.api.notice.Notice.Outcome;
import org.duban.cli.sample.SampleChannel;
import org.duban.embed.internal.ChannelTrial;
import org.duban.journal.internal.SqliteJournal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code duban channel test} by the jar that administrators get, with a real plugin in a real framework. */
class ChannelTrialIT {

    private static final String PID = "org.example.sample";

    @TempDir
    Path folder;

    @Test
    void theChannelAnswersEvenWhileTheDataDirectoryIsInUse() throws Exception {
        Path data = configured();
        plugin(Files.createDirectories(data.resolve("plugins")));
        try (SqliteJournal journal = SqliteJournal.open(data)) {
            assertEquals(
                    new Line(0, "已接收：mail.example.org li@example.org 督办测试消息\n", ""),
                    test("data", "sample", "--to", "li@example.org"));
            assertEquals(0, journal.head(), "and writes nothing there");
        }
        assertEquals(new Line(1, "稍后再试：请 稍候\n", ""), test("data", "sample", "--to", "busy"));
        assertEquals(new Line(1, "拒收：没有这个地址\n", ""), test("data", "sample", "--to", "unknown"));
        assertEquals(new Line(1, "通道故障：IllegalStateException: 连接中断\n", ""), test("data", "sample", "--to", "broken"));
        try (Stream<Path> left = Files.list(folder.resolve("tmp"))) {
            assertFalse(left.anyMatch(path -> path.getFileName().toString().startsWith("duban-trial-")));
        }
    }

    @Test
    void whereThereIsNoSuchChannelItSaysWhatThereIsAndWhyThatIsNotInUse() throws Exception {
        Path data = Files.createDirectories(folder.resolve("data"));
        plugin(Files.createDirectories(folder.resolve("elsewhere")));
        Line unconfigured = test("data", "sample", "--plugins", "elsewhere");
        assertEquals(1, unconfigured.code(), unconfigured::err);
        assertTrue(unconfigured.out().startsWith("没有通道 sample；"), unconfigured::out);
        assertTrue(unconfigured.out().contains("等待  插件  sample.jar  " + PID + " 1.0.0"), unconfigured::out);
        assertTrue(unconfigured.out().contains("缺少配置"), unconfigured::out);

        Path config = Files.createDirectories(folder.resolve("other/config"));
        Files.writeString(config.resolve(PID + ".cfg"), "host = mail.example.org\n");
        Line misspelt = test("other", "smaple", "--plugins", "elsewhere");
        assertEquals(1, misspelt.code(), misspelt::err);
        assertTrue(misspelt.out().contains("现有通道：sample"), misspelt::out);

        Line none = test("data", "sample");
        assertEquals(1, none.code(), none::err);
        assertTrue(none.out().contains("其中没有插件和配置文件"), none::out);
        assertFalse(Files.exists(data.resolve("plugins")), "it makes nothing");
    }

    @Test
    void aChannelThatDoesntComeBackIsAFault() throws Exception {
        Path data = configured();
        Path plugins = Files.createDirectories(data.resolve("plugins"));
        plugin(plugins);
        ChannelTrial trial = new ChannelTrial(
                data.resolve("config"), plugins, Line.CLOCK, ZoneId.of("Asia/Shanghai"), Duration.ofSeconds(1));
        ChannelTrial.Result result = trial.send("sample", "hanging");
        assertEquals(Outcome.FAULT, result.outcome());
        assertEquals("超过 1 秒没有答复", result.detail());
    }

    @Test
    void aFolderThatIsNotThereIsRefused() throws Exception {
        Files.createDirectories(folder.resolve("data"));
        for (Line line : new Line[] {test("nowhere", "sample"), test("data", "sample", "--plugins", "nowhere")}) {
            assertEquals(2, line.code());
            assertTrue(line.err().contains("没有这个文件夹"), line::err);
        }
        assertEquals(2, test("data").code());
    }

    private Path configured() throws Exception {
        Path data = folder.resolve("data");
        Path config = Files.createDirectories(data.resolve("config"));
        Files.writeString(config.resolve(PID + ".cfg"), "host = mail.example.org\n");
        return data;
    }

    private Line test(String... arguments) throws Exception {
        String[] all = Stream.concat(Stream.of("channel", "test"), Stream.of(arguments))
                .toArray(String[]::new);
        return Executable.in(folder).run("", all);
    }

    /** A bundle with a component that offers the channel {@code sample} once it is configured. */
    private static void plugin(Path plugins) throws Exception {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().putValue("Manifest-Version", "1.0");
        manifest.getMainAttributes().putValue("Bundle-ManifestVersion", "2");
        manifest.getMainAttributes().putValue("Bundle-SymbolicName", PID);
        manifest.getMainAttributes().putValue("Bundle-Version", "1.0.0");
        manifest.getMainAttributes()
                .putValue(
                        "Import-Package",
                        "org.duban.api.notice;version=\"[1,2)\",org.duban.spi.channel;version=\"[1,2)\","
                                // Packed into one jar, SLF4J still is what it was.
                                + "org.slf4j;version=\"[2,3)\"");
        manifest.getMainAttributes().putValue("Service-Component", "OSGI-INF/channel.xml");
        String type = SampleChannel.class.getName();
        String file = type.replace('.', '/') + ".class";
        try (OutputStream out = Files.newOutputStream(plugins.resolve("sample.jar"));
                JarOutputStream jar = new JarOutputStream(out, manifest);
                InputStream compiled = Objects.requireNonNull(
                        SampleChannel.class.getClassLoader().getResourceAsStream(file))) {
            jar.putNextEntry(new ZipEntry(file));
            compiled.transferTo(jar);
            jar.putNextEntry(new ZipEntry("OSGI-INF/channel.xml"));
            jar.write("""
                    <scr:component xmlns:scr="http://www.osgi.org/xmlns/scr/v1.4.0" name="%s" init="1"
                        configuration-policy="require">
                      <property name="duban.channel" value="sample"/>
                      <service><provide interface="org.duban.spi.channel.Channel"/></service>
                      <implementation class="%s"/>
                    </scr:component>
                    """.formatted(PID, type).getBytes(StandardCharsets.UTF_8));
        }
    }
}
