package org.duban.crash;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.duban.api.matter.Attachment;
import org.duban.api.matter.Draft;
import org.duban.api.matter.Gate;
import org.duban.api.matter.Matter;
import org.duban.embed.Duban;

/** A process to be killed: stores files and registers a message naming each, telling each step when it has returned. */
final class Uploader {

    private Uploader() {}

    /** What stands in a file. */
    static String content(String id) {
        return ("现场检查记录 " + id + "\n").repeat(1 + Math.floorMod(id.hashCode(), 4_000));
    }

    /** @param arguments data directory, the directory's file, what the contents of this round begin with */
    public static void main(String[] arguments) {
        Duban duban = Registrar.start(Path.of(arguments[0]), Path.of(arguments[1]));
        System.out.println("ready");
        for (int i = 0; ; i++) {
            String id = arguments[2] + "x" + i;
            Attachment file = duban.attachments()
                    .store(
                            Registrar.OFFICER,
                            id + ".txt",
                            new ByteArrayInputStream(content(id).getBytes(StandardCharsets.UTF_8)));
            System.out.println(id + " " + file.sha256() + " stored");
            Matter matter = duban.matters()
                    .register(
                            Registrar.OFFICER,
                            Draft.of("message")
                                    .title("来信附件 " + file.location())
                                    .content("见附件")
                                    .gate(Gate.PUBLIC_CONCERN)
                                    .source("人民网")
                                    .form("{\"channel\":\"人民网\"}"));
            System.out.println(id + " " + matter.id().value() + " named");
        }
    }
}
