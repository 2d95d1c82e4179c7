package org.adit.protocol.auth;

import static org.adit.protocol.auth.AuthRoundTrip.failure;
import static org.adit.protocol.pki.CertificateForge.authority;
import static org.adit.protocol.pki.CertificateForge.key;
import static org.adit.protocol.pki.CertificateForge.named;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.adit.base.Bytes;
import org.adit.base.diagnosis.Result;
import org.adit.base.net.IpAddress;
import org.adit.protocol.crypto.JcaCrypto;
import org.adit.protocol.crypto.KeyKind;
import org.adit.protocol.pki.Certificate;
import org.adit.protocol.pki.CertificateForge.Made;
import org.adit.protocol.wire.CertificateEncoding;
import org.adit.protocol.wire.IdentityType;
import org.adit.protocol.wire.Payload;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Identities as text, and their binding to certificates: R-4945-01.
class IdentityTest {
    private final Made root = authority("CN=Root").key(key(KeyKind.EC_P256, 1)).make();

    @Test
    void textIsReadAsWhatItLooksLike() {
        assertThat(parsed("192.0.2.1")).isEqualTo(Identity.address(IpAddress.of("192.0.2.1")));
        assertThat(parsed("2001:db8::1").type()).isEqualTo(IdentityType.IPV6_ADDR);
        assertThat(parsed("alice@example.com")).isEqualTo(Identity.rfc822("alice@example.com"));
        assertThat(parsed("vpn.example.com")).isEqualTo(Identity.fqdn("vpn.example.com"));
        assertThat(parsed("CN=vpn, O=Example").type()).isEqualTo(IdentityType.DER_ASN1_DN);
        assertThat(parsed("CN=vpn, O=Example").text()).isEqualTo("CN=vpn,O=Example");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "ä.example", "@b", "a@", "a@b@c", "XX=", "=x", "NOSUCH=x"})
    void textThatNamesNobodyIsRefused(String text) {
        assertThat(Identity.parse(text)).isEmpty();
    }

    @Test
    void identitiesAreShownWithoutSurprises() {
        assertThat(Identity.fqdn("a\n\u001b[31mb").text()).isEqualTo("a\\u{a}\\u{1b}[31mb");
        assertThat(Identity.fqdn("x".repeat(5_000)).text()).hasSize(256);
        assertThat(Identity.keyId(Bytes.ofUtf8("alice")).text()).isEqualTo("key id alice");
        assertThat(Identity.keyId(Bytes.ofHex("00ff")).text()).isEqualTo("key id 00ff");
        assertThat(new Identity(IdentityType.IPV4_ADDR, Bytes.ofHex("00")).text())
                .isNotEmpty();
        assertThat(Identity.fqdn("").text()).isNotEmpty();
        Random random = new Random(7);
        for (int i = 0; i < 5_000; i++) {
            byte[] noise = new byte[random.nextInt(300)];
            random.nextBytes(noise);
            Identity any = new Identity(new IdentityType(random.nextInt(14)), Bytes.wrap(noise));
            assertThat(any.text()).isNotEmpty().hasSizeLessThanOrEqualTo(256);
        }
    }

    @Test
    void sameNamesAreTheSameInAnyCaseButOnlyInAscii() {
        assertThat(Identity.fqdn("VPN.example").sameAs(Identity.fqdn("vpn.EXAMPLE")))
                .isTrue();
        assertThat(Identity.rfc822("Alice@B").sameAs(Identity.rfc822("alice@b")))
                .isTrue();
        assertThat(Identity.fqdn("a").sameAs(Identity.rfc822("a"))).isFalse();
        assertThat(Identity.fqdn("\u212a").sameAs(Identity.fqdn("k"))).isFalse(); // KELVIN SIGN folds to k
        assertThat(Identity.keyId(Bytes.ofUtf8("A")).sameAs(Identity.keyId(Bytes.ofUtf8("a"))))
                .isFalse();
        assertThat(Identity.fqdn("a").sameAs(Identity.fqdn("ab"))).isFalse(); // CVE-2013-6075
    }

    @Test
    void directoryNamesAreComparedByMeaningAndInOrder() {
        assertThat(parsed("CN=Vpn  One,O=Example").sameAs(parsed("cn=vpn one,o=EXAMPLE")))
                .isTrue();
        assertThat(parsed("CN=a,O=b").sameAs(parsed("O=b,CN=a"))).isFalse();
        assertThat(parsed("CN=a,O=b").sameAs(parsed("CN=a"))).isFalse();
    }

    @Test
    void eachTypeOfIdentityHasItsPlaceInTheCertificate() {
        Made leaf = named("CN=common.example,O=Example")
                .issuedBy(root)
                .dns("vpn.example.com")
                .mail("alice@laptop")
                .address("192.0.2.1")
                .address("2001:db8::1")
                .make();
        assertProven(leaf, Identity.fqdn("VPN.example.com"));
        assertProven(leaf, Identity.rfc822("ALICE@laptop"));
        assertProven(leaf, parsed("192.0.2.1"));
        assertProven(leaf, parsed("2001:db8::1"));
        assertProven(leaf, Identity.distinguishedName(leaf.certificate().subject()));
        assertProven(leaf, parsed("CN=common.example,O=Example"));
        assertProven(leaf, Identity.keyId(Bytes.ofUtf8("alice@laptop")));

        assertNotInCertificate(leaf, Identity.fqdn("common.example"));
        assertNotInCertificate(leaf, Identity.fqdn("alice@laptop"));
        assertNotInCertificate(leaf, Identity.rfc822("vpn.example.com"));
        assertNotInCertificate(leaf, Identity.fqdn("192.0.2.1"));
        assertNotInCertificate(leaf, parsed("192.0.2.2"));
        assertNotInCertificate(leaf, new Identity(IdentityType.IPV6_ADDR, Bytes.ofHex("c0000201")));
        assertNotInCertificate(leaf, parsed("CN=common.example"));
        assertNotInCertificate(leaf, Identity.keyId(Bytes.ofUtf8("common.example")));
        assertNotInCertificate(leaf, Identity.keyId(Bytes.ofUtf8("ALICE@laptop")));
        assertNotInCertificate(leaf, Identity.fqdn("vpn.example.com\0"));
        assertNotInCertificate(leaf, Identity.fqdn("vpn.example.com."));
        assertNotInCertificate(leaf, Identity.fqdn(""));
    }

    @Test
    void wildcardsAreLettersLikeOthers() {
        Made leaf = named("CN=a").issuedBy(root).dns("*.example.com").make();
        assertNotInCertificate(leaf, Identity.fqdn("vpn.example.com"));
    }

    @Test
    void anEmptySubjectIdentifiesNobody() {
        Made leaf = named("").issuedBy(root).dns("a.example").make();
        assertNotInCertificate(
                leaf, Identity.distinguishedName(leaf.certificate().subject()));
    }

    @Test
    void typesThatNoCertificateProvesAreRefused() {
        Made leaf = named("CN=a").issuedBy(root).dns("a.example").make();
        for (int type : new int[] {0, 4, 10, 12, 13, 201}) {
            Identity identity = new Identity(new IdentityType(type), Bytes.ofUtf8("a.example"));
            assertThat(failure(AuthRoundTrip.of(identity, leaf, root).run()))
                    .isInstanceOf(AuthFailure.UnsupportedIdentity.class);
        }
    }

    @Test
    void whomWeExpectMayBeNamedByTheIdentityOrByTheCertificate() {
        Made gateway = named("CN=gw")
                .issuedBy(root)
                .dns("vpn.example.com")
                .dns("192.0.2.1")
                .address("192.0.2.1")
                .make();
        AuthRoundTrip byDn = AuthRoundTrip.of(
                Identity.distinguishedName(gateway.certificate().subject()), gateway, root);
        assertThat(byDn.expecting(Identity.fqdn("vpn.example.com")).run()).isInstanceOf(Result.Ok.class);
        assertThat(byDn.expecting(parsed("192.0.2.1")).run()).isInstanceOf(Result.Ok.class);

        AuthFailure why =
                failure(byDn.expecting(Identity.fqdn("other.example.com")).run());
        assertThat(why)
                .isEqualTo(new AuthFailure.UnexpectedIdentity(
                        "other.example.com", "CN=gw", List.of("vpn.example.com", "192.0.2.1", "192.0.2.1", "CN=gw")));
        assertThat(why.explain().what()).contains("other.example.com").contains("CN=gw");
    }

    @Test
    void certreqListsTheKeyIdsOfOurAnchors() {
        JcaCrypto crypto = JcaCrypto.create();
        Made other = authority("CN=Other").key(key(KeyKind.EC_P256, 2)).make();
        Payload.CertificateRequest request =
                CertificateRequests.asking(List.of(root.certificate(), other.certificate()), crypto);
        assertThat(request.encoding()).isEqualTo(CertificateEncoding.X509_SIGNATURE);
        assertThat(request.authorities())
                .isEqualTo(keyId(root.certificate(), crypto).plus(keyId(other.certificate(), crypto)));
    }

    @Test
    void theCredentialUnderAnAuthorityThatWasAskedForIsChosen() {
        JcaCrypto crypto = JcaCrypto.create();
        Made other = authority("CN=Other").key(key(KeyKind.EC_P256, 2)).make();
        LocalCredential.WithCertificate underRoot =
                credential(named("CN=a").issuedBy(root).make());
        LocalCredential.WithCertificate underOther =
                credential(named("CN=a").issuedBy(other).make());
        List<LocalCredential.WithCertificate> ours = List.of(underRoot, underOther);
        List<Certificate> known = List.of(root.certificate(), other.certificate());
        Payload.CertificateRequest asked = CertificateRequests.asking(List.of(other.certificate()), crypto);
        Payload.CertificateRequest ragged =
                new Payload.CertificateRequest(CertificateEncoding.X509_SIGNATURE, Bytes.ofHex("0102030405"));

        assertThat(CertificateRequests.choose(ours, List.of(asked), known, crypto))
                .contains(underOther);
        assertThat(CertificateRequests.choose(ours, List.of(ragged), known, crypto))
                .contains(underRoot);
        assertThat(CertificateRequests.choose(ours, List.of(), known, crypto)).contains(underRoot);
        assertThat(CertificateRequests.choose(List.of(), List.of(asked), known, crypto))
                .isEmpty();
    }

    private static LocalCredential.WithCertificate credential(Made made) {
        return new LocalCredential.WithCertificate(
                Identity.fqdn("a.example"),
                List.of(made.certificate()),
                made.key().signingKey());
    }

    private static Bytes keyId(Certificate certificate, JcaCrypto crypto) {
        return crypto.sha1Identifier(certificate.key().subjectPublicKeyInfo());
    }

    private void assertProven(Made leaf, Identity identity) {
        assertThat(AuthRoundTrip.of(identity, leaf, root).proven().identity()).isEqualTo(identity);
    }

    private void assertNotInCertificate(Made leaf, Identity identity) {
        assertThat(failure(AuthRoundTrip.of(identity, leaf, root).run()))
                .isInstanceOf(AuthFailure.IdentityNotInCertificate.class);
    }

    private static Identity parsed(String text) {
        return Identity.parse(text).orElseThrow();
    }
}
