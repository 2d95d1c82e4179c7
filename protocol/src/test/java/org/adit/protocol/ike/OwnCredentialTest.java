package org.adit.protocol.ike;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.adit.protocol.auth.Identity;
import org.adit.protocol.auth.LocalCredential;
import org.adit.protocol.auth.Trust;
import org.adit.protocol.crypto.GeneratedKey;
import org.adit.protocol.crypto.KeyKind;
import org.adit.protocol.crypto.SigningKeys;
import org.adit.protocol.negotiate.CryptoPolicy;
import org.adit.protocol.pki.Certificate;
import org.adit.protocol.pki.CertificateForge;
import org.adit.protocol.pki.CertificateIssuer;
import org.adit.protocol.pki.ChainChecker;
import org.adit.protocol.pki.Validity;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// With which of its certificates a responder answers.
class OwnCredentialTest {
    private static final Validity VALID =
            Validity.startingAt(Instant.parse("2026-10-31T00:00:00Z"), Duration.ofDays(30));

    private final CertificateIssuer issuer = issuer();
    private final Map<KeyKind, LocalCredential> ofGateway = new EnumMap<>(KeyKind.class);

    private static CertificateIssuer issuer() {
        GeneratedKey key = SigningKeys.generate(KeyKind.EC_P256);
        Certificate root = CertificateForge.good(
                CertificateIssuer.root("Test CA", key.verifyingKey(), key.signingKey(), VALID, Pair.seeded(1)));
        return new CertificateIssuer(root, key.signingKey());
    }

    private LocalCredential device(KeyKind kind) {
        GeneratedKey key = SigningKeys.generate(kind);
        Certificate made =
                CertificateForge.good(issuer.device("a.example.org", key.verifyingKey(), VALID, Pair.seeded(2)));
        return new LocalCredential.WithCertificate(Identity.fqdn("a.example.org"), List.of(made), key.signingKey());
    }

    private LocalCredential server(KeyKind kind) {
        GeneratedKey key = SigningKeys.generate(kind);
        Certificate made = CertificateForge.good(
                issuer.server(List.of("b.example.org"), key.verifyingKey(), VALID, Pair.seeded(3)));
        return new LocalCredential.WithCertificate(Identity.fqdn("b.example.org"), List.of(made), key.signingKey());
    }

    @ParameterizedTest(name = "a client with {0} sees {1}")
    @CsvSource({"EC_P256, EC_P256", "EC_P384, EC_P256", "RSA, RSA", "ED25519, RSA"})
    void aClientThatSignsWithEcdsaIsAnsweredWithEcdsaAndAnyOtherWithTheFirst(KeyKind ofClient, KeyKind answer) {
        for (KeyKind kind : List.of(KeyKind.RSA, KeyKind.EC_P256)) {
            ofGateway.put(kind, server(kind));
        }
        Trust trust = new Trust(new ChainChecker(List.of(issuer.authority())), List.of(), true);
        Pair pair = new Pair(
                IkeSettings.client(CryptoPolicy.DEFAULT, trust),
                IkeSettings.gateway(
                        CryptoPolicy.DEFAULT,
                        List.of(ofGateway.get(KeyKind.RSA), ofGateway.get(KeyKind.EC_P256)),
                        trust),
                4);
        pair.connect(Pair.request(device(ofClient)));
        Optional<KeyKind> seen = pair.a.events.stream()
                .filter(IkeEvent.Established.class::isInstance)
                .map(event -> ((IkeEvent.Established) event)
                        .peer()
                        .certificate()
                        .orElseThrow()
                        .key()
                        .kind())
                .findFirst();
        assertThat(seen).contains(answer);
    }
}
