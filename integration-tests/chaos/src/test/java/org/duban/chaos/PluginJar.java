package org.duban.chaos;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.duban.chaos.plugin.Behaviour;
import org.duban.chaos.plugin.ChaosChannel;

/** Packs {@link ChaosChannel} as a bundle with one component. */
final class PluginJar {

    private static final String COMPONENT = """
            <?xml version="1.0" encoding="UTF-8"?>
            <scr:component xmlns:scr="http://www.osgi.org/xmlns/scr/v1.3.0" name="%1$s">
              <implementation class="org.duban.chaos.plugin.ChaosChannel"/>
              <property name="duban.channel" value="%1$s"/>
              <service><provide interface="org.duban.spi.channel.Channel"/></service>
            </scr:component>
            """;

    private PluginJar() {}

    /**
     * Puts a plugin into a folder, in place of the one that is there, a piece at a time as a copy over the network does.
     *
     * @param channel id of the channel, and the name of the file
     * @param version the bundle's
     * @param taken the file in which it notes what it takes
     */
    static void drop(Path folder, String channel, int version, Behaviour behaviour, Path taken) {
        write(folder.resolve(channel + ".jar"), bytes(channel, version, behaviour, taken));
    }

    /** Puts a jar that was cut off into a folder. */
    static void dropTruncated(Path folder, String channel, Path taken) {
        byte[] whole = bytes(channel, 1, Behaviour.GOOD, taken);
        write(folder.resolve(channel + ".jar"), Arrays.copyOf(whole, whole.length / 2));
    }

    private static void write(Path file, byte[] bytes) {
        try {
            Files.write(file, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] bytes(String channel, int version, Behaviour behaviour, Path taken) {
        Manifest manifest = new Manifest();
        Attributes main = manifest.getMainAttributes();
        main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        main.putValue("Bundle-ManifestVersion", "2");
        main.putValue("Bundle-SymbolicName", "org.example." + channel);
        main.putValue("Bundle-Version", "1.0." + version);
        main.putValue("Import-Package", "org.duban.spi.channel;version=\"[1.0,2)\"");
        main.putValue("Service-Component", "OSGI-INF/channel.xml");
        ByteArrayOutputStream jar = new ByteArrayOutputStream();
        try (JarOutputStream out = new JarOutputStream(jar, manifest)) {
            add(out, "OSGI-INF/channel.xml", COMPONENT.formatted(channel).getBytes(StandardCharsets.UTF_8));
            add(
                    out,
                    "chaos.properties",
                    ("behaviour=" + behaviour + "\ntaken=" + taken + "\n").getBytes(StandardCharsets.UTF_8));
            for (Class<?> type : new Class<?>[] {ChaosChannel.class, Behaviour.class}) {
                add(out, type);
            }
            // What the compiler makes of the switch over an enum.
            addIfThere(out, "org/duban/chaos/plugin/ChaosChannel$1.class");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return jar.toByteArray();
    }

    private static void add(JarOutputStream out, Class<?> type) throws IOException {
        addIfThere(out, type.getName().replace('.', '/') + ".class");
    }

    private static void addIfThere(JarOutputStream out, String name) throws IOException {
        try (InputStream in = PluginJar.class.getResourceAsStream("/" + name)) {
            if (in != null) {
                add(out, name, in.readAllBytes());
            }
        }
    }

    private static void add(JarOutputStream out, String name, byte[] content) throws IOException {
        out.putNextEntry(new JarEntry(name));
        out.write(content);
        out.closeEntry();
    }
}
