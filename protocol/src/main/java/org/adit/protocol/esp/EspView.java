package org.adit.protocol.esp;

import java.nio.ByteBuffer;

/// The octets of an ESP packet, unchecked (RFC 4303 §2): SPI, low half of the sequence number, IV, payload, trailer,
/// ICV.
public final class EspView {
    public static final int SPI = 0;
    public static final int SEQUENCE = 4;
    public static final int HEADER_OCTETS = 8;
    /// Pad Length and Next Header, the last two octets before the ICV.
    public static final int TRAILER_OCTETS = 2;
    /// Padding to blocks of 16 octets and the trailer.
    public static final int MAX_TRAILER_OCTETS = 17;

    public static final int NEXT_HEADER_IPV4 = 4;
    public static final int NEXT_HEADER_IPV6 = 41;
    public static final int NEXT_HEADER_NONE = 59;

    private EspView() {}

    public static int spi(ByteBuffer packet, int esp) {
        return Octets.i32(packet, esp + SPI);
    }

    public static int sequenceLow(ByteBuffer packet, int esp) {
        return Octets.i32(packet, esp + SEQUENCE);
    }

    static void writeHeader(ByteBuffer packet, int esp, int spi, int sequenceLow) {
        Octets.put32(packet, esp + SPI, spi);
        Octets.put32(packet, esp + SEQUENCE, sequenceLow);
    }
}
