package org.adit.protocol.esp;

/// The octets of an ESP packet, unchecked (RFC 4303 §2): SPI, low half of the sequence number, IV, payload, trailer,
/// ICV.
public final class EspView {
    public static final int SPI = 0;
    public static final int SEQUENCE = 4;
    public static final int HEADER_OCTETS = 8;
    /// Pad Length and Next Header, the last two octets before the ICV.
    public static final int TRAILER_OCTETS = 2;

    public static final int NEXT_HEADER_IPV4 = 4;
    public static final int NEXT_HEADER_IPV6 = 41;
    public static final int NEXT_HEADER_NONE = 59;

    private EspView() {}

    public static int spi(byte[] packet, int esp) {
        return Octets.i32(packet, esp + SPI);
    }

    public static int sequenceLow(byte[] packet, int esp) {
        return Octets.i32(packet, esp + SEQUENCE);
    }

    static void writeHeader(byte[] packet, int esp, int spi, int sequenceLow) {
        Octets.put32(packet, esp + SPI, spi);
        Octets.put32(packet, esp + SEQUENCE, sequenceLow);
    }
}
