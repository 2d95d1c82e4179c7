package org.adit.protocol.wire;

import java.util.ArrayList;
import java.util.List;
import org.adit.protocol.wire.Payload.Configuration.Attribute;

/// The Configuration payload. RFC 7296 §3.15.
final class ConfigurationCodec {
    private static final int ATTRIBUTE_TYPE = 0x7fff;

    private ConfigurationCodec() {}

    static Payload.Configuration read(OctetReader body) {
        ConfigurationType type = new ConfigurationType(body.u8("CFG Type"));
        body.skip(3, "RESERVED");
        List<Attribute> attributes = new ArrayList<>();
        while (body.more()) {
            // the first bit is RESERVED
            AttributeType attribute = new AttributeType(body.u16("Attribute Type") & ATTRIBUTE_TYPE);
            int length = body.u16("Attribute Length");
            if (!lengthFits(attribute.value(), length)) {
                body.expect(false, attribute + " Length", length);
            }
            attributes.add(new Attribute(attribute, body.take(length, "Attribute Length")));
        }
        return new Payload.Configuration(type, attributes);
    }

    /// The table of RFC 7296 §3.15.1: addresses may be left out in requests, but not cut.
    private static boolean lengthFits(int attribute, int length) {
        return switch (attribute) {
            case 1, 2, 3, 4, 6 -> length == 0 || length == 4;
            case 8, 15 -> length == 0 || length == 17;
            case 10, 12 -> length == 0 || length == 16;
            case 13 -> length == 0 || length == 8;
            case 14 -> length % 2 == 0;
            default -> true;
        };
    }

    static void write(Payload.Configuration payload, OctetWriter out) {
        out.u8(payload.type().value()).u24(0);
        for (Attribute attribute : payload.attributes()) {
            if (attribute.type().value() > ATTRIBUTE_TYPE) {
                throw new IllegalArgumentException("attribute types have 15 bits: " + attribute);
            }
            out.u16(attribute.type().value()).u16(attribute.value().length()).put(attribute.value());
        }
    }
}
