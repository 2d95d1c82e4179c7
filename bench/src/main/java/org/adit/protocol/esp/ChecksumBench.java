package org.adit.protocol.esp;

import org.adit.dataplane.linux.VectorSum;
import java.nio.ByteBuffer;
import java.util.Random;
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

/// The Internet checksum over one packet.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 250, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 250, timeUnit = TimeUnit.MILLISECONDS)
@Fork(
        value = 1,
        jvmArgs = {"--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"})
public class ChecksumBench {
    @Param({"64", "576", "1438"})
    public int octets;

    private final VectorSum vectors = new VectorSum();
    private ByteBuffer packet;

    @Setup
    public void setUp() {
        byte[] random = new byte[octets];
        new Random(1071).nextBytes(random);
        packet = ByteBuffer.allocateDirect(octets + 1).put(1, random); // packets are seldom aligned
    }

    @Benchmark
    public int sum() {
        return Checksum.finish(Checksum.add(0, packet, 1, octets));
    }

    @Benchmark
    public int sumOutsideTheHeap() {
        return Checksum.finish(vectors.add(0, packet, 1, octets));
    }
}
