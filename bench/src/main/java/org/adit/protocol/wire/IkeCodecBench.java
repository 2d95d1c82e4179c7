package org.adit.protocol.wire;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.adit.base.Bytes;
import org.adit.base.diagnosis.Result;
import org.adit.protocol.wire.Proposal.Transform;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// An IKE_SA_INIT request of a usual client, read and written.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 250, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 250, timeUnit = TimeUnit.MILLISECONDS)
@Fork(
        value = 1,
        jvmArgs = {"--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"})
public class IkeCodecBench {
    private IkeMessage message;
    private Bytes datagram;

    @Setup
    public void setUp() {
        Proposal aead = new Proposal(
                1,
                Proposal.IKE,
                Bytes.EMPTY,
                List.of(
                        new Transform(Transform.ENCRYPTION, 20, 256),
                        new Transform(Transform.ENCRYPTION, 20, 128),
                        new Transform(Transform.PRF, 5),
                        new Transform(Transform.PRF, 7),
                        new Transform(Transform.KEY_EXCHANGE, 19),
                        new Transform(Transform.KEY_EXCHANGE, 31)));
        message = new IkeMessage(
                new IkeHeader(new IkeSpi(0x0123456789abcdefL), IkeSpi.ZERO, ExchangeType.IKE_SA_INIT, true, false, 0),
                List.of(
                        new Payload.SecurityAssociation(List.of(aead)),
                        new Payload.KeyExchangeData(19, Bytes.wrap(new byte[64])),
                        new Payload.Nonce(Bytes.wrap(new byte[32])),
                        Payload.Notify.of(NotifyType.NAT_DETECTION_SOURCE_IP, Bytes.wrap(new byte[20])),
                        Payload.Notify.of(NotifyType.NAT_DETECTION_DESTINATION_IP, Bytes.wrap(new byte[20]))));
        datagram = PlainCodec.encode(message);
        if (!PlainCodec.decode(datagram).equals(Result.ok(message))) {
            throw new IllegalStateException("what was written is not what is read");
        }
    }

    @Benchmark
    public Object parse() {
        return PlainCodec.decode(datagram);
    }

    @Benchmark
    public Object write() {
        return PlainCodec.encode(message);
    }
}
