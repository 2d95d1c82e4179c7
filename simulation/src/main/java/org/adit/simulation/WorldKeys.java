package org.adit.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.adit.base.Bytes;
import org.adit.base.Randomness;
import org.adit.base.diagnosis.Result;
import org.adit.base.secret.Secret;
import org.adit.protocol.auth.Identity;
import org.adit.protocol.auth.LocalCredential;
import org.adit.protocol.auth.Trust;
import org.adit.protocol.crypto.CryptoProvider;
import org.adit.protocol.crypto.GeneratedKey;
import org.adit.protocol.crypto.JcaCrypto;
import org.adit.protocol.crypto.KeyKind;
import org.adit.protocol.crypto.SigningKeys;
import org.adit.protocol.pki.Certificate;
import org.adit.protocol.pki.CertificateIssuer;
import org.adit.protocol.pki.ChainChecker;
import org.adit.protocol.pki.PkiFailure;
import org.adit.protocol.pki.Validity;

/// Who everybody is in all worlds: a gateway with a certificate, [#PEOPLE] clients, of which the odd ones have a
/// certificate and the others a shared secret. Made once, from a fixed seed; Ed25519, since its signatures are the same
/// every time.
public final class WorldKeys {
    static final int PEOPLE = 4;
    static final Identity GATEWAY = Identity.fqdn("vpn.example.org");

    private final CryptoProvider crypto = JcaCrypto.create(Optional.empty());
    private final Randomness randomness = seeded(20_261_101);
    private final Validity validity =
            Validity.startingAt(Instant.parse("2026-01-01T00:00:00Z"), Duration.ofDays(5_000));
    private final Certificate root;
    private final LocalCredential gateway;
    private final List<LocalCredential> people = new ArrayList<>();
    private final List<Trust.SharedSecret> secrets = new ArrayList<>();

    public WorldKeys() {
        GeneratedKey rootKey = key();
        root = ok(CertificateIssuer.root(
                "Simulated CA", rootKey.verifyingKey(), rootKey.signingKey(), validity, randomness));
        CertificateIssuer issuer = new CertificateIssuer(root, rootKey.signingKey());
        GeneratedKey gatewayKey = key();
        Certificate server =
                ok(issuer.server(List.of("vpn.example.org"), gatewayKey.verifyingKey(), validity, randomness));
        gateway = new LocalCredential.WithCertificate(GATEWAY, List.of(server), gatewayKey.signingKey());
        for (int i = 0; i < PEOPLE; i++) {
            people.add(i % 2 == 1 ? withCertificate(issuer, "person" + i + "@laptop" + i) : withSecret(i));
        }
    }

    private LocalCredential withCertificate(CertificateIssuer issuer, String name) {
        GeneratedKey key = key();
        Certificate leaf = ok(issuer.device(name, key.verifyingKey(), validity, randomness));
        return new LocalCredential.WithCertificate(Identity.rfc822(name), List.of(leaf), key.signingKey());
    }

    private LocalCredential withSecret(int number) {
        Identity site = Identity.fqdn("site" + number + ".example.org");
        secrets.add(new Trust.SharedSecret(site, secret(number)));
        return new LocalCredential.WithSharedSecret(site, secret(number));
    }

    private static Secret secret(int number) {
        return Secret.own(
                Bytes.ofUtf8("the shared secret of site number " + number).toArray());
    }

    private GeneratedKey key() {
        return SigningKeys.generate(KeyKind.ED25519, randomness);
    }

    private static Certificate ok(Result<Certificate, PkiFailure> result) {
        return switch (result) {
            case Result.Ok<Certificate, PkiFailure>(var certificate) -> certificate;
            case Result.Failed<Certificate, PkiFailure>(var failure) ->
                throw new IllegalStateException(failure.explain().what());
        };
    }

    static Randomness seeded(long seed) {
        Random random = new Random(seed);
        return random::nextBytes;
    }

    CryptoProvider crypto() {
        return crypto;
    }

    List<LocalCredential> ofGateway() {
        return List.of(gateway);
    }

    LocalCredential of(int person) {
        return people.get(person);
    }

    Trust trustOfGateway() {
        return new Trust(new ChainChecker(List.of(root)), secrets, false);
    }

    /// A site knows the gateway by the secret that they share, a person by the CA.
    Trust trustOf(int person) {
        List<Trust.SharedSecret> shared = of(person) instanceof LocalCredential.WithSharedSecret
                ? List.of(new Trust.SharedSecret(GATEWAY, secret(person)))
                : List.of();
        return new Trust(new ChainChecker(List.of(root)), shared, false);
    }
}
