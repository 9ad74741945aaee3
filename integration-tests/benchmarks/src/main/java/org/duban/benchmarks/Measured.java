package org.duban.benchmarks;

import java.io.Serializable;

/**
 * What a round came to.
 *
 * @param count transitions or pages
 * @param nanos how long it took
 * @param jvmCpuNanos CPU of the peer's JVM meanwhile
 * @param otherCpuNanos CPU of the peer's other processes meanwhile
 * @param p50Nanos median time of one
 * @param p99Nanos 99th percentile
 */
record Measured(long count, long nanos, long jvmCpuNanos, long otherCpuNanos, long p50Nanos, long p99Nanos)
        implements Serializable {

    private static final long serialVersionUID = 1L;

    double perSecond() {
        return count * 1e9 / nanos;
    }

    double cpuMicros() {
        return jvmCpuMicros() + otherCpuMicros();
    }

    double jvmCpuMicros() {
        return jvmCpuNanos / 1e3 / count;
    }

    double otherCpuMicros() {
        return otherCpuNanos / 1e3 / count;
    }

    double p50Millis() {
        return p50Nanos / 1e6;
    }

    double p99Millis() {
        return p99Nanos / 1e6;
    }
}
