package org.adit.protocol.pki;

import static org.adit.protocol.pki.CertificateForge.NOW;
import static org.adit.protocol.pki.CertificateForge.authority;
import static org.adit.protocol.pki.CertificateForge.failure;
import static org.adit.protocol.pki.CertificateForge.good;
import static org.adit.protocol.pki.CertificateForge.key;
import static org.adit.protocol.pki.CertificateForge.named;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.adit.base.Bytes;
import org.adit.protocol.crypto.KeyKind;
import org.adit.protocol.pki.CertificateForge.Made;
import org.adit.protocol.pki.ChainChecker.Purpose;
import org.junit.jupiter.api.Test;

/// A remembered chain may save work, never a rule.
class KnownChainsTest {
    private static final int READ = 1;
    private static final int MOST = 3;

    private final Made root = authority("CN=Root").key(key(KeyKind.EC_P256, 1)).make();
    private final KnownChains chains = new KnownChains(new ChainChecker(List.of(root.certificate())), READ, MOST);

    private Made leaf(String name) {
        return named(name).key(key(KeyKind.EC_P256, 0)).issuedBy(root).make();
    }

    private static List<Bytes> der(Made... presented) {
        return List.of(presented).stream().map(made -> made.certificate().der()).toList();
    }

    @Test
    void theSameOctetsAreTheSameChain() {
        Made leaf = leaf("CN=leaf");
        Certificate first = good(chains.check(der(leaf), Purpose.CLIENT, NOW));
        Bytes copy = Bytes.of(leaf.certificate().der().toArray());

        assertThat(chains.remembers(List.of(copy))).isTrue();
        assertThat(good(chains.check(List.of(copy), Purpose.CLIENT, NOW))).isSameAs(first);
        assertThat(chains.size()).isEqualTo(1);
    }

    @Test
    void ofMostChainsOnlyTheHashIsKeptAndTheLeafIsReadAgain() {
        Made leaf = leaf("CN=leaf");
        Certificate first = good(chains.check(der(leaf), Purpose.CLIENT, NOW));
        good(chains.check(der(leaf("CN=other")), Purpose.CLIENT, NOW));

        assertThat(chains.read()).isEqualTo(1);
        assertThat(chains.size()).isEqualTo(2);
        assertThat(failure(chains.check(
                        der(leaf), Purpose.CLIENT, leaf.certificate().notAfter().plusSeconds(1))))
                .isInstanceOf(PkiFailure.Expired.class);
        Certificate again = good(chains.check(der(leaf), Purpose.CLIENT, NOW));
        assertThat(again).isEqualTo(first).isNotSameAs(first);
        assertThat(good(chains.check(der(leaf), Purpose.CLIENT, NOW))).isSameAs(again);
        assertThat(chains.size()).isEqualTo(2);
    }

    @Test
    void theSameOctetsCutElsewhereAreAnotherChain() {
        Made leaf = leaf("CN=leaf");
        good(chains.check(der(leaf, root), Purpose.CLIENT, NOW));
        Bytes all = leaf.certificate().der().plus(root.certificate().der());

        assertThat(chains.remembers(List.of(all))).isFalse();
        failure(chains.check(List.of(all), Purpose.CLIENT, NOW));
        failure(chains.check(List.of(), Purpose.CLIENT, NOW));
    }

    @Test
    void aChainOverAnotherAuthorityIsRememberedWithIt() {
        Made between = authority("CN=Between").issuedBy(root).make();
        Made leaf =
                named("CN=leaf").key(key(KeyKind.EC_P256, 0)).issuedBy(between).make();
        good(chains.check(der(leaf("CN=other")), Purpose.CLIENT, NOW));
        good(chains.check(der(leaf, between), Purpose.CLIENT, NOW));

        assertThat(good(chains.check(der(leaf, between), Purpose.CLIENT, NOW))).isEqualTo(leaf.certificate());
        failure(chains.check(der(leaf), Purpose.CLIENT, NOW));
        assertThat(failure(chains.check(
                        der(leaf, between),
                        Purpose.CLIENT,
                        between.certificate().notAfter().plusSeconds(1))))
                .isInstanceOf(PkiFailure.Expired.class);
    }

    @Test
    void aRememberedChainExpires() {
        Made leaf = leaf("CN=leaf");
        good(chains.check(der(leaf), Purpose.CLIENT, NOW));

        assertThat(failure(chains.check(
                        der(leaf), Purpose.CLIENT, leaf.certificate().notAfter().plusSeconds(1))))
                .isInstanceOf(PkiFailure.Expired.class);
        assertThat(failure(chains.check(
                        der(leaf),
                        Purpose.CLIENT,
                        leaf.certificate().notBefore().minusSeconds(1))))
                .isInstanceOf(PkiFailure.NotYetValid.class);
        good(chains.check(der(leaf), Purpose.CLIENT, NOW));
    }

    @Test
    void aRememberedChainIsNotGoodForAnotherPurpose() {
        Made leaf = named("CN=leaf")
                .key(key(KeyKind.EC_P256, 0))
                .issuedBy(root)
                .purposes("1.3.6.1.5.5.7.3.2")
                .make();
        good(chains.check(der(leaf), Purpose.CLIENT, NOW));

        assertThat(failure(chains.check(der(leaf), Purpose.GATEWAY, NOW))).isInstanceOf(PkiFailure.WrongPurpose.class);
    }

    @Test
    void anotherOctetIsAnotherChain() {
        Made leaf = leaf("CN=leaf");
        good(chains.check(der(leaf), Purpose.CLIENT, NOW));
        byte[] forged = leaf.certificate().der().toArray();
        forged[forged.length - 1] ^= 1;

        failure(chains.check(List.of(Bytes.wrap(forged)), Purpose.CLIENT, NOW));
    }

    @Test
    void whatFailedIsNotKept() {
        Made stranger =
                named("CN=stranger").issuedBy(authority("CN=Other").make()).make();
        failure(chains.check(der(stranger), Purpose.CLIENT, NOW));

        assertThat(chains.size()).isZero();
    }

    @Test
    void theChainThatWasNotSeenForLongestGoesFirst() {
        Made first = leaf("CN=a");
        Made second = leaf("CN=b");
        List.of(first, second, leaf("CN=c"), first, leaf("CN=d"))
                .forEach(made -> good(chains.check(der(made), Purpose.CLIENT, NOW)));

        assertThat(chains.size()).isEqualTo(MOST);
        assertThat(chains.remembers(der(first))).isTrue();
        assertThat(chains.remembers(der(second))).isFalse();
    }
}
