package org.duban.embedded;

import java.nio.file.Path;
import org.duban.api.DubanException;
import org.duban.embed.Duban;

/** A host in a JVM of its own: starts Duban on the directory it is given, registers a matter, prints its number. */
final class Host {

    static final int REFUSED = 3;

    private Host() {}

    public static void main(String[] arguments) {
        try (Duban duban =
                Duban.at(Path.of(arguments[0])).directory(Office.directory()).start()) {
            System.out.println(duban.matters()
                    .register(Office.OFFICER, Office.instruction())
                    .number());
        } catch (DubanException e) {
            System.out.println(e.getMessage());
            System.exit(REFUSED);
        }
    }
}
