package org.adit.gateway.ca;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.adit.base.Randomness;
import org.adit.base.diagnosis.Result;
import org.adit.base.net.IpAddress;
import org.adit.base.secret.Secret;
import org.adit.protocol.auth.Identity;
import org.adit.protocol.auth.LocalCredential;
import org.adit.protocol.crypto.GeneratedKey;
import org.adit.protocol.crypto.KeyKind;
import org.adit.protocol.crypto.SigningKeys;
import org.adit.protocol.pki.Certificate;
import org.adit.protocol.pki.CertificateIssuer;
import org.adit.protocol.pki.Pem;
import org.adit.protocol.pki.PkiFailure;
import org.adit.protocol.pki.Validity;

/// The CA of one gateway, in one folder: `ca.pem` (key and certificate), `ca.crt` (the certificate, to hand out),
/// `server-rsa.pem` and `server-ecdsa.pem`. Keys of devices are not kept. For one thread at a time.
public final class CertificateAuthority {
    private static final String CA_FILE = "ca.pem";
    private static final String CA_PUBLIC_FILE = "ca.crt";
    private static final Duration CA_LIFE = Duration.ofDays(3_650);
    private static final Duration SERVER_LIFE = Duration.ofDays(730); // Apple takes no more than 825 days
    private static final Duration DEVICE_LIFE = Duration.ofDays(365);
    private static final Duration RENEW_BEFORE_END = Duration.ofDays(30);

    private final KeyFolder folder;
    private final CertificateIssuer issuer;
    private final Randomness randomness;

    private CertificateAuthority(KeyFolder folder, KeyFile own, Randomness randomness) {
        this.folder = folder;
        this.issuer = new CertificateIssuer(own.certificate(), own.key());
        this.randomness = randomness;
    }

    /// A new one with a P-256 key; never over one that is there.
    public static Result<CertificateAuthority, CaFailure> create(
            Path path, String commonName, Randomness randomness, Instant now) {
        return KeyFolder.open(path).then(folder -> {
            if (folder.has(CA_FILE)) {
                return Result.failed(new CaFailure.AlreadyThere(folder.path(CA_FILE)));
            }
            GeneratedKey key = SigningKeys.generate(KeyKind.EC_P256);
            try (Secret _ = key.pkcs8()) {
                return pki(CertificateIssuer.root(
                                commonName,
                                key.verifyingKey(),
                                key.signingKey(),
                                Validity.startingAt(now, CA_LIFE),
                                randomness))
                        .then(root -> publish(folder, root).then(_ -> KeyFile.store(folder, CA_FILE, key, root)))
                        .map(own -> new CertificateAuthority(folder, own, randomness));
            }
        });
    }

    public static Result<CertificateAuthority, CaFailure> load(Path path, Randomness randomness) {
        if (!path.resolve(CA_FILE).toFile().exists()) {
            return Result.failed(new CaFailure.NoAuthority(path));
        }
        return KeyFolder.open(path)
                .then(folder ->
                        KeyFile.load(folder, CA_FILE).map(own -> new CertificateAuthority(folder, own, randomness)));
    }

    public Certificate certificate() {
        return issuer.authority();
    }

    /// The gateway's credentials, RSA first as every client takes it, then ECDSA. Made when they are missing, are for
    /// other names, come from another CA or end within 30 days.
    public Result<List<LocalCredential.WithCertificate>, CaFailure> serverCredentials(List<String> hosts, Instant now) {
        Optional<Identity> identity = hosts.isEmpty() ? Optional.empty() : Identity.parse(hosts.getFirst());
        if (identity.isEmpty()) {
            return Result.failed(new CaFailure.NoIdentity(hosts));
        }
        return server("server-rsa.pem", KeyKind.RSA, hosts, now)
                .then(rsa -> server("server-ecdsa.pem", KeyKind.EC_P256, hosts, now)
                        .map(ecdsa -> List.of(credential(identity.get(), rsa), credential(identity.get(), ecdsa))));
    }

    /// A new key and certificate for a device: `name` is `user@device` or a host name.
    public Result<IssuedDevice, CaFailure> issueDevice(String name, KeyKind kind, Instant now) {
        GeneratedKey key = SigningKeys.generate(kind);
        try (Secret pkcs8 = key.pkcs8()) {
            return pki(issuer.device(name, key.verifyingKey(), Validity.startingAt(now, DEVICE_LIFE), randomness))
                    .map(made -> new IssuedDevice(name, made, issuer.authority(), Pem.writePrivateKey(pkcs8)));
        }
    }

    private Result<KeyFile, CaFailure> server(String file, KeyKind kind, List<String> hosts, Instant now) {
        if (!folder.has(file)) {
            return newServer(file, kind, hosts, now);
        }
        return KeyFile.load(folder, file)
                .then(have -> stillGood(have.certificate(), hosts, now)
                        ? Result.ok(have)
                        : newServer(file, kind, hosts, now));
    }

    private Result<KeyFile, CaFailure> newServer(String file, KeyKind kind, List<String> hosts, Instant now) {
        GeneratedKey key = SigningKeys.generate(kind);
        try (Secret _ = key.pkcs8()) {
            return pki(issuer.server(hosts, key.verifyingKey(), Validity.startingAt(now, SERVER_LIFE), randomness))
                    .then(made -> KeyFile.store(folder, file, key, made));
        }
    }

    private boolean stillGood(Certificate have, List<String> hosts, Instant now) {
        List<String> names = hosts.stream()
                .map(host -> IpAddress.parse(host).map(IpAddress::toString).orElse(host))
                .distinct()
                .toList();
        boolean ends = now.plus(RENEW_BEFORE_END).isAfter(have.notAfter());
        // A CA near its own end cannot give more than it has.
        boolean asLongAsCan = have.notAfter().equals(issuer.authority().notAfter());
        return have.dnsNames().equals(names)
                && have.wasSignedBy(issuer.authority())
                && !now.isBefore(have.notBefore())
                && (!ends || asLongAsCan);
    }

    private static LocalCredential.WithCertificate credential(Identity identity, KeyFile file) {
        return new LocalCredential.WithCertificate(identity, List.of(file.certificate()), file.key());
    }

    private static Result<Path, CaFailure> publish(KeyFolder folder, Certificate root) {
        byte[] text = Pem.write(List.of(root)).getBytes(StandardCharsets.US_ASCII);
        return folder.write(CA_PUBLIC_FILE, Secret.own(text));
    }

    private static <T> Result<T, CaFailure> pki(Result<T, PkiFailure> result) {
        return switch (result) {
            case Result.Ok<T, PkiFailure>(T value) -> Result.ok(value);
            case Result.Failed<T, PkiFailure>(PkiFailure why) -> Result.failed(new CaFailure.Refused(why));
        };
    }
}
