package org.adit.protocol.wire;

import java.util.ArrayList;
import java.util.List;
import org.adit.base.Bytes;
import org.adit.protocol.ipsec.Spi;

/// Notify and Delete: the two payloads that name SAs. RFC 7296 §3.10 and 3.11.
final class NoticeCodec {
    private static final int IKE_SPI = 8;
    private static final int ESP_SPI = 4;

    private NoticeCodec() {}

    static Payload.Notify readNotify(OctetReader body) {
        int protocol = body.u8("Protocol ID");
        int spiSize = body.u8("SPI Size");
        body.expect(spiFits(protocol, spiSize), "SPI Size", spiSize);
        NotifyType type = new NotifyType(body.u16("Notify Message Type"));
        Bytes spi = body.take(spiSize, "SPI");
        return new Payload.Notify(protocol, spi, type, body.rest("Notification Data"));
    }

    /// Without SPI the protocol means nothing and may be any (RFC 7296 §3.10).
    private static boolean spiFits(int protocol, int spiSize) {
        if (spiSize == 0) {
            return true;
        }
        return switch (protocol) {
            case 0 -> false;
            case Payload.Delete.IKE -> spiSize == IKE_SPI;
            case Payload.Delete.AH, Payload.Delete.ESP -> spiSize == ESP_SPI;
            default -> true; // an unknown notify of an unknown protocol is for the reader to skip
        };
    }

    static void write(Payload.Notify payload, OctetWriter out) {
        out.u8(payload.protocol()).u8(payload.spi().length()).u16(payload.type().value());
        out.put(payload.spi()).put(payload.data());
    }

    static Payload.Delete readDelete(OctetReader body) {
        int protocol = body.u8("Protocol ID");
        int spiSize = body.u8("SPI Size");
        int count = body.u16("Num of SPIs");
        boolean ike = protocol == Payload.Delete.IKE;
        body.expect(ike || protocol == Payload.Delete.AH || protocol == Payload.Delete.ESP, "Protocol ID", protocol);
        body.expect(spiSize == (ike ? 0 : ESP_SPI), "SPI Size", spiSize);
        body.expect(body.left() == (ike ? 0 : ESP_SPI * count) && (!ike || count == 0), "Num of SPIs", count);
        List<Spi> spis = new ArrayList<>();
        while (body.more()) {
            spis.add(new Spi(body.u32("SPI")));
        }
        return new Payload.Delete(protocol, spis);
    }

    static void write(Payload.Delete payload, OctetWriter out) {
        out.u8(payload.protocol()).u8(payload.protocol() == Payload.Delete.IKE ? 0 : ESP_SPI);
        out.u16(payload.spis().size());
        for (Spi spi : payload.spis()) {
            out.u32(spi.value());
        }
    }
}
