package org.adit.protocol.auth;

import java.util.List;
import org.adit.base.secret.Secret;
import org.adit.protocol.crypto.SigningKey;
import org.adit.protocol.pki.Certificate;

/// With what we prove who we are.
public sealed interface LocalCredential {
    Identity identity();

    /// `chain` is leaf first, without the root.
    record WithCertificate(Identity identity, List<Certificate> chain, SigningKey key) implements LocalCredential {
        public WithCertificate {
            chain = List.copyOf(chain);
        }
    }

    /// Site to site only.
    record WithSharedSecret(Identity identity, Secret secret) implements LocalCredential {}
}
