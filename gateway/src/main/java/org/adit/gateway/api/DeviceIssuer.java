package org.adit.gateway.api;

import java.time.Instant;
import java.util.List;
import org.adit.base.Bytes;
import org.adit.base.diagnosis.Failure;
import org.adit.base.diagnosis.Result;
import org.adit.base.secret.Secret;

/// The port to the CA: certificates for devices, and what the CA is.
public interface DeviceIssuer {
    /// A new key and certificate for `device` of `user`.
    Result<Issued, Failure> issue(String user, String device);

    /// The CA's certificates for people.
    List<Authority> authorities();

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
