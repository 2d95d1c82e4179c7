package org.adit.dataplane.cipher;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.adit.base.Bytes;
import org.adit.base.Randomness;
import org.adit.base.secret.Secret;
import org.adit.protocol.crypto.EspCipher;
import org.adit.protocol.ipsec.EspKeys;
import org.adit.protocol.ipsec.EspSuite;

/// What an engine must pass before it may be chosen (L-18): a known answer, then packets of many lengths with random
/// keys that must come out as the reference's, each opening what the other sealed, and nothing that was tampered with.
final class EngineTrial {
    /// Around the blocks and strides that implementations work in.
    static final List<Integer> SHORT = List.of(
            0, 4, 12, 16, 20, 28, 32, 48, 60, 64, 68, 80, 112, 128, 144, 176, 192, 240, 256, 272, 320, 384, 512, 528,
            576, 752, 768, 784, 1024, 1040, 1440, 1536, 2000);

    private static final int AT = 24;
    /// Of payload at most, and around it.
    private static final int ROOM = 2000 + 256;
    private static final byte[] ZEROS = new byte[ROOM];

    private final EngineCiphers engine;
    private final EngineCiphers reference;
    private final Random random;
    private final ByteBuffer from = ByteBuffer.allocateDirect(ROOM);
    private final ByteBuffer to = ByteBuffer.allocateDirect(ROOM);

    private EngineTrial(EngineCiphers engine, EngineCiphers reference, long seed) {
        this.engine = engine;
        this.reference = reference;
        this.random = new Random(seed);
    }

    /// What was wrong; empty if nothing was. `lengths` are of payloads, at most 2,000 octets.
    static Optional<String> failure(
            EngineCiphers engine, EngineCiphers reference, Protection protection, List<Integer> lengths, long seed) {
        EngineTrial trial = new EngineTrial(engine, reference, seed);
        try {
            if (!trial.knowsTheAnswer(protection)) {
                return Optional.of("a known answer came out wrong");
            }
            for (boolean esn : new boolean[] {true, false}) {
                Optional<Integer> wrong = trial.firstDifference(protection.suite(esn), lengths);
                if (wrong.isPresent()) {
                    return Optional.of("a packet of " + wrong.get() + " octets came out wrong");
                }
            }
            return Optional.empty();
        } catch (RuntimeException | LinkageError | AssertionError e) {
            // Whatever is thrown here would be thrown later, in the middle of the traffic.
            return Optional.of("it threw " + e);
        }
    }

    private boolean knowsTheAnswer(Protection protection) {
        EspSuite suite = protection.suite(true);
        Bytes known = KnownAnswers.packet(protection);
        try (EspKeys keys = KnownAnswers.keys(suite);
                EspCipher sealing = engine.cipher(suite, keys, KnownAnswers.SAME_IVS);
                EspCipher opening = engine.cipher(suite, keys, KnownAnswers.SAME_IVS)) {
            byte[] payload = KnownAnswers.counting(KnownAnswers.PAYLOAD_OCTETS);
            Bytes sealed = seal(sealing, payload, KnownAnswers.SPI, KnownAnswers.SEQUENCE);
            return sealed.equals(known)
                    && open(opening, known, KnownAnswers.SEQUENCE).equals(Optional.of(Bytes.of(payload)))
                    && open(opening, flipped(known, 0), KnownAnswers.SEQUENCE).isEmpty()
                    && open(opening, flipped(known, known.length() - 1), KnownAnswers.SEQUENCE)
                            .isEmpty();
        }
    }

    private Optional<Integer> firstDifference(EspSuite suite, List<Integer> lengths) {
        byte[] ivs = new byte[16];
        Randomness sameForBoth = target -> {
            for (int i = 0; i < target.length; i++) {
                target[i] = ivs[i % ivs.length];
            }
        };
        random.nextBytes(ivs);
        try (EspKeys keys = randomKeys(suite);
                EspCipher mineSealing = engine.cipher(suite, keys, sameForBoth);
                EspCipher mineOpening = engine.cipher(suite, keys, sameForBoth);
                EspCipher theirsSealing = reference.cipher(suite, keys, sameForBoth);
                EspCipher theirsOpening = reference.cipher(suite, keys, sameForBoth)) {
            long sequence = suite.extendedSequenceNumbers() ? 0xffff_fff0L : 1;
            for (int length : lengths) {
                if (length % mineSealing.blockOctets() != 0 || length == 0 && mineSealing.blockOctets() > 4) {
                    continue;
                }
                byte[] payload = new byte[length];
                random.nextBytes(payload);
                int spi = random.nextInt();
                Bytes mine = seal(mineSealing, payload, spi, sequence);
                Optional<Bytes> clear = Optional.of(Bytes.of(payload));
                if (!mine.equals(seal(theirsSealing, payload, spi, sequence))
                        || !open(mineOpening, mine, sequence).equals(clear)
                        || !open(theirsOpening, mine, sequence).equals(clear)
                        || open(mineOpening, tampered(mine), sequence).isPresent()) {
                    return Optional.of(length);
                }
                sequence++;
            }
            return Optional.empty();
        }
    }

    private EspKeys randomKeys(EspSuite suite) {
        byte[] encryption = new byte[suite.encryption().keyMaterialOctets()];
        byte[] integrity = new byte[suite.integrityKeyOctets()];
        random.nextBytes(encryption);
        random.nextBytes(integrity);
        return new EspKeys(Secret.own(encryption), Secret.own(integrity));
    }

    /// Any bit but those of the sequence number, which an AEAD takes from elsewhere.
    private Bytes tampered(Bytes packet) {
        int at = random.nextInt(packet.length() - 4);
        return flipped(packet, at < 4 ? at : at + 4);
    }

    private Bytes flipped(Bytes packet, int at) {
        byte[] octets = packet.toArray();
        octets[at] ^= (byte) (1 << random.nextInt(8));
        return Bytes.wrap(octets);
    }

    /// The whole ESP packet, and an exception if anything around it was written to.
    private Bytes seal(EspCipher cipher, byte[] payload, int spi, long sequence) {
        int octets = 8 + cipher.ivOctets() + payload.length + cipher.icvOctets();
        from.put(AT, payload);
        to.put(0, ZEROS);
        to.putInt(AT, spi);
        to.putInt(AT + 4, (int) sequence);
        cipher.seal(from, AT, payload.length, to, AT, sequence);
        if (to.getLong(AT - 8) != 0 || to.getLong(AT + octets) != 0) {
            throw new IllegalStateException("it wrote outside of the packet");
        }
        return octets(to, octets);
    }

    private Optional<Bytes> open(EspCipher cipher, Bytes packet, long sequence) {
        int payload = packet.length() - 8 - cipher.ivOctets() - cipher.icvOctets();
        from.put(AT, packet.toArray());
        to.put(0, ZEROS);
        boolean authentic = cipher.open(from, AT, packet.length(), to, AT, sequence);
        if (to.getLong(AT - 8) != 0 || to.getLong(AT + payload) != 0) {
            throw new IllegalStateException("it wrote outside of the payload");
        }
        return authentic ? Optional.of(octets(to, payload)) : Optional.empty();
    }

    private static Bytes octets(ByteBuffer buffer, int length) {
        byte[] octets = new byte[length];
        buffer.get(AT, octets);
        return Bytes.wrap(octets);
    }
}
