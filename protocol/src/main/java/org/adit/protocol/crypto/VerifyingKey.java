package org.adit.protocol.crypto;

import org.adit.base.Bytes;

/// A public key that checks signatures.
public interface VerifyingKey {
    KeyKind kind();

    /// Bits of the modulus or of the curve's field.
    int bits();

    /// DER of the SubjectPublicKeyInfo.
    Bytes subjectPublicKeyInfo();

    /// False for every reason a signature can be bad, also for a scheme that does not fit the key. Never throws for
    /// what the peer sent.
    boolean verify(SignatureScheme scheme, Bytes message, Bytes signature);
}
