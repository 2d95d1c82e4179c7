package org.adit.protocol.pki;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.adit.base.Bytes;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Primitive;

/// Strict reading and writing of DER through Bouncy Castle.
final class Der {
    private Der() {}

    /// The one element that `octets` are; empty unless they are exactly its DER. Bouncy Castle reads BER too, so what
    /// it understood is written again and compared.
    static Optional<ASN1Primitive> read(Bytes octets) {
        if (!DerShape.isOneElement(octets)) {
            return Optional.empty();
        }
        try {
            ASN1Primitive primitive = ASN1Primitive.fromByteArray(octets.toArray());
            return write(primitive).equals(octets) ? Optional.of(primitive) : Optional.empty();
        } catch (IOException | RuntimeException _) {
            return Optional.empty();
        }
    }

    static Bytes write(ASN1Encodable value) {
        try {
            return Bytes.wrap(value.toASN1Primitive().getEncoded(ASN1Encoding.DER));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
