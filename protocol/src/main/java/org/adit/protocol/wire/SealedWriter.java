package org.adit.protocol.wire;

import java.util.ArrayList;
import java.util.List;
import org.adit.base.Bytes;
import org.adit.protocol.crypto.IkeCipher;

/// Protects messages in one direction of an IKE SA: one SK payload, or SKF fragments when the peer takes them and the
/// message would be longer than `maxDatagram`. RFC 7296 §3.14, RFC 7383 §2.5.
///
/// A message that does not fit its format (64 KiB, 64 fragments) is a mistake of the caller:
/// [IllegalArgumentException].
public final class SealedWriter {
    private static final int FRAGMENT_FIELDS = 4;
    private static final int USUAL_OCTETS = 512;

    private final IkeCipher cipher;

    public SealedWriter(IkeCipher cipher) {
        this.cipher = cipher;
    }

    /// One datagram, however long.
    public Bytes write(IkeMessage message) {
        return whole(message.header(), PayloadChain.firstType(message.payloads()), content(message));
    }

    /// As many datagrams as are needed, none longer than `maxDatagram` octets of UDP payload without non-ESP marker.
    public List<Bytes> writeFragmented(IkeMessage message, int maxDatagram) {
        Bytes content = content(message);
        int firstType = PayloadChain.firstType(message.payloads());
        int overhead = IkeHeader.OCTETS + PayloadChain.GENERIC_HEADER + cipher.ivOctets() + cipher.icvOctets();
        if (overhead + paddedOctets(content.length()) <= maxDatagram) {
            return List.of(whole(message.header(), firstType, content));
        }
        int room = maxDatagram - overhead - FRAGMENT_FIELDS;
        int chunk = room - Math.floorMod(room, cipher.blockOctets()) - 1; // the last octet is Pad Length
        int total = chunk < 1 ? Integer.MAX_VALUE : Math.ceilDiv(content.length(), chunk);
        if (total > FragmentSet.MOST_FRAGMENTS) {
            throw new IllegalArgumentException(
                    content.length() + " octets in datagrams of " + maxDatagram + " need too many fragments");
        }
        List<Bytes> datagrams = new ArrayList<>();
        for (int number = 1; number <= total; number++) {
            int from = (number - 1) * chunk;
            Bytes part = content.slice(from, Math.min(from + chunk, content.length()));
            OctetWriter fields = new OctetWriter(FRAGMENT_FIELDS).u16(number).u16(total);
            int next = number == 1 ? firstType : PayloadType.NONE;
            datagrams.add(sealed(message.header(), PayloadType.ENCRYPTED_FRAGMENT, next, fields.bytes(), part));
        }
        return List.copyOf(datagrams);
    }

    private Bytes whole(IkeHeader header, int firstType, Bytes content) {
        return sealed(header, PayloadType.ENCRYPTED, firstType, Bytes.EMPTY, content);
    }

    private static Bytes content(IkeMessage message) {
        OctetWriter content = new OctetWriter(USUAL_OCTETS);
        PayloadChain.write(message.payloads(), content);
        return content.bytes();
    }

    /// Header, generic header, `fields` and the sealed `content`.
    private Bytes sealed(IkeHeader header, int type, int next, Bytes fields, Bytes content) {
        int padded = paddedOctets(content.length());
        int sealedOctets = cipher.ivOctets() + padded + cipher.icvOctets();
        int payload = PayloadChain.GENERIC_HEADER + fields.length() + sealedOctets;
        int length = IkeHeader.OCTETS + payload;
        if (payload > 0xffff || length > HeaderCodec.MOST_OCTETS) {
            throw new IllegalArgumentException("a protected message of " + length + " octets");
        }
        OctetWriter out = new OctetWriter(length);
        HeaderCodec.write(header, type, length, out);
        out.u8(next).u8(0).u16(payload).put(fields);

        int padLength = padded - 1 - content.length();
        OctetWriter plain =
                new OctetWriter(padded).put(content).zeros(padLength).u8(padLength);
        Bytes sealed = cipher.seal(out.bytes(), plain.bytes());
        if (sealed.length() != sealedOctets) {
            throw new IllegalStateException("the cipher made " + sealed.length() + " octets, not " + sealedOctets);
        }
        return out.put(sealed).bytes();
    }

    /// With Pad Length and the least padding that fills whole blocks.
    private int paddedOctets(int content) {
        return Math.ceilDiv(content + 1, cipher.blockOctets()) * cipher.blockOctets();
    }
}
