package org.adit.protocol.esp;

import java.nio.ByteBuffer;
import org.adit.protocol.crypto.EspCipher;
import org.adit.protocol.ipsec.SaLimits;
import org.jspecify.annotations.Nullable;

/// Opens what one peer sealed: replay check, integrity, window, padding, inner header, selectors, ECN; in
/// this order, so that nothing of a packet is believed before its ICV (R-4303-04). Belongs to one thread.
public final class InboundSa implements AutoCloseable {
    private final int spi;
    private final EspCipher cipher;
    private final ReplayWindow window;
    private final SelectorMatch selectors;
    private final Lifetime lifetime;
    private final int headOctets;
    private final int icvOctets;
    private final int blockOctets;
    /// Made when the first ICMP error comes: most SAs never see one.
    private @Nullable InnerPacket quoted;

    private boolean authentic;
    private boolean newest;
    private long authenticPackets;

    /// `spi` is ours. Takes the cipher over.
    public InboundSa(
            int spi, EspCipher cipher, boolean extendedSequenceNumbers, SelectorMatch selectors, SaLimits limits) {
        this(spi, cipher, new ReplayWindow(extendedSequenceNumbers), selectors, limits);
    }

    InboundSa(int spi, EspCipher cipher, ReplayWindow window, SelectorMatch selectors, SaLimits limits) {
        this.spi = spi;
        this.cipher = cipher;
        this.window = window;
        this.selectors = selectors;
        this.lifetime = new Lifetime(limits);
        this.headOctets = EspView.HEADER_OCTETS + cipher.ivOctets();
        this.icvOctets = cipher.icvOctets();
        this.blockOctets = cipher.blockOctets();
    }

    /// Octets in front of the inner packet: ESP header and IV.
    public int headOctets() {
        return headOctets;
    }

    /// Opens the ESP packet `packet[esp, esp + espOctets)` that came with the TOS octet `outerTos` (below 0: unknown)
    /// into `to[at..]`: another buffer, or in place with `at` [#headOctets] behind `esp`. At most
    /// `espOctets - headOctets` are written there, also when it is dropped; `inner` has been read from it.
    ///
    /// @return the inner packet's length, or the verdict for a drop
    public int open(ByteBuffer packet, int esp, int espOctets, int outerTos, ByteBuffer to, int at, InnerPacket inner) {
        authentic = false;
        newest = false;
        int payload = espOctets - headOctets - icvOctets;
        if (payload < blockOctets || payload % blockOctets != 0) {
            return DropReason.TOO_SHORT.verdict();
        }
        if (lifetime.over()) {
            return DropReason.LIFETIME_OVER.verdict();
        }
        long sequence = window.infer(EspView.sequenceLow(packet, esp));
        int verdict = window.check(sequence);
        if (verdict != 0) {
            return verdict;
        }
        if (!cipher.open(packet, esp, espOctets, to, at, sequence)) {
            return DropReason.NOT_AUTHENTIC.verdict();
        }
        long newestBefore = window.newest();
        verdict = window.accept(sequence);
        if (verdict != 0) {
            return verdict;
        }
        authentic = true;
        authenticPackets++;
        newest = Long.compareUnsigned(sequence, newestBefore) > 0;
        return openInner(to, at, payload, outerTos, inner);
    }

    private int openInner(ByteBuffer packet, int at, int payload, int outerTos, InnerPacket inner) {
        int end = at + payload;
        int padding = Octets.u8(packet, end - 2);
        int nextHeader = Octets.u8(packet, end - 1);
        int octets = payload - EspView.TRAILER_OCTETS - padding;
        if (octets < 0 || blockOctets > 4 && !counts(packet, at + octets, padding)) {
            return DropReason.BAD_PADDING.verdict();
        }
        if (nextHeader == EspView.NEXT_HEADER_NONE) {
            return DropReason.DUMMY.verdict();
        }
        if (nextHeader != EspView.NEXT_HEADER_IPV4 && nextHeader != EspView.NEXT_HEADER_IPV6) {
            return DropReason.BAD_NEXT_HEADER.verdict();
        }
        int length = inner.read(packet, at, octets);
        if (length < 0) {
            return length;
        }
        if (inner.v4() != (nextHeader == EspView.NEXT_HEADER_IPV4)) {
            return DropReason.BAD_NEXT_HEADER.verdict();
        }
        // RFC 4301 §5.2 step 4 (R-4301-02): the selectors of the very SA that it came through.
        if (!selectors.inbound(inner) || inner.icmpError() && !quotesOurs(packet, at + length, inner)) {
            return DropReason.OUTSIDE_SELECTORS.verdict();
        }
        int ecn = Ecn.decapsulated(inner.tos(), outerTos);
        if (ecn < 0) {
            return ecn;
        }
        Ecn.write(packet, at, inner.v4(), inner.tos(), ecn);
        lifetime.count(length);
        return length;
    }

    /// RFC 4301 §6.2 (R-4301-05): an ICMP error passes if what it quotes could have been sent through this SA pair.
    private boolean quotesOurs(ByteBuffer packet, int end, InnerPacket inner) {
        InnerPacket about = quoted;
        if (about == null) {
            about = new InnerPacket();
            quoted = about;
        }
        int at = inner.transport() + TransportView.ICMP_HEADER_OCTETS;
        return about.readQuoted(packet, at, end - at) >= 0 && selectors.outbound(about);
    }

    /// Whether the padding is 1, 2, 3… (R-4303-05; for CBC, where it once told padding oracles apart).
    private static boolean counts(ByteBuffer packet, int at, int padding) {
        for (int i = 0; i < padding; i++) {
            if (packet.get(at + i) != (byte) (i + 1)) {
                return false;
            }
        }
        return true;
    }

    /// Whether the last packet given to [#open] was authentic, even if it was then dropped.
    public boolean authentic() {
        return authentic;
    }

    /// Whether the last packet was authentic and newer than all before it: only such a packet may say where the peer
    /// is now.
    public boolean newest() {
        return newest;
    }

    public int spi() {
        return spi;
    }

    /// Packets whose ICV was good, dummies and those dropped afterwards included.
    public long authenticPackets() {
        return authenticPackets;
    }

    /// Packets handed on.
    public long packets() {
        return lifetime.packets();
    }

    /// Of packets handed on.
    public long octets() {
        return lifetime.octets();
    }

    /// Whether the soft limit was reached: true once.
    public boolean takeSoftLimit() {
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
