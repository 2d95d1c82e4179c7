package org.adit.protocol.negotiate;

/// The one word about algorithms that an administrator chooses.
public enum CryptoPolicy {
    MODERN,
    DEFAULT,
    COMPAT
}
