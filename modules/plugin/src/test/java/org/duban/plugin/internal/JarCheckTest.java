package org.duban.plugin.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Version;

class JarCheckTest {

    @TempDir
    Path folder;

    private String refusal(byte[] content) throws IOException {
        Path file = Files.write(folder.resolve("a.jar"), content);
        return assertThrows(Refusal.class, () -> JarCheck.of(file)).reason();
    }

    @Test
    void aBundleHasANameAndAVersion() throws Exception {
        byte[] jar = PluginJar.named("org.example.a;singleton:=true", "1.2.3").bytes();
        assertEquals(
                new JarCheck("org.example.a", new Version(1, 2, 3)),
                JarCheck.of(Files.write(folder.resolve("a.jar"), jar)));
    }

    @Test
    void anythingElseIsRefusedWithItsReason() throws IOException {
        assertEquals("不是 jar 文件", refusal("no jar".getBytes(StandardCharsets.UTF_8)));
        assertEquals("不是 jar 文件", refusal(new byte[0]));
        assertEquals(
                "不是 OSGi 组件包：清单中没有 Bundle-SymbolicName",
                refusal(PluginJar.plain().bytes()));
        assertEquals(
                "Bundle-Version 不是版本号：eins",
                refusal(PluginJar.named("org.example.a", "eins").bytes()));
        assertEquals(
                "片段（Fragment-Host）不能作为插件",
                refusal(PluginJar.named("org.example.a", "1.0.0")
                        .header("Fragment-Host", "org.duban.form")
                        .bytes()));
        assertEquals(
                "自带了督办接口 org.duban.spi.channel 的副本，应由系统提供（编译范围用 provided）",
                refusal(PluginJar.named("org.example.a", "1.0.0")
                        .type("org.duban.spi.channel.Channel")
                        .bytes()));
    }

    @Test
    void aJarIsIncompleteWhereverItIsCut() throws IOException {
        byte[] jar = PluginJar.channel("org.example.a", "1.0.0", false).bytes();
        for (int length = 4; length < jar.length; length += 7) {
            assertEquals("jar 不完整或已损坏", refusal(Arrays.copyOf(jar, length)), "cut at " + length);
        }
    }

    @Test
    void aJarWithADamagedByteInAFileIsRefused() throws IOException {
        String text = "a text that is found again in the jar, since it is too random to be packed: 7f3a9c";
        byte[] jar =
                PluginJar.named("org.example.a", "1.0.0").file("a.txt", text).bytes();
        int content = new String(jar, StandardCharsets.ISO_8859_1).indexOf("a.txt") + "a.txt".length();
        for (int i = content; i < content + 40; i++) {
            byte[] damaged = jar.clone();
            damaged[i] ^= 0x10;
            assertTrue(refusal(damaged).startsWith("jar "), "damaged at " + i);
        }
    }
}
