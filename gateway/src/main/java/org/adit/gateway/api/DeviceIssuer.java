package org.adit.gateway.api;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.adit.base.Bytes;
import org.adit.base.diagnosis.Failure;
import org.adit.base.diagnosis.Result;
import org.adit.base.secret.Secret;

/// The port to the CA: certificates for devices, and what the CA is.
public interface DeviceIssuer {
    /// A new key and certificate for `device` of `user`.
    Result<Issued, Failure> issue(String user, String device, Key key);

    /// The CA's certificates for people.
    List<Authority> authorities();

    /// Kinds of device keys, by the word for them: ECDSA on P-256, which every stock client takes; RSA with 3072 bits
    /// for old ones; Ed25519 where the client is known to take it.
    enum Key {
        ECDSA,
        RSA,
        ED25519;

        public static Optional<Key> named(String word) {
            return Stream.of(values()).filter(key -> key.word().equals(word)).findFirst();
        }

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// `identity` is what the device calls itself in IKE. PEM texts; the key is PKCS#8.
    record Issued(
            String identity,
            String serial,
            Bytes fingerprint,
            String subject,
            Instant notAfter,
            String certificatePem,
            String authorityPem,
            Secret keyPem) {}

    record Authority(String subject, String serial, String fingerprint, Instant notBefore, Instant notAfter) {}
}
