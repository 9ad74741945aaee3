package org.duban.plugin.internal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import org.osgi.framework.Constants;

/** A plugin's jar, made on the fly. */
final class PluginJar {

    private final Manifest manifest = new Manifest();
    private final Map<String, byte[]> entries = new LinkedHashMap<>();

    private PluginJar() {
        header("Manifest-Version", "1.0");
    }

    /** A bundle. */
    static PluginJar named(String name, String version) {
        return new PluginJar()
                .header(Constants.BUNDLE_MANIFESTVERSION, "2")
                .header(Constants.BUNDLE_SYMBOLICNAME, name)
                .header(Constants.BUNDLE_VERSION, version);
    }

    /** A jar that is no bundle. */
    static PluginJar plain() {
        return new PluginJar().file("readme.txt", "nothing to see");
    }

    /** A bundle with a component that offers a channel and reads a configuration, which it can do without or not. */
    static PluginJar channel(String name, String version, boolean configurationRequired) throws IOException {
        return named(name, version)
                .header(Constants.IMPORT_PACKAGE, "org.duban.spi.channel;version=\"[1.0,2)\"")
                .header("Service-Component", "OSGI-INF/channel.xml")
                .type("org.duban.plugin.sample.SampleChannel")
                .file("OSGI-INF/channel.xml", """
                        <scr:component xmlns:scr="http://www.osgi.org/xmlns/scr/v1.4.0" name="%s" init="1"
                            configuration-pid="%s" configuration-policy="%s">
                          <property name="duban.channel" value="sample"/>
                          <property name="version" value="%s"/>
                          <service><provide interface="org.duban.spi.channel.Channel"/></service>
                          <implementation class="org.duban.plugin.sample.SampleChannel"/>
                        </scr:component>
                        """.formatted(
                                name, name, configurationRequired ? "require" : "optional", version));
    }

    /** Says what the configuration of the channel consists of. */
    PluginJar declared(String pid, boolean factory) {
        return file("OSGI-INF/metatype/channel.xml", """
                <metatype:MetaData xmlns:metatype="http://www.osgi.org/xmlns/metatype/v1.4.0">
                  <OCD id="sample" name="Sample">
                    <AD id="host" name="服务器" type="String"/>
                    <AD id="port" name="端口" type="Integer" default="25" min="1" max="65535"/>
                    <AD id="password" name="密码" type="Password" required="false" min="8"/>
                    <AD id="security" type="String" required="false">
                      <Option label="none" value="none"/><Option label="TLS" value="tls"/>
                    </AD>
                    <AD id="copies" type="Long" required="false" cardinality="2"/>
                    <AD id="verbose" type="Boolean" required="false"/>
                    <AD id="subject" type="String" required="false" max="10"/>
                    <AD id="tags" type="String" required="false" cardinality="-2147483648"/>
                  </OCD>
                  <Designate %s="%s"><Object ocdref="sample"/></Designate>
                </metatype:MetaData>
                """.formatted(factory ? "factoryPid" : "pid", pid));
    }

    PluginJar header(String name, String value) {
        manifest.getMainAttributes().putValue(name, value);
        return this;
    }

    PluginJar file(String path, String text) {
        entries.put(path, text.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    /** A class of the tests. */
    PluginJar type(String name) throws IOException {
        String path = name.replace('.', '/') + ".class";
        try (InputStream in =
                Objects.requireNonNull(PluginJar.class.getClassLoader().getResourceAsStream(path), path)) {
            entries.put(path, in.readAllBytes());
        }
        return this;
    }

    byte[] bytes() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JarOutputStream jar = new JarOutputStream(bytes, manifest)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                jar.putNextEntry(new ZipEntry(entry.getKey()));
                jar.write(entry.getValue());
                jar.closeEntry();
            }
        }
        return bytes.toByteArray();
    }
}
