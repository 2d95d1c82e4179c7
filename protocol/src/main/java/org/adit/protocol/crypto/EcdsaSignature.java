package org.adit.protocol.crypto;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.util.Optional;
import org.adit.base.Bytes;

/// The two ways in which ECDSA signatures are written: DER (RFC 7427, and every [SignatureScheme] here) and r | s of
/// fixed length (RFC 4754 §7, for methods 9 to 11).
public record EcdsaSignature(BigInteger r, BigInteger s) {
    public EcdsaSignature {
        if (r.signum() <= 0 || s.signum() <= 0) {
            throw new IllegalArgumentException("r and s are positive");
        }
    }

    /// Strict DER only: shortest lengths, positive integers, nothing behind. Empty for all else.
    public static Optional<EcdsaSignature> ofDer(Bytes der) {
        Optional<Der> sequence = Der.wholeSequence(der);
        if (sequence.isEmpty()) {
            return Optional.empty();
        }
        int end = sequence.get().to();
        Optional<Der> r = Der.positiveInteger(der, sequence.get().contentFrom(), end);
        if (r.isEmpty()) {
            return Optional.empty();
        }
        Optional<Der> s = Der.positiveInteger(der, r.get().to(), end);
        if (s.isEmpty() || s.get().to() != end) {
            return Optional.empty();
        }
        return Optional.of(new EcdsaSignature(r.get().integer(der), s.get().integer(der)));
    }

    /// `r | s`, each as long as the curve's order. Empty for another length or a zero.
    public static Optional<EcdsaSignature> ofFixed(KeyKind kind, Bytes fixed) {
        Optional<Curve> curve = Curve.of(kind);
        if (curve.isEmpty() || fixed.length() != 2 * curve.get().fieldOctets()) {
            return Optional.empty();
        }
        int half = fixed.length() / 2;
        BigInteger r = FixedOctets.read(fixed, 0, half);
        BigInteger s = FixedOctets.read(fixed, half, 2 * half);
        return r.signum() == 0 || s.signum() == 0 ? Optional.empty() : Optional.of(new EcdsaSignature(r, s));
    }

    /// `r | s` for a curve whose order both are below.
    public Bytes fixed(KeyKind kind) {
        int half = Curve.of(kind).orElseThrow().fieldOctets();
        return FixedOctets.of(r, half).plus(FixedOctets.of(s, half));
    }

    public Bytes der() {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        write(body, Der.INTEGER, r.toByteArray());
        write(body, Der.INTEGER, s.toByteArray());
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        write(whole, Der.SEQUENCE, body.toByteArray());
        return Bytes.wrap(whole.toByteArray());
    }

    boolean fits(Curve curve) {
        return r.compareTo(curve.order()) < 0 && s.compareTo(curve.order()) < 0;
    }

    // The longest, of P-521, has 139 octets.
    private static void write(ByteArrayOutputStream out, int tag, byte[] content) {
        out.write(tag);
        if (content.length >= 0x80) {
            out.write(0x81);
        }
        out.write(content.length);
        out.writeBytes(content);
    }
}
