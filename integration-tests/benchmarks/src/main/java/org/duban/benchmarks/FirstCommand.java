package org.duban.benchmarks;

import java.nio.file.Path;

/** A host that starts Duban in a new JVM and gives one command; prints the CPU nanoseconds that took from the JVM's own start. */
final class FirstCommand {

    private FirstCommand() {}

    public static void main(String[] arguments) {
        try (Peer duban = Peer.Kind.DUBAN.start(Path.of(arguments[0]), false)) {
            duban.register(0);
            System.out.println(Cpu.ofThisJvm());
        }
    }
}
