package org.adit.protocol.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.adit.base.net.IpAddress;
import org.adit.base.net.IpFamily;
import org.adit.base.net.IpRange;
import org.adit.protocol.ipsec.TrafficSelector;

/// The Traffic Selector payloads. RFC 7296 §3.13.
///
/// A selector that is well-formed but that no packet can match, or of a type that we do not know, is left out: the
/// others may still be narrowed to, and with none left the answer is TS_UNACCEPTABLE, not INVALID_SYNTAX.
final class SelectorCodec {
    private static final int HEADER = 8;
    private static final int IPV4_RANGE = 7;
    private static final int IPV6_RANGE = 8;

    private SelectorCodec() {}

    static Payload.TrafficSelectors read(boolean initiator, OctetReader body) {
        int count = body.u8("Number of TSs");
        body.expect(count > 0, "Number of TSs", count);
        body.skip(3, "RESERVED");
        List<TrafficSelector> usable = new ArrayList<>();
        int found = 0;
        while (body.more()) {
            selector(body).ifPresent(usable::add);
            found++;
        }
        body.expect(found == count, "Number of TSs", count);
        return new Payload.TrafficSelectors(initiator, usable);
    }

    private static Optional<TrafficSelector> selector(OctetReader body) {
        int type = body.u8("TS Type");
        int protocol = body.u8("IP Protocol ID");
        int length = body.u16("Selector Length");
        if (type != IPV4_RANGE && type != IPV6_RANGE) {
            body.expect(length >= 4, "Selector Length", length);
            body.skip(length - 4, "Selector Length");
            return Optional.empty();
        }
        IpFamily family = type == IPV4_RANGE ? IpFamily.V4 : IpFamily.V6;
        body.expect(length == HEADER + 2 * family.octets(), "Selector Length", length);
        int startPort = body.u16("Start Port");
        int endPort = body.u16("End Port");
        IpAddress start = address(family, body);
        IpAddress end = address(family, body);
        boolean opaque = startPort == 0xffff && endPort == 0;
        if (body.refused() || start.compareTo(end) > 0 || startPort > endPort && !opaque) {
            return Optional.empty();
        }
        return Optional.of(new TrafficSelector(protocol, startPort, endPort, new IpRange(start, end)));
    }

    private static IpAddress address(IpFamily family, OctetReader body) {
        return switch (family) {
            case V4 -> IpAddress.v4(body.u32("address"));
            case V6 -> IpAddress.v6(body.u64("address"), body.u64("address"));
        };
    }

    static void write(Payload.TrafficSelectors payload, OctetWriter out) {
        out.u8(payload.selectors().size()).u24(0);
        for (TrafficSelector selector : payload.selectors()) {
            IpRange addresses = selector.addresses();
            boolean v4 = addresses.family() == IpFamily.V4;
            out.u8(v4 ? IPV4_RANGE : IPV6_RANGE).u8(selector.protocol());
            out.u16(HEADER + 2 * addresses.family().octets());
            out.u16(selector.startPort()).u16(selector.endPort());
            out.put(addresses.first().octets()).put(addresses.last().octets());
        }
    }
}
