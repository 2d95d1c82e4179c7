package org.adit.gateway.daemon;

import java.time.InstantSource;
import java.util.List;
import org.adit.base.diagnosis.Failure;
import org.adit.base.diagnosis.Result;
import org.adit.gateway.api.DeviceIssuer;
import org.adit.gateway.ca.CaFailure;
import org.adit.gateway.ca.CertificateAuthority;
import org.adit.gateway.ca.IssuedDevice;
import org.adit.protocol.crypto.KeyKind;
import org.adit.protocol.pki.Certificate;

/// The gateway's own CA behind the API's port; one request at a time.
final class LocalIssuer implements DeviceIssuer {
    private final CertificateAuthority authority;
    private final InstantSource clock;

    LocalIssuer(CertificateAuthority authority, InstantSource clock) {
        this.authority = authority;
        this.clock = clock;
    }

    @Override
    public synchronized Result<Issued, Failure> issue(String user, String device, Key key) {
        // A user name may hold an @ itself, an address may hold one only.
        String name = user.replace('@', '.') + "@" + device;
        return switch (authority.issueDevice(name, kind(key), clock.instant())) {
            case Result.Ok<IssuedDevice, CaFailure>(IssuedDevice made) -> Result.ok(issued(made));
            case Result.Failed<IssuedDevice, CaFailure>(CaFailure failure) -> Result.failed(failure);
        };
    }

    @Override
    public List<Authority> authorities() {
        Certificate own = authority.certificate();
        return List.of(new Authority(
                own.subjectText(), own.serial(), own.fingerprint().hex(), own.notBefore(), own.notAfter()));
    }

    private static KeyKind kind(Key key) {
        return switch (key) {
            case ECDSA -> KeyKind.EC_P256;
            case RSA -> KeyKind.RSA;
            case ED25519 -> KeyKind.ED25519;
        };
    }

    private static Issued issued(IssuedDevice made) {
        Certificate leaf = made.certificate();
        return new Issued(
                made.identity(),
                leaf.serial(),
                leaf.fingerprint(),
                leaf.subjectText(),
                leaf.notAfter(),
                made.certificatePem(),
                made.authorityPem(),
                made.keyPem());
    }
}
