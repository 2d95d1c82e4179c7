package org.adit.protocol.negotiate;

import static org.adit.protocol.negotiate.Offers.*;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.adit.base.Bytes;
import org.adit.base.diagnosis.Explanation;
import org.adit.base.net.IpFamily;
import org.adit.base.net.IpPrefix;
import org.adit.protocol.crypto.EncryptionAlgorithm;
import org.adit.protocol.crypto.PrfAlgorithm;
import org.adit.protocol.ipsec.TrafficSelector;
import org.adit.protocol.wire.Proposal;
import org.adit.protocol.wire.Proposal.Transform;
import org.junit.jupiter.api.Test;

class NegotiateFailureTest {
    private static final List<Proposal> WEAK = List.of(ike(1, TRIPLE_DES, PRF_SHA1, SHA1, MODP_1024));
    private static final List<Proposal> OURS =
            new Proposals(CryptoPolicy.DEFAULT, new FakeCrypto()).ikeOffer(Bytes.EMPTY);
    private static final List<TrafficSelector> EVERYTHING = List.of(TrafficSelector.all(IpFamily.V4));
    private static final List<TrafficSelector> LITTLE = List.of(TrafficSelector.of(IpPrefix.of("10.1.0.0/24")));

    private static final List<NegotiateFailure> ONE_OF_EACH = List.of(
            new NegotiateFailure.NoCommonIkeProposal(CryptoPolicy.DEFAULT, WEAK, OURS, false),
            new NegotiateFailure.OnlyWeakAlgorithms(CryptoPolicy.DEFAULT, WEAK, OURS),
            new NegotiateFailure.NoCommonChildProposal(CryptoPolicy.DEFAULT, List.of(), List.of()),
            new NegotiateFailure.ChildStrongerThanIke(
                    EncryptionAlgorithm.AES_256_GCM_16, EncryptionAlgorithm.AES_128_CBC),
            new NegotiateFailure.AnswerNotOffered("it holds 0 proposals instead of one", List.of()),
            new NegotiateFailure.KeyExchangeMissing(List.of(esp(1, GCM_256, X25519, ESN))),
            new NegotiateFailure.NonceUnfit(15, 16),
            new NegotiateFailure.GroupNotAvailable(2, List.of(31, 20)),
            new NegotiateFailure.NoCommonSelectors(EVERYTHING, List.of()),
            new NegotiateFailure.SelectorsWidened(LITTLE, EVERYTHING));

    @Test
    void everyFailureHasItsOwnCodeAndThreeTexts() {
        Set<Class<?>> shown = ONE_OF_EACH.stream().map(Object::getClass).collect(Collectors.toSet());
        assertThat(shown).isEqualTo(Set.of(NegotiateFailure.class.getPermittedSubclasses()));
        assertThat(ONE_OF_EACH.stream().map(f -> f.code().toString()))
                .doesNotHaveDuplicates()
                .allMatch(code -> code.matches("IKE-0[012][0-9]"));
        assertThat(ONE_OF_EACH).allSatisfy(f -> {
            assertThat(f.blame()).isNotNull();
            assertThat(f.explain().what()).endsWith(".");
        });
    }

    @Test
    void theTextShowsTheDifferenceAndNothingThatAgrees() {
        List<Proposal> offered =
                List.of(ike(1, TRIPLE_DES, PRF_SHA1, SHA1, MODP_1024), ike(2, GCM_256, PRF_256, MODP_2048));
        String why = new NegotiateFailure.NoCommonIkeProposal(CryptoPolicy.DEFAULT, offered, OURS, true)
                .explain()
                .why();
        assertThat(why)
                .contains("proposal 2 of 2", "key exchange offered " + MODP_2048 + ", accepted " + X25519)
                .doesNotContain("PRF", "encryption", TRIPLE_DES.toString());
    }

    @Test
    void aHugeOfferGivesAShortText() {
        List<Proposal> offered = new ArrayList<>();
        for (int number = 1; number <= 40; number++) {
            offered.add(ike(
                    number,
                    IntStream.range(0, 200)
                            .mapToObj(id -> new Transform(1 + id % 4, 1000 + id))
                            .toArray(Transform[]::new)));
        }
        Explanation text =
                new NegotiateFailure.NoCommonIkeProposal(CryptoPolicy.COMPAT, offered, OURS, false).explain();
        assertThat(text.why().length()).isLessThan(4000);
        assertThat(text.why()).contains("more");
    }

    // RFC 7296 §2.10, §3.9 (R-7296-13)
    @Test
    void aNonceHas16To256OctetsAndHalfThePrfsKey() {
        assertThat(Nonces.fault(nonce(15), PrfAlgorithm.HMAC_SHA2_256)).isPresent();
        assertThat(Nonces.fault(nonce(16), PrfAlgorithm.HMAC_SHA2_256)).isEmpty();
        assertThat(Nonces.fault(nonce(23), PrfAlgorithm.HMAC_SHA2_384)).isPresent();
        assertThat(Nonces.fault(nonce(31), PrfAlgorithm.HMAC_SHA2_512)).isPresent();
        assertThat(Nonces.fault(nonce(32), PrfAlgorithm.HMAC_SHA2_512)).isEmpty();
        assertThat(Nonces.fault(nonce(256), PrfAlgorithm.HMAC_SHA2_512)).isEmpty();
        assertThat(Nonces.fault(nonce(257), PrfAlgorithm.HMAC_SHA2_512)).isPresent();
    }

    @Test
    void ourNoncesFitEveryPrf() {
        Bytes nonce = Nonces.fresh(octets -> Arrays.fill(octets, (byte) 7));
        for (PrfAlgorithm prf : PrfAlgorithm.values()) {
            assertThat(Nonces.fault(nonce, prf)).isEmpty();
        }
    }

    private static Bytes nonce(int octets) {
        return Bytes.wrap(new byte[octets]);
    }
}
