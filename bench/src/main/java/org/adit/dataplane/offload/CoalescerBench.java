package org.adit.dataplane.offload;

import org.adit.dataplane.linux.VectorSum;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.adit.dataplane.linux.VectorSum;
import org.adit.protocol.esp.InnerPacket;
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

/// 45 segments made one superpacket; per segment, with both checks of its checksum and the copy that stands for the
/// cipher.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 250, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 250, timeUnit = TimeUnit.MILLISECONDS)
@Fork(
        value = 1,
        jvmArgs = {"--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"})
public class CoalescerBench {
    @Param({"64", "576", "1398"})
    public int payload;

    private final Coalescer coalescer = new Coalescer(384 * 1024, 256, true, true, new VectorSum());
    private final InnerPacket inner = new InnerPacket();
    private ByteBuffer packets;
    private int length;

    @Setup
    public void setUp() {
        length = Segments.HEADERS + payload;
        packets = ByteBuffer.allocateDirect(Segments.COUNT * length);
        for (int i = 0; i < Segments.COUNT; i++) {
            Segments.write(packets, i * length, 1 + i * payload, payload);
        }
        if (join() != 1) {
            throw new IllegalStateException("they do not join");
        }
    }

    @Benchmark
    @OperationsPerInvocation(Segments.COUNT)
    public int join() {
        for (int i = 0; i < Segments.COUNT; i++) {
            int place = coalescer.place(length, i > 0);
            coalescer.image().put(place, packets, i * length, length);
            inner.read(coalescer.image(), place, length);
            coalescer.take(length, inner);
        }
        coalescer.finish();
        int items = coalescer.items();
        coalescer.clear();
        return items;
    }
}
