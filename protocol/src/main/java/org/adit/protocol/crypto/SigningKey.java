package org.adit.protocol.crypto;

import org.adit.base.Bytes;

/// A private key. Prints nothing of itself.
public interface SigningKey {
    KeyKind kind();

    /// `scheme` must fit [#kind].
    Bytes sign(SignatureScheme scheme, Bytes message);
}
