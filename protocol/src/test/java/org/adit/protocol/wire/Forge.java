package org.adit.protocol.wire;

import org.adit.base.Bytes;
import org.adit.protocol.crypto.IkeCipher;

/// Protects what [SealedWriter] would never write, as a genuine but broken peer might.
final class Forge {
    private Forge() {}

    /// One SK payload over `plain`, which has its padding.
    static Bytes sealed(IkeHeader header, int first, Bytes plain, IkeCipher cipher) {
        return last(header, new Front(PayloadType.ENCRYPTED, Bytes.EMPTY), generic(first), plain, cipher);
    }

    /// One SKF payload with these numbers, whatever they are.
    static Bytes fragment(IkeHeader header, int next, int number, int total, Bytes content) {
        Bytes start =
                generic(next).plus(new OctetWriter(4).u16(number).u16(total).bytes());
        Front none = new Front(PayloadType.ENCRYPTED_FRAGMENT, Bytes.EMPTY);
        return last(header, none, start, padded(content), new FakeCipher(1));
    }

    /// One SK payload after unprotected ones, of which the first has type `outerType`.
    static Bytes behind(IkeHeader header, int outerType, Bytes outer, int first, Bytes content) {
        return last(header, new Front(outerType, outer), generic(first), padded(content), new FakeCipher(1));
    }

    /// `content` with no padding but Pad Length.
    static Bytes padded(Bytes content) {
        return content.plus(Bytes.of((byte) 0));
    }

    private record Front(int type, Bytes payloads) {}

    private static Bytes generic(int next) {
        return Bytes.of((byte) next, (byte) 0, (byte) 0, (byte) 0);
    }

    /// `start` is the payload up to the IV, with its length still open.
    private static Bytes last(IkeHeader header, Front front, Bytes start, Bytes plain, IkeCipher cipher) {
        int payload = start.length() + cipher.ivOctets() + plain.length() + cipher.icvOctets();
        int at = IkeHeader.OCTETS + front.payloads().length();
        OctetWriter out = new OctetWriter(at + payload);
        HeaderCodec.write(header, front.type(), at + payload, out);
        out.put(front.payloads()).put(start);
        out.setU16(at + 2, payload);
        return out.bytes().plus(cipher.seal(out.bytes(), plain));
    }
}
