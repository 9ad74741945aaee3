package org.duban.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** One command line, run in this JVM. */
record Line(int code, String out, String err) {

    static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-03-20T02:00:00Z"));

    static Line run(Object... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        String[] texts = List.of(arguments).stream().map(Object::toString).toArray(String[]::new);
        int code = Main.run(new PrintWriter(out), new PrintWriter(err), CLOCK, texts);
        return new Line(code, out.toString(), err.toString());
    }
}
