package org.adit.protocol.ike;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.adit.base.Bytes;
import org.adit.protocol.auth.Identity;
import org.adit.protocol.auth.LocalCredential;
import org.adit.protocol.crypto.GeneratedKey;
import org.adit.protocol.crypto.HashAlgorithm;
import org.adit.protocol.crypto.KeyKind;
import org.adit.protocol.crypto.SignatureScheme;
import org.adit.protocol.crypto.SigningKeys;
import org.adit.protocol.exchange.PeerFeatures;
import org.adit.protocol.exchange.Request;
import org.adit.protocol.negotiate.CryptoPolicy;
import org.adit.protocol.pki.SignatureAlgorithms;
import org.adit.protocol.wire.AuthenticationMethod;
import org.adit.protocol.wire.Payload;
import org.junit.jupiter.api.Test;

/// Many at once, and what each costs.
class CrowdTest {
    private static final Identity GATEWAY = Identity.fqdn("b.example.org");
    private static final IkeSettings CLIENT =
            IkeSettings.client(CryptoPolicy.DEFAULT, Pair.trust("b.example.org", "0123456789abcdef0123456789abcdef"));

    private static IkeSettings gateway(int perSource) {
        IkeSettings usual = Pair.pskGateway(CryptoPolicy.DEFAULT);
        return new IkeSettings(
                usual.policy(), usual.credentials(), usual.trust(), usual.times(), 1220, 128, 4096, perSource, true);
    }

    /// RFC 8019 §4.2: thousands may sit behind one address, so whoever proves to be there by a cookie gets in.
    @Test
    void anAddressWithManyHalfOpenNeedsCookiesAndGetsInWithThem() {
        Pair pair = new Pair(CLIENT, gateway(1), 70);
        Pair other = new Pair(CLIENT, gateway(1), 71);
        other.a.step(new Input.Connect(new SaId(1), Pair.request(Pair.pskOfA())), pair.time);
        Pair.take(other.a).forEach(pair::intoB);
        Pair.take(pair.b);
        assertThat(pair.b.endpoint.halfOpen()).isEqualTo(1);

        pair.a.step(new Input.Connect(new SaId(1), Pair.request(Pair.pskOfA())), pair.time);
        pair.deliverToB();
        assertThat(pair.b.endpoint.halfOpen()).isEqualTo(1);
        pair.deliverAll();
        assertThat(pair.a.established()).isTrue();
    }

    /// A copy of IKE_SA_INIT that waited in a queue while the first one went all the way.
    @Test
    void aCopyOfTheFirstRequestThatComesWhenAllIsDoneOpensNothing() {
        Pair pair = Pair.withPsk(72);
        pair.a.step(new Input.Connect(new SaId(1), Pair.request(Pair.pskOfA())), pair.time);
        Action.Send init = pair.a.sent.getFirst();
        pair.deliverAll();
        assertThat(pair.a.established()).isTrue();

        pair.intoB(init);
        assertThat(pair.b.endpoint.size()).isEqualTo(1);
        assertThat(pair.b.endpoint.halfOpen()).isZero();
        assertThat(pair.b.sent).isEmpty();
    }

    /// RFC 7296 §2.1: the response to a request that came again within minutes is sent again, later it may be
    /// forgotten.
    @Test
    void aResponseIsKeptForMinutesAndThenForgotten() {
        Pair pair = Pair.withPsk(74);
        pair.a.step(new Input.Connect(new SaId(1), Pair.request(Pair.pskOfA())), pair.time);
        pair.deliverToB();
        pair.deliverToA();
        Action.Send auth = pair.a.sent.getFirst();
        pair.deliverAll();
        pair.intoB(auth);
        assertThat(Pair.take(pair.b)).hasSize(1);

        pair.pass(Duration.ofSeconds(50));
        pair.intoB(auth);
        assertThat(Pair.take(pair.b)).hasSize(1);
        Pair.take(pair.a);
        pair.b.endpoint.current(pair.b.id).orElseThrow().channel().forgetOldAnswer(Side.at(Duration.ofMinutes(10)));
        pair.intoB(auth);
        assertThat(Pair.take(pair.b)).isEmpty();
    }

    @Test
    void onlySoManyRequestsAreRememberedAndTheOldestGoesFirst() {
        RecentlyOpened<Integer> recent = new RecentlyOpened<>(2);
        List.of(1, 2, 3).forEach(recent::add);
        assertThat(recent.has(1)).isFalse();
        assertThat(recent.has(2)).isTrue();
        assertThat(recent.has(3)).isTrue();
    }

    @Test
    void whoSignsWithEcdsaIsAnsweredWithEcdsaAndOthersWithWhatIsFirst() {
        LocalCredential rsa = credential(KeyKind.RSA);
        LocalCredential ecdsa = credential(KeyKind.EC_P256);
        IkeSettings settings =
                IkeSettings.gateway(CryptoPolicy.DEFAULT, List.of(rsa, ecdsa), Pair.trust("a.example.org", "unused"));

        assertThat(chosen(settings, method14(SignatureScheme.ECDSA_SHA2_384))).contains(ecdsa);
        assertThat(chosen(settings, method14(SignatureScheme.RSA_PSS_SHA2_256))).contains(rsa);
        assertThat(chosen(settings, method14(SignatureScheme.ED25519))).contains(rsa);
        assertThat(chosen(settings, old(AuthenticationMethod.ECDSA_SHA2_256_P256)))
                .contains(rsa);
        assertThat(chosen(settings, old(AuthenticationMethod.DIGITAL_SIGNATURE)))
                .contains(rsa);
    }

    private static Optional<LocalCredential> chosen(IkeSettings settings, Payload.Authentication shown) {
        Request.Authenticate request = new Request.Authenticate(
                Identity.fqdn("a.example.org").payload(true),
                Optional.of(GATEWAY.payload(false)),
                List.of(),
                List.of(),
                Optional.of(shown),
                Optional.empty(),
                Optional.empty(),
                false);
        return AuthPayloads.choose(settings, request, new PeerFeatures(true, Set.of(HashAlgorithm.SHA2_256)));
    }

    private static LocalCredential credential(KeyKind kind) {
        GeneratedKey key = SigningKeys.generate(kind, Pair.seeded(73));
        return new LocalCredential.WithCertificate(GATEWAY, List.of(), key.signingKey());
    }

    private static Payload.Authentication method14(SignatureScheme scheme) {
        Bytes identifier = SignatureAlgorithms.write(scheme);
        return new Payload.Authentication(
                AuthenticationMethod.DIGITAL_SIGNATURE,
                Bytes.concat(Bytes.of((byte) identifier.length()), identifier, Bytes.of((byte) 1)));
    }

    private static Payload.Authentication old(AuthenticationMethod method) {
        return new Payload.Authentication(method, Bytes.of((byte) 1));
    }
}
