package org.adit.dataplane.userspace;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.adit.base.net.Endpoint;
import org.adit.base.net.IpAddress;
import org.adit.base.net.IpFamily;
import org.adit.base.net.IpPrefix;
import org.adit.base.secret.Secret;
import org.adit.protocol.crypto.EncryptionAlgorithm;
import org.adit.protocol.crypto.EspCipher;
import org.adit.protocol.esp.InboundSa;
import org.adit.protocol.esp.InnerPacket;
import org.adit.protocol.esp.OutboundSa;
import org.adit.protocol.esp.SelectorMatch;
import org.adit.protocol.ipsec.ChildSaSpec;
import org.adit.protocol.ipsec.EspKeys;
import org.adit.protocol.ipsec.EspSuite;
import org.adit.protocol.ipsec.Path;
import org.adit.protocol.ipsec.SaLimits;
import org.adit.protocol.ipsec.Spi;
import org.adit.protocol.ipsec.TrafficSelector;
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

/// Which SA a packet belongs to: by the SPI of what came, by the inner address of what is to go. Round robin, so that
/// with many pairs the caches are as cold as with many clients.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 250, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 250, timeUnit = TimeUnit.MILLISECONDS)
@Fork(
        value = 1,
        jvmArgs = {"--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"})
public class SaLookupBench {
    private static final EspSuite SUITE = new EspSuite(EncryptionAlgorithm.AES_256_GCM_16, Optional.empty(), true);
    private static final Endpoint HERE = new Endpoint(IpAddress.of("192.0.2.1"), 4500);
    private static final Path PATH = new Path(HERE, new Endpoint(IpAddress.of("192.0.2.2"), 4500));

    @Param({"1", "10000"})
    public int pairs;

    private final InboundTable inbound = new InboundTable();
    private final OutboundTable outbound = new OutboundTable();
    private int[] spis;
    private InnerPacket[] packets;
    private int next;

    @Setup
    public void setUp() {
        spis = new int[pairs];
        packets = new InnerPacket[pairs];
        for (int i = 0; i < pairs; i++) {
            spis[i] = 0x10000 + i;
            IpAddress client = IpAddress.of("10.9." + i / 256 + "." + i % 256);
            SaPair pair = pair(spis[i], client);
            inbound.put(pair);
            pair.startSending(i + 1);
            outbound.add(pair);
            packets[i] = packetTo(client);
        }
    }

    private static InnerPacket packetTo(IpAddress client) {
        ByteBuffer header = ByteBuffer.allocate(28);
        header.put(0, (byte) 0x45).putShort(2, (short) 28).put(9, (byte) 17);
        header.putInt(12, 0x0a010001).putInt(16, (int) client.low());
        InnerPacket packet = new InnerPacket();
        packet.read(header, 0, 28);
        return packet;
    }

    private static SaPair pair(int spi, IpAddress client) {
        ChildSaSpec spec = new ChildSaSpec(
                new Spi(spi),
                new Spi(spi),
                SUITE,
                keys(),
                keys(),
                List.of(TrafficSelector.of(IpPrefix.of("10.1.0.0/16"))),
                List.of(TrafficSelector.of(client)),
                PATH,
                new SaLimits(0, 0, 0, 0),
                true);
        SelectorMatch selectors = new SelectorMatch(spec.local(), spec.remote());
        EspCipher cipher = new NoCipher();
        return new SaPair(
                spec,
                selectors,
                new InboundSa(spi, cipher, true, selectors, spec.limits()),
                new OutboundSa(spi, cipher, true, spec.limits()),
                new NoPort(),
                TunnelSettings.USUAL_PATH_MTU,
                0);
    }

    private static EspKeys keys() {
        return new EspKeys(Secret.own(new byte[36]), Secret.own(new byte[0]));
    }

    @Benchmark
    public Object bySpi() {
        next = next + 1 == pairs ? 0 : next + 1;
        return inbound.find(spis[next]);
    }

    @Benchmark
    public Object byInnerAddress() {
        next = next + 1 == pairs ? 0 : next + 1;
        return outbound.find(packets[next]);
    }

    private record NoPort() implements DatagramPort {
        @Override
        public IpFamily family() {
            return IpFamily.V4;
        }

        @Override
        public int localPort() {
            return HERE.port();
        }

        @Override
        public int receive(DatagramBatch into) {
            return 0;
        }

        @Override
        public int send(DatagramBatch from, int first, int count) {
            return count;
        }

        @Override
        public void close() {}
    }

    private record NoCipher() implements EspCipher {
        @Override
        public int ivOctets() {
            return 8;
        }

        @Override
        public int icvOctets() {
            return 16;
        }

        @Override
        public int blockOctets() {
            return 4;
        }

        @Override
        public void seal(ByteBuffer from, int payload, int octets, ByteBuffer to, int esp, long sequence) {}

        @Override
        public boolean open(ByteBuffer from, int esp, int octets, ByteBuffer to, int payload, long sequence) {
            return true;
        }

        @Override
        public void close() {}
    }
}
