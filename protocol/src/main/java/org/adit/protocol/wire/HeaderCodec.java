package org.adit.protocol.wire;

import org.adit.base.Bytes;

/// The IKE header. RFC 7296 §3.1.
final class HeaderCodec {
    /// What a message may have in all, which is also the most that UDP or TCP encapsulation can bring.
    static final int MOST_OCTETS = 1 << 16;

    private static final int NEXT_PAYLOAD_AT = 16;
    private static final int LENGTH_AT = 24;
    private static final int MAJOR_VERSION = 2;
    private static final int VERSION_2_0 = 0x20;
    private static final int INITIATOR = 0x08;
    private static final int RESPONSE = 0x20;

    private HeaderCodec() {}

    static Envelope read(Bytes datagram) {
        int arrived = datagram.length();
        if (arrived < IkeHeader.OCTETS) {
            return new Envelope.Refused(new WireFailure.TooShort(arrived));
        }
        if (arrived > MOST_OCTETS) {
            return new Envelope.Refused(new WireFailure.TooLong(arrived, MOST_OCTETS));
        }
        OctetReader reader = OctetReader.over(datagram, 0, PayloadType.NONE);
        IkeSpi initiator = new IkeSpi(reader.u64("Initiator's SPI"));
        IkeSpi responder = new IkeSpi(reader.u64("Responder's SPI"));
        reader.skip(1, "Next Payload");
        int version = reader.u8("Version");
        ExchangeType exchange = new ExchangeType(reader.u8("Exchange Type"));
        int flags = reader.u8("Flags");
        int messageId = reader.u32("Message ID");
        long claimed = Integer.toUnsignedLong(reader.u32("Length"));
        if (claimed != arrived) {
            return new Envelope.Refused(new WireFailure.LengthDisagrees(claimed, arrived));
        }
        int major = version >>> 4;
        if (major < MAJOR_VERSION) {
            return new Envelope.Refused(new WireFailure.OtherVersion(major, version & 0xf));
        }
        IkeHeader header = new IkeHeader(
                initiator, responder, exchange, (flags & INITIATOR) != 0, (flags & RESPONSE) != 0, messageId);
        return major == MAJOR_VERSION ? new Envelope.Current(header) : new Envelope.Newer(header, major);
    }

    /// Of a datagram that [#read] found to be current.
    static int firstPayload(Bytes datagram) {
        return datagram.at(NEXT_PAYLOAD_AT);
    }

    static void write(IkeHeader header, int firstPayload, int length, OctetWriter out) {
        out.u64(header.initiatorSpi().value()).u64(header.responderSpi().value());
        out.u8(firstPayload).u8(VERSION_2_0).u8(header.exchange().value());
        out.u8((header.fromInitiator() ? INITIATOR : 0) | (header.response() ? RESPONSE : 0));
        out.u32(header.messageId()).u32(length);
    }

    /// Puts the final length into a header at the start of `out`.
    static void setLength(OctetWriter out) {
        int length = out.length();
        if (length > MOST_OCTETS) {
            throw new IllegalArgumentException("a message of " + length + " octets");
        }
        out.setU16(LENGTH_AT, length >>> 16);
        out.setU16(LENGTH_AT + 2, length & 0xffff);
    }
}
