package org.adit.protocol.auth;

import static org.adit.protocol.auth.AuthRoundTrip.failure;
import static org.adit.protocol.pki.CertificateForge.NOW;
import static org.adit.protocol.pki.CertificateForge.authority;
import static org.adit.protocol.pki.CertificateForge.key;
import static org.adit.protocol.pki.CertificateForge.named;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.adit.base.Bytes;
import org.adit.base.diagnosis.Result;
import org.adit.protocol.crypto.GeneratedKey;
import org.adit.protocol.crypto.HashAlgorithm;
import org.adit.protocol.crypto.KeyKind;
import org.adit.protocol.crypto.Prf;
import org.adit.protocol.crypto.PrfAlgorithm;
import org.adit.protocol.crypto.SignatureScheme;
import org.adit.protocol.pki.CertificateForge.Made;
import org.adit.protocol.pki.PkiFailure;
import org.adit.protocol.pki.SignatureAlgorithms;
import org.adit.protocol.wire.AuthenticationMethod;
import org.adit.protocol.wire.CertificateEncoding;
import org.adit.protocol.wire.IdentityType;
import org.adit.protocol.wire.Payload;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// R-7296-15, R-7427-01 to 04: who signs with which key by which method, and what must not pass.
class AuthVerifierTest {
    private static final Identity ALICE = Identity.rfc822("alice@laptop");
    private static final Map<KeyKind, AuthenticationMethod> OLD_METHODS = Map.of(
            KeyKind.RSA, AuthenticationMethod.RSA_SIGNATURE,
            KeyKind.EC_P256, AuthenticationMethod.ECDSA_SHA2_256_P256,
            KeyKind.EC_P384, AuthenticationMethod.ECDSA_SHA2_384_P384,
            KeyKind.EC_P521, AuthenticationMethod.ECDSA_SHA2_512_P521);

    private final Made root = authority("CN=Root").key(key(KeyKind.EC_P256, 1)).make();

    private AuthRoundTrip alice(KeyKind kind) {
        return AuthRoundTrip.of(ALICE, leaf(kind), root);
    }

    private Made leaf(KeyKind kind) {
        return named("CN=alice")
                .key(key(kind, 0))
                .issuedBy(root)
                .mail("alice@laptop")
                .make();
    }

    @ParameterizedTest
    @EnumSource(KeyKind.class)
    void everyKeyKindSignsByMethod14(KeyKind kind) {
        AuthRoundTrip alice = alice(kind);
        assertThat(alice.signed().method()).isEqualTo(AuthenticationMethod.DIGITAL_SIGNATURE);

        ProvenPeer peer = alice.proven();
        assertThat(peer.identity()).isEqualTo(ALICE);
        assertThat(peer.certificate().orElseThrow().mailNames()).containsExactly("alice@laptop");
    }

    @ParameterizedTest
    @EnumSource(value = KeyKind.class, names = "ED25519", mode = EnumSource.Mode.EXCLUDE)
    void peersThatListNoHashesGetTheOldMethods(KeyKind kind) {
        AuthRoundTrip alice = alice(kind).hashes(Set.of());
        assertThat(alice.signed().method()).isEqualTo(OLD_METHODS.get(kind));
        assertThat(alice.proven().identity()).isEqualTo(ALICE);
    }

    @Test
    void ed25519HasNoOldMethod() {
        assertThat(alice(KeyKind.ED25519).hashes(Set.of()).sign())
                .isEqualTo(Result.failed(new AuthFailure.NoCommonSignature(KeyKind.ED25519, Set.of())));
    }

    @Test
    void weSignOnlyWithAHashThatThePeerListed() {
        for (HashAlgorithm hash : EnumSet.complementOf(EnumSet.of(HashAlgorithm.IDENTITY))) {
            for (KeyKind kind : EnumSet.complementOf(EnumSet.of(KeyKind.ED25519))) {
                AuthRoundTrip alice = alice(kind).hashes(Set.of(hash));
                assertThat(schemeOf(alice.signed()).hash()).isEqualTo(hash);
                assertThat(alice.proven().identity()).isEqualTo(ALICE);
            }
        }
        assertThat(alice(KeyKind.RSA).hashes(Set.of(HashAlgorithm.IDENTITY)).sign())
                .isInstanceOf(Result.Failed.class);
        assertThat(alice(KeyKind.ED25519).hashes(Set.of(HashAlgorithm.SHA2_256)).sign())
                .isInstanceOf(Result.Failed.class);
    }

    @Test
    void rsaPrefersPss() {
        assertThat(schemeOf(alice(KeyKind.RSA).signed())).isEqualTo(SignatureScheme.RSA_PSS_SHA2_256);
    }

    @ParameterizedTest
    @EnumSource(KeyKind.class)
    void aSignatureByAnotherKeyThanTheCertificatesIsRefused(KeyKind kind) {
        // CVE-2020-16088: a valid certificate, and a key of the same kind that does not belong to it
        GeneratedKey other = key(kind, 1);
        LocalCredential stolen =
                new LocalCredential.WithCertificate(ALICE, List.of(leaf(kind).certificate()), other.signingKey());
        AuthRoundTrip own = alice(kind);
        AuthRoundTrip thief = new AuthRoundTrip(
                stolen, own.trust(), own.exchange(), own.peerHashes(), own.bothListedHashes(), own.expected());
        assertThat(failure(thief.run())).isInstanceOf(AuthFailure.BadSignature.class);
    }

    static Stream<AuthRoundTrip> bothProofs() {
        AuthVerifierTest test = new AuthVerifierTest();
        return Stream.of(
                test.alice(KeyKind.EC_P256), test.alice(KeyKind.RSA).hashes(Set.of()), SharedSecretTest.siteToSite());
    }

    @ParameterizedTest
    @MethodSource("bothProofs")
    void everyOctetThatAuthCoversMatters(AuthRoundTrip peer) {
        Payload.Authentication signed = peer.signed();
        SignedExchange seen = peer.exchange();
        Payload.Identification shown = peer.identification();
        Prf prf = seen.prf();

        for (int i = 0; i < seen.firstMessage().length(); i++) {
            SignedExchange altered =
                    new SignedExchange(prf, seen.skP(), flipped(seen.firstMessage(), i), seen.otherNonce());
            assertThat(peer.verify(peer.proof(signed, shown, altered))).isInstanceOf(Result.Failed.class);
        }
        for (int i = 0; i < seen.otherNonce().length(); i++) {
            SignedExchange altered =
                    new SignedExchange(prf, seen.skP(), seen.firstMessage(), flipped(seen.otherNonce(), i));
            assertThat(peer.verify(peer.proof(signed, shown, altered))).isInstanceOf(Result.Failed.class);
        }
        for (int i = 0; i < shown.data().length(); i++) {
            Payload.Identification altered =
                    new Payload.Identification(true, shown.type(), flipped(shown.data(), i), shown.reserved());
            assertThat(peer.verify(peer.proof(signed, altered, seen))).isInstanceOf(Result.Failed.class);
        }
        for (int bit = 0; bit < 24; bit++) {
            Payload.Identification altered = new Payload.Identification(true, shown.type(), shown.data(), 1 << bit);
            assertThat(peer.verify(peer.proof(signed, altered, seen))).isInstanceOf(Result.Failed.class);
        }
        for (int i = 0; i < signed.data().length(); i++) {
            Payload.Authentication altered = new Payload.Authentication(signed.method(), flipped(signed.data(), i));
            assertThat(peer.verify(peer.proof(altered))).isInstanceOf(Result.Failed.class);
        }
        assertThat(peer.verify(peer.proof(signed))).isInstanceOf(Result.Ok.class);
    }

    @Test
    void theTypeOfTheIdentityIsSigned() {
        Made leaf =
                named("CN=a").issuedBy(root).dns("a.example").mail("a.example").make();
        AuthRoundTrip peer = AuthRoundTrip.of(Identity.fqdn("a.example"), leaf, root);
        Payload.Identification asMail =
                new Payload.Identification(true, IdentityType.RFC822_ADDR, Bytes.ofUtf8("a.example"));
        assertThat(failure(peer.verify(peer.proof(peer.signed(), asMail, peer.exchange()))))
                .isInstanceOf(AuthFailure.BadSignature.class);
    }

    @Test
    void anotherPrfGivesAnotherSignature() {
        AuthRoundTrip peer = alice(KeyKind.EC_P256);
        SignedExchange other = AuthRoundTrip.exchange(PrfAlgorithm.HMAC_SHA2_512);
        assertThat(failure(peer.verify(peer.proof(peer.signed(), peer.identification(), other))))
                .isInstanceOf(AuthFailure.BadSignature.class);
    }

    @Test
    void method1IsRefusedWhenBothSidesListedHashes() {
        AuthRoundTrip old = alice(KeyKind.RSA).hashes(Set.of());
        Payload.Authentication signed = old.signed();
        AuthRoundTrip both = alice(KeyKind.RSA);
        assertThat(failure(both.verify(both.proof(signed))))
                .isEqualTo(new AuthFailure.OldMethod(AuthenticationMethod.RSA_SIGNATURE));
    }

    @Test
    void pkcs1IsAcceptedOnlyWherePolicyAllows() {
        AuthRoundTrip old = alice(KeyKind.RSA).hashes(Set.of());
        assertThat(failure(old.withoutPkcs1().run())).isEqualTo(new AuthFailure.MethodNotAllowed("RSA_SIGNATURE"));

        AuthRoundTrip peer = alice(KeyKind.RSA);
        Payload.Authentication inside14 = method14(peer, SignatureScheme.RSA_PKCS1_SHA2_384);
        assertThat(peer.verify(peer.proof(inside14))).isInstanceOf(Result.Ok.class);
        assertThat(failure(peer.withoutPkcs1().verify(peer.proof(inside14))))
                .isEqualTo(new AuthFailure.MethodNotAllowed("RSA_PKCS1_SHA2_384"));
    }

    @Test
    void method1IsReadWithAnyOfTheThreeHashes() {
        AuthRoundTrip peer = alice(KeyKind.RSA).hashes(Set.of());
        for (SignatureScheme scheme : List.of(
                SignatureScheme.RSA_PKCS1_SHA2_256,
                SignatureScheme.RSA_PKCS1_SHA2_384,
                SignatureScheme.RSA_PKCS1_SHA2_512)) {
            Payload.Authentication signed =
                    new Payload.Authentication(AuthenticationMethod.RSA_SIGNATURE, signature(peer, scheme));
            assertThat(peer.verify(peer.proof(signed))).isInstanceOf(Result.Ok.class);
        }
        Payload.Authentication pss = new Payload.Authentication(
                AuthenticationMethod.RSA_SIGNATURE, signature(peer, SignatureScheme.RSA_PSS_SHA2_256));
        assertThat(failure(peer.verify(peer.proof(pss)))).isInstanceOf(AuthFailure.BadSignature.class);
    }

    @Test
    void method14WithoutAlgorithmIdentifierFailsCleanly() {
        // FortiClient 7.4.4 sends the bare signature
        AuthRoundTrip peer = alice(KeyKind.RSA);
        Bytes bare = signature(peer, SignatureScheme.RSA_PSS_SHA2_256);
        assertThat(failure(peer.verify(peer.proof(digitalSignature(bare)))))
                .isInstanceOfAny(AuthFailure.UnknownAlgorithm.class, AuthFailure.MalformedAuthentication.class);
        assertThat(failure(peer.verify(peer.proof(digitalSignature(Bytes.EMPTY)))))
                .isInstanceOf(AuthFailure.MalformedAuthentication.class);
        assertThat(failure(peer.verify(peer.proof(digitalSignature(Bytes.of((byte) 0, (byte) 1))))))
                .isEqualTo(new AuthFailure.UnknownAlgorithm(Bytes.EMPTY));
        for (int length = 1; length < 256; length++) {
            Bytes lying = Bytes.of((byte) length).plus(SignatureAlgorithms.write(SignatureScheme.RSA_PSS_SHA2_256));
            assertThat(peer.verify(peer.proof(digitalSignature(lying)))).isInstanceOf(Result.Failed.class);
        }
    }

    @Test
    void pssWithEmptyOrDefaultParametersIsRefused() {
        AuthRoundTrip peer = alice(KeyKind.RSA);
        // RFC 7427 A.4.1, A.4.2, and A.1.1: SHA-1 with PKCS#1
        for (String identifier : List.of(
                "300d06092a864886f70d01010a3000",
                "303e06092a864886f70d01010a3031a00b300906052b0e03021a0500a118301606092a864886f70d010108300906052b0e0302"
                        + "1a0500a203020114a303020101",
                "300d06092a864886f70d0101050500")) {
            Bytes algorithm = Bytes.ofHex(identifier);
            Bytes data = Bytes.concat(
                    Bytes.of((byte) algorithm.length()), algorithm, signature(peer, SignatureScheme.RSA_PSS_SHA2_256));
            assertThat(failure(peer.verify(peer.proof(digitalSignature(data)))))
                    .isEqualTo(new AuthFailure.UnknownAlgorithm(algorithm));
        }
    }

    @Test
    void anAlgorithmForAnotherKindOfKeyIsRefused() {
        AuthRoundTrip peer = alice(KeyKind.EC_P256);
        Bytes algorithm = SignatureAlgorithms.write(SignatureScheme.RSA_PSS_SHA2_256);
        Bytes data = Bytes.concat(
                Bytes.of((byte) algorithm.length()), algorithm, signature(peer, SignatureScheme.ECDSA_SHA2_256));
        assertThat(failure(peer.verify(peer.proof(digitalSignature(data)))))
                .isEqualTo(new AuthFailure.KeyOfOtherKind("RSA_PSS_SHA2_256", KeyKind.EC_P256));
    }

    @Test
    void theCurveOfMethods9To11IsBound() {
        AuthRoundTrip peer = alice(KeyKind.EC_P384).hashes(Set.of());
        Payload.Authentication signed = peer.signed();
        for (AuthenticationMethod other : List.of(
                AuthenticationMethod.ECDSA_SHA2_256_P256,
                AuthenticationMethod.ECDSA_SHA2_512_P521,
                AuthenticationMethod.RSA_SIGNATURE)) {
            assertThat(failure(peer.verify(peer.proof(new Payload.Authentication(other, signed.data())))))
                    .isEqualTo(new AuthFailure.KeyOfOtherKind(other.toString(), KeyKind.EC_P384));
        }
    }

    @Test
    void derInMethods9To11IsRefused() {
        AuthRoundTrip peer = alice(KeyKind.EC_P256).hashes(Set.of());
        Bytes der = signature(peer, SignatureScheme.ECDSA_SHA2_256);
        assertThat(failure(peer.verify(
                        peer.proof(new Payload.Authentication(AuthenticationMethod.ECDSA_SHA2_256_P256, der)))))
                .isInstanceOf(AuthFailure.MalformedAuthentication.class);
        Payload.Authentication zeros =
                new Payload.Authentication(AuthenticationMethod.ECDSA_SHA2_256_P256, Bytes.wrap(new byte[64]));
        assertThat(failure(peer.verify(peer.proof(zeros)))).isInstanceOf(AuthFailure.BadSignature.class);
    }

    @Test
    void fixedSignaturesHaveTheLengthOfTheCurve() {
        for (FixedEcdsa fixed : FixedEcdsa.values()) {
            AuthRoundTrip peer = alice(fixed.kind()).hashes(Set.of());
            int expected = 2 * ((key(fixed.kind(), 0).verifyingKey().bits() + 7) / 8);
            for (int i = 0; i < 40; i++) { // enough to meet r or s with leading zero bits
                assertThat(peer.signed().data().length()).isEqualTo(expected);
                assertThat(peer.run()).isInstanceOf(Result.Ok.class);
            }
        }
    }

    @Test
    void methodsThatWeDoNotKnowAreNamed() {
        AuthRoundTrip peer = alice(KeyKind.RSA);
        for (AuthenticationMethod method : List.of(
                AuthenticationMethod.NULL_AUTHENTICATION,
                AuthenticationMethod.DSS_SIGNATURE,
                AuthenticationMethod.GENERIC_SECURE_PASSWORD,
                new AuthenticationMethod(0),
                new AuthenticationMethod(200))) {
            assertThat(failure(peer.verify(peer.proof(new Payload.Authentication(method, Bytes.ofUtf8("x"))))))
                    .isEqualTo(new AuthFailure.UnsupportedMethod(method));
        }
    }

    @Test
    void certificatesOfUnknownEncodingAreIgnored() {
        AuthRoundTrip peer = alice(KeyKind.EC_P256);
        PeerProof proof = peer.proof(peer.signed());
        Payload.Certificate pgp = new Payload.Certificate(CertificateEncoding.PGP, Bytes.ofUtf8("?"));
        PeerProof more = new PeerProof(
                proof.identification(),
                proof.authentication(),
                List.of(pgp, proof.certificates().getFirst(), pgp),
                proof.exchange(),
                true,
                proof.expected(),
                proof.purpose());
        assertThat(peer.verify(more)).isInstanceOf(Result.Ok.class);
    }

    @Test
    void withoutCertificateNothingIsProven() {
        AuthRoundTrip peer = alice(KeyKind.EC_P256);
        PeerProof proof = peer.proof(peer.signed());
        PeerProof bare = new PeerProof(
                proof.identification(),
                proof.authentication(),
                List.of(),
                proof.exchange(),
                true,
                proof.expected(),
                proof.purpose());
        assertThat(failure(peer.verify(bare)))
                .isEqualTo(new AuthFailure.CertificateRefused(new PkiFailure.NothingPresented()));
    }

    @Test
    void aRefusedCertificateSpeaksWithItsOwnCode() {
        Made expired = named("CN=alice")
                .issuedBy(root)
                .mail("alice@laptop")
                .valid(NOW.minusSeconds(60), NOW.minusSeconds(1))
                .make();
        AuthFailure why = failure(AuthRoundTrip.of(ALICE, expired, root).run());
        assertThat(why.code().toString()).isEqualTo("AUTH-005");
        assertThat(why.explain().what()).contains("CN=alice").contains("expired");
    }

    @Test
    void aCredentialWithoutItsCertificateSignsNothing() {
        AuthRoundTrip peer = alice(KeyKind.RSA);
        LocalCredential mixed = new LocalCredential.WithCertificate(
                ALICE,
                List.of(leaf(KeyKind.EC_P256).certificate()),
                key(KeyKind.RSA, 0).signingKey());
        assertThat(AuthSigner.sign(mixed, peer.exchange(), ALICE.payload(true), AuthRoundTrip.ALL_HASHES))
                .isEqualTo(Result.failed(new AuthFailure.KeyWithoutCertificate("alice@laptop", KeyKind.RSA)));
    }

    private static SignatureScheme schemeOf(Payload.Authentication payload) {
        int length = payload.data().at(0);
        return SignatureAlgorithms.read(payload.data().slice(1, 1 + length)).orElseThrow();
    }

    private static Bytes signature(AuthRoundTrip peer, SignatureScheme scheme) {
        LocalCredential.WithCertificate with = (LocalCredential.WithCertificate) peer.credential();
        return with.key().sign(scheme, SignedOctets.of(peer.exchange(), peer.identification()));
    }

    private static Payload.Authentication method14(AuthRoundTrip peer, SignatureScheme scheme) {
        Bytes algorithm = SignatureAlgorithms.write(scheme);
        return digitalSignature(Bytes.concat(Bytes.of((byte) algorithm.length()), algorithm, signature(peer, scheme)));
    }

    private static Payload.Authentication digitalSignature(Bytes data) {
        return new Payload.Authentication(AuthenticationMethod.DIGITAL_SIGNATURE, data);
    }

    private static Bytes flipped(Bytes octets, int at) {
        byte[] altered = octets.toArray();
        altered[at] ^= 0x01;
        return Bytes.wrap(altered);
    }
}
