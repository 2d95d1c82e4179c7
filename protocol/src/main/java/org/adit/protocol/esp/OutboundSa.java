package org.adit.protocol.esp;

import java.nio.ByteBuffer;
import org.adit.protocol.crypto.EspCipher;
import org.adit.protocol.ipsec.SaLimits;

/// Seals inner packets for one peer. Sequence numbers start at 1 and never repeat (R-4303-01): they are
/// also the IVs of the AEADs. Belongs to one thread.
public final class OutboundSa implements AutoCloseable {
    /// Rekeying is asked for this many packets before 32-bit sequence numbers end.
    static final long SEQUENCE_RESERVE = 1L << 28;

    private final int spi;
    private final EspCipher cipher;
    private final long lastUsableSequence;
    private final Lifetime lifetime;
    private long sequence;
    private boolean sequenceTold;

    /// `spi` is the peer's. Takes the cipher over.
    public OutboundSa(int spi, EspCipher cipher, boolean extendedSequenceNumbers, SaLimits limits) {
        this(spi, cipher, extendedSequenceNumbers, limits, 0);
    }

    /// Continues behind `usedSequence`, as after a takeover.
    OutboundSa(int spi, EspCipher cipher, boolean extendedSequenceNumbers, SaLimits limits, long usedSequence) {
        this.spi = spi;
        this.cipher = cipher;
        this.lastUsableSequence = extendedSequenceNumbers ? Long.MAX_VALUE : 0xffffffffL;
        this.lifetime = new Lifetime(limits);
        this.sequence = usedSequence;
    }

    /// Octets in front of the inner packet: ESP header and IV.
    public int headOctets() {
        return EspView.HEADER_OCTETS + cipher.ivOctets();
    }

    /// The length of the ESP packet around an inner packet of `length` octets.
    public int sealedOctets(int length) {
        return headOctets() + padded(length) + cipher.icvOctets();
    }

    /// Seals the inner packet `packet[at, at + length)`, whose first nibble says its version, into the ESP packet
    /// `to[esp, esp + sealedOctets)`: other memory, or in place with `at` [#headOctets] behind `esp`.
    /// Writes padding and trailer behind the inner packet, at most [EspView#MAX_TRAILER_OCTETS].
    /// No TFC padding.
    ///
    /// @return the ESP packet's length, or the verdict for a drop
    public int seal(ByteBuffer packet, int at, int length, ByteBuffer to, int esp) {
        if (lifetime.over()) {
            return DropReason.LIFETIME_OVER.verdict();
        }
        if (sequence == lastUsableSequence) {
            return DropReason.SEQUENCE_EXHAUSTED.verdict();
        }
        sequence++;
        EspView.writeHeader(to, esp, spi, (int) sequence);
        int payload = padded(length);
        writeTrailer(packet, at + length, payload - length - EspView.TRAILER_OCTETS, nextHeader(packet.get(at)));
        cipher.seal(packet, at, payload, to, esp, sequence);
        lifetime.count(length);
        return sealedOctets(length);
    }

    private static int nextHeader(byte first) {
        return (first & 0xf0) == 0x40 ? EspView.NEXT_HEADER_IPV4 : EspView.NEXT_HEADER_IPV6;
    }

    private static void writeTrailer(ByteBuffer packet, int at, int padding, int nextHeader) {
        // RFC 4303 §2.4: the first octet of padding is 1, the second 2, and so on.
        for (int i = 0; i < padding; i++) {
            Octets.put8(packet, at + i, i + 1);
        }
        Octets.put8(packet, at + padding, padding);
        Octets.put8(packet, at + padding + 1, nextHeader);
    }

    private int padded(int length) {
        int block = cipher.blockOctets();
        return (length + EspView.TRAILER_OCTETS + block - 1) / block * block;
    }

    public int spi() {
        return spi;
    }

    public long packets() {
        return lifetime.packets();
    }

    /// Of inner packets.
    public long octets() {
        return lifetime.octets();
    }

    /// Whether the soft limit, or the reserve of 32-bit sequence numbers, was reached: true once.
    public boolean takeSoftLimit() {
        if (!sequenceTold && lastUsableSequence - sequence <= SEQUENCE_RESERVE) {
            sequenceTold = true;
            return true;
        }
        return lifetime.takeSoft();
    }

    /// Whether the hard limit was reached: true once.
    public boolean takeHardLimit() {
        return lifetime.takeHard();
    }

    /// Forgets the keys.
    @Override
    public void close() {
        cipher.close();
    }
}
