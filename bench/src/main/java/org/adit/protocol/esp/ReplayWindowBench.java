package org.adit.protocol.esp;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// What one inbound packet asks of its window: which number it is, whether to open it, and that it was accepted.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 250, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 250, timeUnit = TimeUnit.MILLISECONDS)
@Fork(
        value = 1,
        jvmArgs = {"--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"})
public class ReplayWindowBench {
    @Param({"in-order", "eights-backwards"})
    public String order;

    private final ReplayWindow window = new ReplayWindow(true);
    private int flip;
    private long sequence;

    @Setup
    public void setUp() {
        flip = order.equals("in-order") ? 0 : 7;
        sequence = 8;
    }

    @Benchmark
    public int packet() {
        long number = window.infer((int) (sequence++ ^ flip));
        return window.check(number) + window.accept(number);
    }
}
