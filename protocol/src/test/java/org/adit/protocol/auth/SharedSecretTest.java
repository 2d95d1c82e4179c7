package org.adit.protocol.auth;

import static org.adit.protocol.auth.AuthRoundTrip.failure;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.adit.base.Bytes;
import org.adit.base.secret.Secret;
import org.adit.protocol.crypto.Prf;
import org.adit.protocol.crypto.PrfAlgorithm;
import org.adit.protocol.pki.CertificateForge;
import org.adit.protocol.wire.AuthenticationMethod;
import org.adit.protocol.wire.Payload;
import org.junit.jupiter.api.Test;

/// Method 2, RFC 7296 §2.15.
class SharedSecretTest {
    private static final Identity SITE = Identity.fqdn("site-b.example");

    static AuthRoundTrip siteToSite() {
        return AuthRoundTrip.ofSecrets(SITE, secret("correct"), List.of(shared("SITE-B.example", "correct")));
    }

    @Test
    void thePeerWithTheRightSecretIsProven() {
        AuthRoundTrip site = siteToSite();
        assertThat(site.signed().method()).isEqualTo(AuthenticationMethod.SHARED_KEY_MIC);
        assertThat(site.proven().identity()).isEqualTo(SITE);
        assertThat(site.proven().certificate()).isEmpty();
    }

    @Test
    void theMicIsThatOfTheRfc() {
        AuthRoundTrip site = siteToSite();
        SignedExchange exchange = site.exchange();
        // AUTH = prf( prf(Shared Secret, "Key Pad for IKEv2"), <InitiatorSignedOctets>)
        Bytes idBody = Bytes.of((byte) 2, (byte) 0, (byte) 0, (byte) 0).plus(SITE.data());
        Bytes maced = exchange.prf().compute(exchange.skP(), idBody);
        Secret key = exchange.prf().derive(secret("correct"), Bytes.ofUtf8("Key Pad for IKEv2"));
        Bytes expected =
                exchange.prf().compute(key, Bytes.concat(exchange.firstMessage(), exchange.otherNonce(), maced));
        assertThat(site.signed().data()).isEqualTo(expected);
    }

    @Test
    void aWrongSecretAndAnUnknownPeerAreToldApartHereOnly() {
        AuthRoundTrip wrong =
                AuthRoundTrip.ofSecrets(SITE, secret("wrong"), List.of(shared("site-b.example", "correct")));
        AuthRoundTrip unknown =
                AuthRoundTrip.ofSecrets(SITE, secret("correct"), List.of(shared("site-c.example", "correct")));
        assertThat(failure(wrong.run())).isEqualTo(new AuthFailure.SharedSecretWrong("site-b.example"));
        assertThat(failure(unknown.run())).isEqualTo(new AuthFailure.SharedSecretUnknown("site-b.example"));
    }

    @Test
    void anUnknownPeerCostsAsManyComputationsAsAWrongSecret() {
        assertThat(computations(List.of())).isEqualTo(computations(List.of(shared("site-b.example", "other"))));
        assertThat(computations(List.of(shared("site-b.example", "correct"))))
                .isEqualTo(computations(List.of(shared("x.example", "a"), shared("y.example", "b"))));
    }

    @Test
    void theSecretOfNobodyOpensNothing() {
        // What stands in for an unknown peer's secret must not let in somebody who guesses it.
        Secret zeros = Secret.own(new byte[32]);
        assertThat(failure(AuthRoundTrip.ofSecrets(SITE, zeros, List.of()).run()))
                .isInstanceOf(AuthFailure.SharedSecretUnknown.class);
    }

    @Test
    void aShorterOrLongerMicIsWrong() {
        AuthRoundTrip site = siteToSite();
        Bytes mic = site.signed().data();
        for (Bytes other : List.of(Bytes.EMPTY, mic.slice(0, mic.length() - 1), mic.plus(Bytes.of((byte) 0)))) {
            Payload.Authentication sent = new Payload.Authentication(AuthenticationMethod.SHARED_KEY_MIC, other);
            assertThat(failure(site.verify(site.proof(sent)))).isInstanceOf(AuthFailure.SharedSecretWrong.class);
        }
    }

    @Test
    void aPeerWithASecretMustBeWhomWeExpect() {
        assertThat(failure(
                        siteToSite().expecting(Identity.fqdn("site-a.example")).run()))
                .isEqualTo(new AuthFailure.UnexpectedIdentity("site-a.example", "site-b.example", List.of()));
        assertThat(siteToSite()
                        .expecting(Identity.fqdn("site-b.EXAMPLE"))
                        .proven()
                        .identity())
                .isEqualTo(SITE);
    }

    @Test
    void anIdentityOfAnotherTypeIsAnotherPeer() {
        Trust.SharedSecret asKeyId = new Trust.SharedSecret(Identity.keyId(SITE.data()), secret("correct"));
        assertThat(failure(AuthRoundTrip.ofSecrets(SITE, secret("correct"), List.of(asKeyId))
                        .run()))
                .isInstanceOf(AuthFailure.SharedSecretUnknown.class);
    }

    private static int computations(List<Trust.SharedSecret> secrets) {
        AuthRoundTrip site = siteToSite();
        CountingPrf counting = new CountingPrf(site.exchange().prf(), new AtomicInteger());
        SignedExchange counted = new SignedExchange(
                counting,
                site.exchange().skP(),
                site.exchange().firstMessage(),
                site.exchange().otherNonce());
        Trust trust = new Trust(site.trust().chains(), secrets, true);
        new AuthVerifier(trust).verify(site.proof(site.signed(), site.identification(), counted), CertificateForge.NOW);
        return counting.calls().get();
    }

    private static Trust.SharedSecret shared(String host, String text) {
        return new Trust.SharedSecret(Identity.fqdn(host), secret(text));
    }

    private static Secret secret(String text) {
        return Secret.own(Bytes.ofUtf8(text).toArray());
    }

    /// Counts every use.
    private record CountingPrf(Prf real, AtomicInteger calls) implements Prf {
        @Override
        public PrfAlgorithm algorithm() {
            return real.algorithm();
        }

        @Override
        public Secret derive(Secret key, Bytes data) {
            calls.incrementAndGet();
            return real.derive(key, data);
        }

        @Override
        public Bytes compute(Secret key, Bytes data) {
            calls.incrementAndGet();
            return real.compute(key, data);
        }

        @Override
        public Secret deriveFrom(Secret key, Secret secret, Bytes data) {
            return real.deriveFrom(key, secret, data);
        }

        @Override
        public Secret expand(Secret key, Bytes seed, int octets) {
            return real.expand(key, seed, octets);
        }

        @Override
        public Secret expandFrom(Secret key, Secret secret, Bytes seed, int octets) {
            return real.expandFrom(key, secret, seed, octets);
        }
    }
}
