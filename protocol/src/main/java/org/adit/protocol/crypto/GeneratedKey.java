package org.adit.protocol.crypto;

import org.adit.base.secret.Secret;

/// A new key pair. The receiver owns `pkcs8`, the private key in DER, and wipes it once it is stored.
public record GeneratedKey(SigningKey signingKey, VerifyingKey verifyingKey, Secret pkcs8) {}
