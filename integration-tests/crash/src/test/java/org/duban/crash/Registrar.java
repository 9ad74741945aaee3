package org.duban.crash;

import java.nio.file.Path;
import org.duban.api.matter.Actor;
import org.duban.api.matter.Draft;
import org.duban.api.matter.Gate;
import org.duban.api.matter.Matter;
import org.duban.embed.Duban;
import org.duban.embed.FileDirectory;

/** A process to be killed: starts Duban and registers messages until then, naming each when the command has returned. */
final class Registrar {

    /** What the deputy director watches. */
    static final String WATCHED = "路灯不亮";

    static final Actor DIRECTOR = Actor.of("wang");
    static final Actor OFFICER = Actor.of("li");
    static final Actor WATCHER = Actor.of("chen");

    private Registrar() {}

    static Duban start(Path data, Path directory) {
        return Duban.at(data).directory(FileDirectory.read(directory)).start();
    }

    /** @param arguments data directory, the directory's file, what the contents of this round begin with */
    public static void main(String[] arguments) {
        Duban duban = start(Path.of(arguments[0]), Path.of(arguments[1]));
        if (duban.watches().mine(WATCHER).isEmpty()) {
            duban.watches().set(WATCHER, "路灯", WATCHED);
        }
        System.out.println("ready");
        for (int i = 0; ; i++) {
            String content = arguments[2] + "x" + i;
            Matter matter = duban.matters()
                    .register(
                            OFFICER,
                            Draft.of("message")
                                    .title("小区路灯不亮，第" + i + "次反映")
                                    .content("来信编号 " + content + "，晚上出行不便。")
                                    .gate(Gate.PUBLIC_CONCERN)
                                    .source("人民网")
                                    .form("{\"channel\":\"人民网\"}"));
            System.out.println(matter.id().value() + " " + content + " done");
        }
    }
}
