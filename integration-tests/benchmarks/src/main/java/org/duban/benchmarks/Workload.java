package org.duban.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Many hands, each taking one matter after the other through its whole life. A life that a round leaves unfinished goes on in the next,
 * so that every round has the same mix of steps.
 */
final class Workload {

    private final Peer peer;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger archived = new AtomicInteger();
    private final List<Hand> hands = new ArrayList<>();
    private volatile @Nullable Archived lastArchived;

    /** The n-th matter, at its end. */
    private record Archived(int n, String id) {}

    Workload(Peer peer) {
        this.peer = peer;
    }

    Peer peer() {
        return peer;
    }

    /**
     * Compares the peer's own books with what was done.
     *
     * @return how many matters were taken to their end
     * @throws IllegalStateException when the peer has finished more or fewer, or lost a text
     */
    int audit() {
        if (peer.finished() != archived.get()) {
            throw new IllegalStateException(
                    archived + " matters were taken to their end, the books have " + peer.finished());
        }
        Archived last = lastArchived;
        if (last == null) {
            throw new IllegalStateException("no matter was taken to its end");
        }
        String kept = peer.kept(last.id());
        for (String text : Texts.all(last.n())) {
            if (!kept.contains(text)) {
                throw new IllegalStateException("not kept: " + text);
            }
        }
        return archived.get();
    }

    /** Works with so many threads for so long. */
    Measured run(int threads, Duration duration) {
        while (hands.size() < threads) {
            hands.add(new Hand());
        }
        return measured(threads, peer, hand -> {
            Samples samples = new Samples();
            long end = System.nanoTime() + duration.toNanos();
            for (long begun = System.nanoTime(); begun < end; ) {
                hands.get(hand).step();
                long done = System.nanoTime();
                samples.add(done - begun);
                begun = done;
            }
            return samples;
        });
    }

    /** Takes so many new matters through their lives with so many threads, and leaves none unfinished. */
    Measured live(int matters, int threads) {
        AtomicInteger left = new AtomicInteger(matters);
        return measured(threads, peer, i -> {
            Samples samples = new Samples();
            Hand hand = new Hand();
            while (left.getAndDecrement() > 0) {
                for (int step = 0; step < Step.LIFE.size(); step++) {
                    long begun = System.nanoTime();
                    hand.step();
                    samples.add(System.nanoTime() - begun);
                }
            }
            return samples;
        });
    }

    /** Lists overdue matters of one unit after the other, for so long. */
    Measured pages(Duration duration, boolean titles) {
        return measured(1, peer, i -> {
            Samples samples = new Samples();
            long end = System.nanoTime() + duration.toNanos();
            for (int n = 0; System.nanoTime() < end; n++) {
                long begun = System.nanoTime();
                int rows = peer.overduePage(Office.unit(n), titles);
                samples.add(System.nanoTime() - begun);
                if (rows != 50) {
                    throw new IllegalStateException("a page of 50 has " + rows + " rows");
                }
            }
            return samples;
        });
    }

    /** One thread's part of a round. */
    private interface Part {
        Samples of(int thread) throws Exception;
    }

    private static Measured measured(int threads, Peer peer, Part part) {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            long jvmCpu = Cpu.ofThisJvm();
            long otherCpu = peer.otherCpuNanos();
            long begun = System.nanoTime();
            List<Callable<Samples>> parts = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                int thread = i;
                parts.add(() -> part.of(thread));
            }
            List<Future<Samples>> done = pool.invokeAll(parts);
            long nanos = System.nanoTime() - begun;
            jvmCpu = Cpu.ofThisJvm() - jvmCpu;
            otherCpu = peer.otherCpuNanos() - otherCpu;
            Samples all = new Samples();
            for (Future<Samples> samples : done) {
                all.addAll(samples.get());
            }
            return all.measured(nanos, jvmCpu, otherCpu);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } finally {
            pool.shutdown();
        }
    }

    /** Takes one matter at a time through its life; used by one thread at a time. */
    private final class Hand {
        private int n;
        private String id = "";
        private int position;

        void step() {
            Step step = Step.LIFE.get(position);
            if (step == Step.REGISTER) {
                n = next.getAndIncrement();
                id = peer.register(n);
            } else {
                peer.carryOut(step, n, id);
            }
            position = (position + 1) % Step.LIFE.size();
            if (position == 0) {
                archived.incrementAndGet();
                lastArchived = new Archived(n, id);
            }
        }
    }

    /** Nanoseconds, many of them. */
    private static final class Samples {
        private long[] values = new long[1 << 16];
        private int size;

        void add(long value) {
            if (size == values.length) {
                values = Arrays.copyOf(values, size * 2);
            }
            values[size++] = value;
        }

        void addAll(Samples other) {
            values = Arrays.copyOf(values, Math.max(values.length, size + other.size));
            System.arraycopy(other.values, 0, values, size, other.size);
            size += other.size;
        }

        Measured measured(long nanos, long jvmCpu, long otherCpu) {
            if (size == 0) {
                throw new IllegalStateException("nothing was done");
            }
            Arrays.sort(values, 0, size);
            return new Measured(size, nanos, jvmCpu, otherCpu, values[size / 2], values[(int) (size * 0.99)]);
        }
    }
}
