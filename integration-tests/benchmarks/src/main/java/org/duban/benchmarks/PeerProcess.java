package org.duban.benchmarks;

import java.io.EOFException;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A peer in a JVM of its own, so that its CPU is its own. {@link #main} is that JVM's; the other methods are the asking side's. Requests
 * and answers are serialized objects on its standard input and output; it ends when its input does.
 */
final class PeerProcess implements AutoCloseable {

    /** The same for both peers. */
    static final List<String> JVM_FLAGS = List.of("-Xms1g", "-Xmx1g", "-XX:+UseParallelGC");

    private final Process process;
    private final ObjectOutputStream requests;
    private final ObjectInputStream answers;

    private PeerProcess(Process process) throws IOException {
        this.process = process;
        this.requests = new ObjectOutputStream(process.getOutputStream());
        this.requests.flush();
        this.answers = new ObjectInputStream(process.getInputStream());
    }

    /** Starts a peer; see {@link Peer.Kind#start}. */
    static PeerProcess start(Peer.Kind kind, Path directory, boolean counted) {
        try {
            return new PeerProcess(
                    java(JVM_FLAGS, PeerProcess.class, kind.name(), directory.toString(), Boolean.toString(counted)));
        } catch (IOException e) {
            throw new UncheckedIOException(kind.title() + " did not start", e);
        }
    }

    /** Starts a main class with this JVM's class path; its complaints go where this one's go. */
    static Process java(List<String> flags, Class<?> main, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(flags);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).redirectError(Redirect.INHERIT).start();
    }

    /** Asks and waits for the answer. */
    @SuppressWarnings("unchecked") // the answer to a Request<R> is an R: see serve()
    <R extends Serializable> R ask(Request<R> request) {
        try {
            requests.writeObject(request);
            requests.flush();
            Object answer = answers.readObject();
            if (answer instanceof Throwable failure) {
                throw new IllegalStateException("failed: " + request, failure);
            }
            return (R) answer;
        } catch (IOException | ClassNotFoundException e) {
            throw new IllegalStateException("no answer to " + request, e);
        }
    }

    @Override
    public void close() {
        try {
            requests.close();
            if (!process.waitFor(1, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new IllegalStateException("a peer's process did not end");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Serves one peer: {@code KIND DIRECTORY COUNTED}. */
    public static void main(String[] arguments) throws IOException, ClassNotFoundException {
        try (ObjectOutputStream answers = new ObjectOutputStream(System.out)) {
            answers.flush();
            System.setOut(System.err); // whatever prints must not print among the answers
            ObjectInputStream requests = new ObjectInputStream(System.in);
            Peer.Kind kind = Peer.Kind.valueOf(arguments[0]);
            try (Peer peer = kind.start(Path.of(arguments[1]), Boolean.parseBoolean(arguments[2]))) {
                serve(new Workload(peer), requests, answers);
            }
        }
    }

    private static void serve(Workload workload, ObjectInputStream requests, ObjectOutputStream answers)
            throws IOException, ClassNotFoundException {
        while (true) {
            Request<?> request;
            try {
                request = (Request<?>) requests.readObject();
            } catch (EOFException nobodyAsksAnyMore) {
                return;
            }
            Object answer;
            try {
                answer = request.serve(workload);
            } catch (RuntimeException e) {
                answer = e;
            }
            answers.writeObject(answer);
            answers.flush();
        }
    }
}
