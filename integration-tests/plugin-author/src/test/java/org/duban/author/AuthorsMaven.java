package org.duban.author;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * The Maven that runs this build, as an author has it: Duban is in the local repository; everything else comes from where this build got
 * it, so that it works off line too, or from where the author's settings say.
 */
final class AuthorsMaven {

    private AuthorsMaven() {}

    /** Settings for everything below a folder, found by Maven itself. */
    static void configure(Path folder) throws IOException {
        Path settings = Files.createDirectories(folder.resolve(".mvn")).resolve("settings.xml");
        String downloads =
                Path.of(System.getProperty("author.downloads")).toUri().toString();
        Files.writeString(settings, """
                <settings>
                  <profiles>
                    <profile>
                      <id>downloads</id>
                      <repositories>%s</repositories>
                      <pluginRepositories>%s</pluginRepositories>
                    </profile>
                  </profiles>
                  <activeProfiles><activeProfile>downloads</activeProfile></activeProfiles>
                </settings>
                """.formatted(
                        repository("repository", downloads), repository("pluginRepository", downloads)));
        Files.writeString(
                settings.resolveSibling("maven.config"),
                "-gs\n" + settings
                        + "\n-Dmaven.repo.local=" + System.getProperty("author.repository")
                        + "\n-Daether.offline.protocols=file\n"
                        + ("offline=true".equals(System.getProperty("author.network")) ? "-o\n" : ""));
    }

    /** Finds {@code mvn} and {@code java}. */
    static Map<String, String> environment() {
        String java = System.getProperty("java.home");
        return Map.of(
                "JAVA_HOME",
                java,
                "PATH",
                String.join(
                        File.pathSeparator,
                        Path.of(System.getProperty("author.maven"), "bin").toString(),
                        Path.of(java, "bin").toString(),
                        System.getenv("PATH")));
    }

    private static String repository(String element, String url) {
        return "<%1$s><id>downloads</id><url>%2$s</url><releases><checksumPolicy>ignore</checksumPolicy></releases><snapshots><enabled>false</enabled></snapshots></%1$s>"
                .formatted(element, url);
    }
}
