package org.adit.protocol.auth;

import java.util.List;
import org.adit.base.secret.Secret;
import org.adit.protocol.pki.ChainChecker;

/// Whom we believe: certificates under these anchors, and peers with a shared secret.
/// `allowPkcs1` admits RSA PKCS#1 v1.5 with SHA-2 (method 1, and inside method 14) for stock clients.
public record Trust(ChainChecker chains, List<SharedSecret> secrets, boolean allowPkcs1) {
    public Trust {
        secrets = List.copyOf(secrets);
    }

    /// A peer that proves itself with `secret`.
    public record SharedSecret(Identity peer, Secret secret) {}
}
