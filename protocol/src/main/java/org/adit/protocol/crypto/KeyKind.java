package org.adit.protocol.crypto;

/// Kinds of signature keys.
public enum KeyKind {
    RSA,
    EC_P256,
    EC_P384,
    EC_P521,
    ED25519
}
