package org.adit.protocol.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.adit.base.Bytes;
import org.adit.protocol.wire.Proposal.Transform;

/// The Security Association payload with its proposals, transforms and attributes. RFC 7296 §3.3.
final class ProposalCodec {
    private static final int PROPOSAL_HEADER = 8;
    private static final int TRANSFORM_HEADER = 8;
    private static final int MORE_PROPOSALS = 2;

    /// They are numbered from 1 in one octet.
    private static final int MOST_PROPOSALS = 255;

    private static final int MORE_TRANSFORMS = 3;
    private static final int TYPE_VALUE_FORMAT = 0x8000;
    private static final int KEY_LENGTH = 14;
    private static final int AH = 2;

    private ProposalCodec() {}

    static Payload.SecurityAssociation read(OctetReader body) {
        List<Proposal> proposals = new ArrayList<>();
        body.expect(body.more(), "proposals", 0);
        while (body.more()) {
            proposals.add(proposal(body));
            body.expect(proposals.size() <= MOST_PROPOSALS, "proposals", proposals.size());
        }
        return new Payload.SecurityAssociation(proposals);
    }

    private static Proposal proposal(OctetReader body) {
        int last = body.u8("Last Substruc");
        body.skip(1, "RESERVED");
        int length = body.u16("Proposal Length");
        body.expect(length >= PROPOSAL_HEADER, "Proposal Length", length);
        OctetReader fields = body.window(length - 4, "Proposal Length");
        expectMarker(body, last, MORE_PROPOSALS);

        int number = fields.u8("Proposal Num");
        int protocol = fields.u8("Protocol ID");
        int spiSize = fields.u8("SPI Size");
        fields.expect(spiFits(protocol, spiSize), "SPI Size", spiSize);
        int count = fields.u8("Num Transforms");
        Bytes spi = fields.take(spiSize, "SPI");
        List<Transform> transforms = new ArrayList<>();
        while (fields.more()) {
            transforms.add(transform(fields));
        }
        fields.expect(transforms.size() == count, "Num Transforms", count);
        return new Proposal(number, protocol, spi, transforms);
    }

    private static boolean spiFits(int protocol, int spiSize) {
        return switch (protocol) {
            case Proposal.IKE -> spiSize == 0 || spiSize == 8;
            case AH, Proposal.ESP -> spiSize == 4;
            default -> true; // negotiation will not choose a protocol that it does not know
        };
    }

    private static Transform transform(OctetReader body) {
        int last = body.u8("Last Substruc");
        body.skip(1, "RESERVED");
        int length = body.u16("Transform Length");
        body.expect(length >= TRANSFORM_HEADER, "Transform Length", length);
        OctetReader fields = body.window(length - 4, "Transform Length");
        expectMarker(body, last, MORE_TRANSFORMS);

        int type = fields.u8("Transform Type");
        fields.skip(1, "RESERVED");
        int id = fields.u16("Transform ID");
        OptionalInt keyBits = OptionalInt.empty();
        boolean unknown = false;
        while (fields.more()) {
            int attribute = fields.u16("Attribute Type");
            int value = fields.u16("Attribute Value");
            if (attribute == (TYPE_VALUE_FORMAT | KEY_LENGTH) && keyBits.isEmpty()) {
                keyBits = OptionalInt.of(value);
            } else {
                unknown = true;
                if ((attribute & TYPE_VALUE_FORMAT) == 0) {
                    fields.skip(value, "Attribute Length");
                }
            }
        }
        return new Transform(type, id, keyBits, unknown);
    }

    /// RFC 7296 §3.3.1, §3.3.2: `more` if another follows, 0 on the last.
    private static void expectMarker(OctetReader body, int marker, int more) {
        if (!body.refused()) {
            body.expect(marker == (body.more() ? more : 0), "Last Substruc", marker);
        }
    }

    static void write(Payload.SecurityAssociation payload, OctetWriter out) {
        int left = payload.proposals().size();
        for (Proposal proposal : payload.proposals()) {
            left--;
            write(proposal, left > 0 ? MORE_PROPOSALS : 0, out);
        }
    }

    private static void write(Proposal proposal, int marker, OctetWriter out) {
        int start = out.length();
        out.u8(marker).u8(0).u16(0);
        out.u8(proposal.number()).u8(proposal.protocol());
        out.u8(proposal.spi().length()).u8(proposal.transforms().size()).put(proposal.spi());
        int left = proposal.transforms().size();
        for (Transform transform : proposal.transforms()) {
            left--;
            int attributes = transform.keyBits().isPresent() ? 4 : 0;
            out.u8(left > 0 ? MORE_TRANSFORMS : 0).u8(0).u16(TRANSFORM_HEADER + attributes);
            out.u8(transform.type()).u8(0).u16(transform.id());
            if (transform.keyBits().isPresent()) {
                out.u16(TYPE_VALUE_FORMAT | KEY_LENGTH).u16(transform.keyBits().getAsInt());
            }
        }
        out.setU16(start + 2, out.length() - start);
    }
}
