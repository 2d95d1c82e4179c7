package org.adit.dataplane.cipher;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.adit.base.Randomness;
import org.adit.protocol.crypto.CryptoProvider;
import org.adit.protocol.crypto.EspCipher;
import org.adit.protocol.crypto.JcaCrypto;
import org.adit.protocol.ipsec.EspKeys;
import org.adit.protocol.ipsec.EspSuite;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/// One packet sealed or opened by each engine, between two buffers outside the heap, as the worker does it.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 250, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 250, timeUnit = TimeUnit.MILLISECONDS)
@Fork(
        value = 1,
        jvmArgs = {"--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"})
public class CipherBench {
    private static final Randomness RANDOMNESS = new Random(4303)::nextBytes;
    private static final int ROOM = 2048;
    private static final int ESP_HEADER = 8;

    @Param({"ipsec-mb", "libcrypto", "corretto", "jdk"})
    public String engine;

    @Param({"64", "576", "1438"})
    public int octets;

    @Param({"AES_256_GCM_16"})
    public String suite;

    private final ByteBuffer clear = ByteBuffer.allocateDirect(ROOM);
    private final ByteBuffer sealed = ByteBuffer.allocateDirect(ROOM);
    private final ByteBuffer opened = ByteBuffer.allocateDirect(ROOM);
    private EspCipher sealing;
    private EspCipher opening;
    private int payload;
    private int packet;
    private long sequence;

    @Setup
    public void setUp() {
        EspSuite wanted = Protection.all().stream()
                .filter(one -> one.toString().equals(suite))
                .findFirst()
                .orElseThrow()
                .suite(true);
        Engine here = engine();
        try (EspKeys keys = KnownAnswers.keys(wanted)) {
            sealing = here.ciphers().cipher(wanted, keys, RANDOMNESS);
            opening = here.ciphers().cipher(wanted, keys, RANDOMNESS);
        }
        int block = sealing.blockOctets();
        payload = (octets + 2 + block - 1) / block * block;
        packet = ESP_HEADER + sealing.ivOctets() + payload + sealing.icvOctets();
        sequence = 1;
        sealing.seal(clear, 0, payload, opened, 0, sequence);
        sealed.put(0, opened, 0, packet);
    }

    private Engine engine() {
        return switch (engine) {
            case "jdk" -> EnginesHere.jca(CipherEngine.JDK, "", JcaCrypto.create(Optional.empty()));
            case "corretto" -> corretto(JcaCrypto.create());
            default ->
                EnginesHere.ofSystem().engines().stream()
                        .filter(one -> one.name().toString().equals(engine))
                        .findFirst()
                        .orElseThrow(() -> new IllegalStateException(engine + " is not here"));
        };
    }

    private static Engine corretto(JcaCrypto crypto) {
        if (crypto.report().provider().startsWith("JDK ")) {
            throw new IllegalStateException("corretto is not here");
        }
        return EnginesHere.jca(CipherEngine.CORRETTO, "", (CryptoProvider) crypto);
    }

    @Benchmark
    public ByteBuffer seal() {
        opened.putInt(4, (int) ++sequence);
        sealing.seal(clear, 0, payload, opened, 0, sequence);
        return opened;
    }

    @Benchmark
    public boolean open() {
        return opening.open(sealed, 0, packet, opened, 0, 1);
    }

    @TearDown
    public void tearDown() {
        sealing.close();
        opening.close();
    }
}
