package org.adit.dataplane.offload;

import org.adit.dataplane.linux.VectorSum;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// A superpacket of 45 segments taken apart where it lies; per segment, its checksum included.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 250, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 250, timeUnit = TimeUnit.MILLISECONDS)
@Fork(
        value = 1,
        jvmArgs = {"--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"})
public class SegmenterBench {
    @Param({"64", "576", "1398"})
    public int payload;

    private final Segmenter segmenter = new Segmenter(new VectorSum());
    private ByteBuffer superpacket;
    private int octets;

    @Setup
    public void setUp() {
        superpacket = ByteBuffer.allocateDirect(VirtioHeader.OCTETS + 0xffff + Segmenter.TAILROOM);
        octets = Segments.write(superpacket, VirtioHeader.OCTETS, 1, Segments.COUNT * payload);
        VirtioHeader.write(superpacket, 0, VirtioHeader.GSO_TCP_V4, payload, Segments.HEADERS, 20, 16);
    }

    @Benchmark
    @OperationsPerInvocation(Segments.COUNT)
    public int split() {
        int segments = segmenter.begin(superpacket, 0, octets);
        int length = 0;
        for (int i = 0; i < segments; i++) {
            segmenter.next();
            length += segmenter.length();
        }
        return length;
    }
}
