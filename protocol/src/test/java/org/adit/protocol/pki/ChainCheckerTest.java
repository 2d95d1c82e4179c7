package org.adit.protocol.pki;

import static org.adit.protocol.pki.CertificateForge.NOW;
import static org.adit.protocol.pki.CertificateForge.authority;
import static org.adit.protocol.pki.CertificateForge.failure;
import static org.adit.protocol.pki.CertificateForge.good;
import static org.adit.protocol.pki.CertificateForge.key;
import static org.adit.protocol.pki.CertificateForge.named;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.adit.base.diagnosis.Result;
import org.adit.protocol.crypto.KeyKind;
import org.adit.protocol.pki.CertificateForge.Made;
import org.adit.protocol.pki.ChainChecker.Purpose;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// R-5280-01. Where the JDK's own validator can judge the same chain, it must agree.
class ChainCheckerTest {
    private static final String SERVER_AUTH = "1.3.6.1.5.5.7.3.1";
    private static final String CLIENT_AUTH = "1.3.6.1.5.5.7.3.2";

    private final Made root = authority("CN=Root").key(key(KeyKind.EC_P256, 1)).make();
    private final Made middle = authority("CN=Middle,O=Example")
            .key(key(KeyKind.EC_P384, 1))
            .issuedBy(root)
            .make();

    @ParameterizedTest
    @EnumSource(KeyKind.class)
    void aLeafUnderARootOfAnyKeyKindIsAccepted(KeyKind kind) throws Exception {
        Made anyRoot = authority("CN=Any").key(key(kind, 1)).make();
        Made leaf = named("CN=leaf")
                .key(key(kind, 0))
                .issuedBy(anyRoot)
                .dns("a.example")
                .make();

        assertThat(good(check(anyRoot, Purpose.CLIENT, leaf))).isEqualTo(leaf.certificate());
        assertThat(jdkAccepts(anyRoot, leaf)).isTrue();
    }

    @Test
    void intermediatesMayComeInAnyOrderAndWithTheRootAndStrangers() {
        Made lower = authority("CN=Lower")
                .key(key(KeyKind.ED25519, 1))
                .issuedBy(middle)
                .make();
        Made leaf = named("CN=leaf").issuedBy(lower).make();
        Made stranger = authority("CN=Stranger").make();
        List<Certificate> rest = new ArrayList<>(
                List.of(root.certificate(), middle.certificate(), stranger.certificate(), lower.certificate()));

        for (int i = 0; i < rest.size(); i++) {
            Collections.rotate(rest, 1);
            List<Certificate> presented = new ArrayList<>(List.of(leaf.certificate()));
            presented.addAll(rest);
            assertThat(good(new ChainChecker(List.of(root.certificate())).check(presented, Purpose.CLIENT, NOW)))
                    .isEqualTo(leaf.certificate());
        }
    }

    @Test
    void nothingPresentedIsSaidSo() {
        assertThat(failure(check(root, Purpose.CLIENT))).isInstanceOf(PkiFailure.NothingPresented.class);
    }

    @Test
    void moreThanEightCertificatesAreNotLookedAt() {
        Made leaf = named("CN=leaf").issuedBy(root).make();
        Made[] nine = new Made[9];
        Arrays.fill(nine, leaf);
        assertThat(failure(check(root, Purpose.CLIENT, nine))).isEqualTo(new PkiFailure.ChainTooLong(9, 8));
    }

    @Test
    void aPathOfMoreThanEightIsNotFollowed() {
        List<Made> chain = new ArrayList<>(List.of(root));
        for (int i = 0; i < 7; i++) {
            chain.addFirst(authority("CN=Level " + i).issuedBy(chain.getFirst()).make());
        }
        Made good = named("CN=leaf").issuedBy(chain.get(1)).make();
        Made bad = named("CN=leaf").issuedBy(chain.get(0)).make();
        Made[] upper = chain.subList(1, 7).toArray(new Made[0]);
        Made[] all = chain.subList(0, 7).toArray(new Made[0]);

        assertThat(check(root, Purpose.CLIENT, with(good, upper))).isInstanceOf(Result.Ok.class);
        assertThat(check(root, Purpose.CLIENT, with(bad, all))).isInstanceOf(Result.Failed.class);
    }

    @Test
    void anUnknownAuthorityIsNamedBesideTheKnownOnes() {
        Made leaf = named("CN=leaf").issuedBy(authority("CN=Elsewhere").make()).make();

        PkiFailure why = failure(check(root, Purpose.CLIENT, leaf));
        assertThat(why).isEqualTo(new PkiFailure.UnknownAuthority("CN=leaf", "CN=Elsewhere", List.of("CN=Root")));
        assertThat(why.explain().why()).contains("CN=Elsewhere").contains("CN=Root");
    }

    @Test
    void aMissingIntermediateIsNamed() {
        Made leaf = named("CN=leaf").issuedBy(middle).make();
        assertThat(failure(check(root, Purpose.CLIENT, leaf)))
                .isEqualTo(new PkiFailure.UnknownAuthority("CN=leaf", "CN=Middle,O=Example", List.of("CN=Root")));
    }

    @Test
    void anAuthorityOfTheSameNameWithAnotherKeyIsABadSignature() throws Exception {
        Made impostor = authority("CN=Root").key(key(KeyKind.EC_P256, 2)).make();
        Made leaf = named("CN=leaf").issuedBy(impostor).make();

        assertThat(failure(check(root, Purpose.CLIENT, leaf, impostor)))
                .isEqualTo(new PkiFailure.BadSignature("CN=leaf", "CN=Root"));
        assertThat(jdkAccepts(root, leaf)).isFalse();
    }

    @Test
    void anExpiredLeafIsRefusedWithItsDate() throws Exception {
        Instant end = NOW.minusSeconds(3 * 86_400);
        Made leaf =
                named("CN=leaf").issuedBy(root).valid(end.minusSeconds(60), end).make();

        PkiFailure why = failure(check(root, Purpose.CLIENT, leaf));
        assertThat(why)
                .isEqualTo(new PkiFailure.Expired("CN=leaf", leaf.certificate().serial(), end, NOW));
        assertThat(why.explain().why()).contains(end.toString()).contains("3 days");
        assertThat(jdkAccepts(root, leaf)).isFalse();
    }

    @Test
    void aLeafIsValidAtBothOfItsEndsAndNotASecondBeyond() {
        Made leaf =
                named("CN=leaf").issuedBy(root).valid(NOW, NOW.plusSeconds(60)).make();
        ChainChecker checker = new ChainChecker(List.of(root.certificate()));
        List<Certificate> chain = List.of(leaf.certificate());

        assertThat(checker.check(chain, Purpose.CLIENT, NOW)).isInstanceOf(Result.Ok.class);
        assertThat(checker.check(chain, Purpose.CLIENT, NOW.plusSeconds(60))).isInstanceOf(Result.Ok.class);
        assertThat(failure(checker.check(chain, Purpose.CLIENT, NOW.minusSeconds(1))))
                .isInstanceOf(PkiFailure.NotYetValid.class);
        assertThat(failure(checker.check(chain, Purpose.CLIENT, NOW.plusSeconds(61))))
                .isInstanceOf(PkiFailure.Expired.class);
    }

    @Test
    void anExpiredAnchorVouchesForNobody() {
        Made old = authority("CN=Old")
                .valid(NOW.minusSeconds(60), NOW.minusSeconds(1))
                .make();
        Made leaf = named("CN=leaf").issuedBy(old).make();
        assertThat(failure(check(old, Purpose.CLIENT, leaf))).isInstanceOf(PkiFailure.Expired.class);
    }

    @Test
    void aLeafIsRefusedForAPurposeThatItsExtendedKeyUsageLeavesOut() {
        Made client = named("CN=c").issuedBy(root).purposes(CLIENT_AUTH).make();
        Made gateway = named("CN=g").issuedBy(root).purposes(SERVER_AUTH).make();

        assertThat(check(root, Purpose.CLIENT, client)).isInstanceOf(Result.Ok.class);
        assertThat(check(root, Purpose.GATEWAY, gateway)).isInstanceOf(Result.Ok.class);
        assertThat(failure(check(root, Purpose.GATEWAY, client)))
                .isEqualTo(new PkiFailure.WrongPurpose("CN=c", Purpose.GATEWAY, List.of(CLIENT_AUTH)));
        assertThat(failure(check(root, Purpose.CLIENT, gateway)))
                .isEqualTo(new PkiFailure.WrongPurpose("CN=g", Purpose.CLIENT, List.of(SERVER_AUTH)));
    }

    @Test
    void ikePurposesAndNoPurposeAtAllServeBothSides() {
        for (String oid : List.of("1.3.6.1.5.5.8.2.2", "1.3.6.1.5.5.7.3.17", "2.5.29.37.0")) {
            Made leaf = named("CN=leaf").issuedBy(root).purposes(oid).make();
            for (Purpose purpose : Purpose.values()) {
                assertThat(check(root, purpose, leaf)).isInstanceOf(Result.Ok.class);
            }
        }
        Made leaf = named("CN=leaf").issuedBy(root).make();
        assertThat(check(root, Purpose.GATEWAY, leaf)).isInstanceOf(Result.Ok.class);
    }

    @Test
    void aLeafWhoseKeyUsageForbidsSigningIsRefused() {
        Made leaf =
                named("CN=leaf").issuedBy(root).usage(KeyUsage.keyEncipherment).make();
        Made signer =
                named("CN=leaf").issuedBy(root).usage(KeyUsage.nonRepudiation).make();

        assertThat(failure(check(root, Purpose.CLIENT, leaf)))
                .isEqualTo(new PkiFailure.WrongKeyUsage("CN=leaf", "digitalSignature"));
        assertThat(check(root, Purpose.CLIENT, signer)).isInstanceOf(Result.Ok.class);
    }

    @Test
    void aLeafMayNotIssue() throws Exception {
        Made leaf = named("CN=leaf").issuedBy(root).make();
        Made forged = named("CN=forged").issuedBy(leaf).make();

        assertThat(failure(check(root, Purpose.CLIENT, forged, leaf)))
                .isEqualTo(new PkiFailure.NotAnAuthority("CN=leaf", "CN=forged"));
        assertThat(jdkAccepts(root, forged, leaf)).isFalse();
    }

    @Test
    void anAuthorityWithoutKeyCertSignMayNotIssue() throws Exception {
        Made weak = named("CN=weak")
                .issuedBy(root)
                .with(Extension.basicConstraints, true, new org.bouncycastle.asn1.x509.BasicConstraints(true))
                .usage(KeyUsage.digitalSignature)
                .make();
        Made leaf = named("CN=leaf").issuedBy(weak).make();

        assertThat(failure(check(root, Purpose.CLIENT, leaf, weak)))
                .isEqualTo(new PkiFailure.WrongKeyUsage("CN=weak", "keyCertSign"));
        assertThat(jdkAccepts(root, leaf, weak)).isFalse();
    }

    @Test
    void aPathLengthCountsTheAuthoritiesBelow() throws Exception {
        Made top = named("CN=Top")
                .key(key(KeyKind.EC_P256, 3))
                .pathLength(1)
                .issuedBy(root)
                .make();
        Made second = authority("CN=Second").issuedBy(top).make();
        Made third = authority("CN=Third").issuedBy(second).make();
        Made allowed = named("CN=allowed").issuedBy(second).make();
        Made tooDeep = named("CN=deep").issuedBy(third).make();

        assertThat(check(root, Purpose.CLIENT, allowed, second, top)).isInstanceOf(Result.Ok.class);
        assertThat(failure(check(root, Purpose.CLIENT, tooDeep, third, second, top)))
                .isEqualTo(new PkiFailure.PathTooLong("CN=Top", 1, 2));
        assertThat(jdkAccepts(root, allowed, second, top)).isTrue();
        assertThat(jdkAccepts(root, tooDeep, third, second, top)).isFalse();
    }

    @Test
    void aPathLengthOfTheAnchorBindsToo() {
        Made leavesOnly = named("CN=Leaves only").pathLength(0).make();
        Made below = authority("CN=Below").issuedBy(leavesOnly).make();
        Made leaf = named("CN=leaf").issuedBy(below).make();
        assertThat(failure(check(leavesOnly, Purpose.CLIENT, leaf, below)))
                .isEqualTo(new PkiFailure.PathTooLong("CN=Leaves only", 0, 1));
    }

    @Test
    void anUnknownExtensionIsIgnoredUnlessCritical() {
        Made harmless = named("CN=leaf").issuedBy(root).unknown(false).make();
        Made critical = named("CN=leaf").issuedBy(root).unknown(true).make();

        assertThat(check(root, Purpose.CLIENT, harmless)).isInstanceOf(Result.Ok.class);
        assertThat(failure(check(root, Purpose.CLIENT, critical)))
                .isEqualTo(new PkiFailure.UnknownCriticalExtension("CN=leaf", "1.3.6.1.4.1.99999.1"));
    }

    @Test
    void aLoopOfAuthoritiesEnds() {
        Made one = authority("CN=One")
                .key(key(KeyKind.EC_P256, 2))
                .issuedBy("CN=Two", key(KeyKind.EC_P256, 3))
                .make();
        Made two = authority("CN=Two")
                .key(key(KeyKind.EC_P256, 3))
                .issuedBy("CN=One", key(KeyKind.EC_P256, 2))
                .make();
        Made leaf = named("CN=leaf").issuedBy(one).make();
        assertThat(check(root, Purpose.CLIENT, leaf, one, two, one)).isInstanceOf(Result.Failed.class);
    }

    @Test
    void manyWaysThroughTheSameNamesEndInBoundedTime() {
        Made[] tangle = new Made[7];
        for (int i = 0; i < tangle.length; i++) {
            tangle[i] = authority("CN=Same").key(key(KeyKind.EC_P256, 2)).make();
        }
        Made leaf = named("CN=leaf").issuedBy(tangle[0]).make();
        assertThat(failure(check(root, Purpose.CLIENT, with(leaf, tangle))))
                .isEqualTo(new PkiFailure.TooManyPaths("CN=leaf", 32));
    }

    @Test
    void ofTwoPathsTheGoodOneIsFound() {
        Made expired = authority("CN=Cross")
                .key(key(KeyKind.EC_P256, 2))
                .issuedBy(root)
                .valid(NOW.minusSeconds(60), NOW.minusSeconds(1))
                .make();
        Made fresh = authority("CN=Cross")
                .key(key(KeyKind.EC_P256, 2))
                .issuedBy(root)
                .make();
        Made leaf = named("CN=leaf").issuedBy(fresh).make();
        assertThat(check(root, Purpose.CLIENT, leaf, expired, fresh)).isInstanceOf(Result.Ok.class);
        assertThat(failure(check(root, Purpose.CLIENT, leaf, expired))).isInstanceOf(PkiFailure.Expired.class);
    }

    @Test
    void namesOutsideThePermittedOnesAreRefused() throws Exception {
        Made limited = constrained(subtrees(dns("example.com"), mail("example.com"), net("10.0.0.0", 8)), null);
        assertRefusedName(limited, named("CN=a").dns("example.org"), "example.org");
        assertRefusedName(limited, named("CN=a").dns("notexample.com"), "notexample.com");
        assertRefusedName(limited, named("CN=a").mail("a@example.org"), "a@example.org");
        assertRefusedName(limited, named("CN=a").mail("a@sub.example.com"), "a@sub.example.com");
        assertRefusedName(limited, named("CN=a").address("192.0.2.1"), "192.0.2.1");
        assertPermitted(limited, named("CN=a").dns("EXAMPLE.com").dns("vpn.example.com"));
        // The JDK holds a common name to the constraints of host names where no host name is given; we never read it.
        assertPermitted(limited, named("CN=a.example.com").mail("a@Example.com"));
        assertPermitted(limited, named("CN=a.example.com").address("10.1.2.3"));
    }

    @Test
    void excludedNamesAreRefusedEvenWhenPermitted() throws Exception {
        Made limited =
                constrained(subtrees(dns("example.com")), subtrees(dns("secret.example.com"), net("10.0.0.0", 8)));
        assertRefusedName(limited, named("CN=a").dns("secret.example.com"), "secret.example.com");
        assertRefusedName(limited, named("CN=a").dns("a.secret.example.com"), "a.secret.example.com");
        assertRefusedName(limited, named("CN=a").address("10.9.9.9"), "10.9.9.9");
        assertPermitted(limited, named("CN=a").dns("open.example.com").address("192.0.2.1"));
    }

    // CVE-2026-35331: excluded directory names mis-evaluated
    @Test
    void excludedDirectoryNamesAreRefusedFromTheirBeginningOnly() throws Exception {
        Made limited = constrained(null, subtrees(directory("OU=Lab,O=Example")));
        assertRefusedName(limited, named("CN=a,OU=Lab,O=Example"), "CN=a,OU=Lab,O=Example");
        assertRefusedName(limited, named("CN=a,OU=LAB ,O=example"), "CN=a,OU=LAB,O=example");
        assertPermitted(limited, named("CN=a,OU=Office,O=Example"));
        assertPermitted(limited, named("CN=a,OU=Lab,O=Example,C=CH"));
    }

    @Test
    void anEmptyExcludedDirectoryNameExcludesAllSubjects() {
        Made limited = constrained(null, new GeneralSubtree[] {
            new GeneralSubtree(new GeneralName(new X500Name(new org.bouncycastle.asn1.x500.RDN[0])))
        });
        Made leaf = named("CN=a").issuedBy(limited).make();
        assertThat(failure(check(root, Purpose.CLIENT, leaf, limited))).isInstanceOf(PkiFailure.NameNotPermitted.class);
    }

    @Test
    void permittedDirectoryNamesHoldForTheSubject() throws Exception {
        Made limited = constrained(subtrees(directory("O=Example")), null);
        assertPermitted(limited, named("CN=a,O=Example"));
        assertRefusedName(limited, named("CN=a,O=Other"), "CN=a,O=Other");
    }

    @Test
    void constraintsHoldThroughLowerAuthorities() {
        Made limited = constrained(subtrees(dns("example.com")), null);
        Made below = authority("CN=Below").issuedBy(limited).make();
        Made leaf = named("CN=a").issuedBy(below).dns("example.org").make();
        assertThat(failure(check(root, Purpose.CLIENT, leaf, below, limited)))
                .isEqualTo(new PkiFailure.NameNotPermitted("CN=a", "example.org", "CN=Limited"));
    }

    @Test
    void constraintsOfAFormThatIsNotSupportedMakeTheAuthorityUnreadable() {
        GeneralSubtree uri = new GeneralSubtree(new GeneralName(GeneralName.uniformResourceIdentifier, "example.com"));
        CertificateForge forge = authority("CN=Limited")
                .with(Extension.nameConstraints, true, new NameConstraints(new GeneralSubtree[] {uri}, null));
        assertThat(failure(Certificate.parse(forge.der()))).isInstanceOf(PkiFailure.Malformed.class);
    }

    private Made constrained(GeneralSubtree[] permitted, GeneralSubtree[] excluded) {
        return authority("CN=Limited")
                .key(key(KeyKind.EC_P256, 4))
                .issuedBy(root)
                .with(Extension.nameConstraints, true, new NameConstraints(permitted, excluded))
                .make();
    }

    private void assertRefusedName(Made limited, CertificateForge forge, String name) throws Exception {
        Made leaf = forge.issuedBy(limited).make();
        assertThat(failure(check(root, Purpose.CLIENT, leaf, limited)))
                .isEqualTo(new PkiFailure.NameNotPermitted(leaf.certificate().subjectText(), name, "CN=Limited"));
        assertThat(jdkAccepts(root, leaf, limited)).isFalse();
    }

    private void assertPermitted(Made limited, CertificateForge forge) throws Exception {
        Made leaf = forge.issuedBy(limited).make();
        assertThat(check(root, Purpose.CLIENT, leaf, limited)).isInstanceOf(Result.Ok.class);
        assertThat(jdkAccepts(root, leaf, limited)).isTrue();
    }

    private static GeneralSubtree[] subtrees(GeneralName... names) {
        return Arrays.stream(names).map(GeneralSubtree::new).toArray(GeneralSubtree[]::new);
    }

    private static GeneralName dns(String base) {
        return new GeneralName(GeneralName.dNSName, base);
    }

    private static GeneralName mail(String base) {
        return new GeneralName(GeneralName.rfc822Name, base);
    }

    private static GeneralName directory(String base) {
        return new GeneralName(
                X500Name.getInstance(DistinguishedName.parse(base).orElseThrow().toArray()));
    }

    private static GeneralName net(String address, int bits) {
        byte[] octets = new byte[8];
        System.arraycopy(org.adit.base.net.IpAddress.of(address).octets().toArray(), 0, octets, 0, 4);
        for (int i = 0; i < bits; i++) {
            octets[4 + i / 8] |= (byte) (0x80 >> i % 8);
        }
        return new GeneralName(GeneralName.iPAddress, new DEROctetString(octets));
    }

    private static Made[] with(Made first, Made... rest) {
        Made[] all = new Made[rest.length + 1];
        all[0] = first;
        System.arraycopy(rest, 0, all, 1, rest.length);
        return all;
    }

    private static Result<Certificate, PkiFailure> check(Made anchor, Purpose purpose, Made... presented) {
        List<Certificate> chain =
                Arrays.stream(presented).map(Made::certificate).toList();
        return new ChainChecker(List.of(anchor.certificate())).check(chain, purpose, NOW);
    }

    /// The verdict of another implementation over the same path, given in order.
    private static boolean jdkAccepts(Made anchor, Made... path) throws Exception {
        CertificateFactory factory = CertificateFactory.getInstance("X.509");
        List<X509Certificate> chain = new ArrayList<>();
        for (Made made : path) {
            chain.add(x509(factory, made));
        }
        PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(x509(factory, anchor), null)));
        parameters.setRevocationEnabled(false);
        parameters.setDate(Date.from(NOW));
        try {
            CertPathValidator.getInstance("PKIX").validate(factory.generateCertPath(chain), parameters);
            return true;
        } catch (GeneralSecurityException _) {
            return false;
        }
    }

    private static X509Certificate x509(CertificateFactory factory, Made made) throws Exception {
        byte[] der = made.certificate().der().toArray();
        return (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(der));
    }

    @Test
    void everyFailureSaysAfterWhichTimeToLook() {
        // Spans are told in the largest unit that says something.
        PkiFailure seconds = new PkiFailure.Expired("CN=a", "01", NOW.minusSeconds(5), NOW);
        PkiFailure hours = new PkiFailure.NotYetValid("CN=a", "01", NOW.plus(Duration.ofHours(5)), NOW);
        assertThat(seconds.explain().why()).contains("5 seconds");
        assertThat(hours.explain().why()).contains("5 hours");
    }
}
