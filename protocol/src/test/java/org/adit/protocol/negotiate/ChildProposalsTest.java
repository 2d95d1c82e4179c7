package org.adit.protocol.negotiate;

import static org.adit.protocol.negotiate.Offers.*;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.adit.base.Bytes;
import org.adit.protocol.crypto.EncryptionAlgorithm;
import org.adit.protocol.crypto.IntegrityAlgorithm;
import org.adit.protocol.crypto.KeyExchangeMethod;
import org.adit.protocol.crypto.PrfAlgorithm;
import org.adit.protocol.negotiate.NegotiateFailure.AnswerNotOffered;
import org.adit.protocol.negotiate.NegotiateFailure.ChildStrongerThanIke;
import org.adit.protocol.negotiate.NegotiateFailure.KeyExchangeMissing;
import org.adit.protocol.negotiate.NegotiateFailure.NoCommonChildProposal;
import org.adit.protocol.negotiate.NegotiateFailure.OnlyWeakAlgorithms;
import org.adit.protocol.wire.Proposal;
import org.adit.protocol.wire.Proposal.Transform;
import org.junit.jupiter.api.Test;

class ChildProposalsTest {
    private static final IkeSuite STRONG = ike(EncryptionAlgorithm.AES_256_GCM_16);
    private static final IkeSuite WEAKER = ike(EncryptionAlgorithm.AES_128_GCM_16);
    private static final Optional<Integer> NO_PAYLOAD = Optional.empty();

    private final FakeCrypto crypto = new FakeCrypto();
    private final Proposals modern = new Proposals(CryptoPolicy.MODERN, crypto);
    private final Proposals standard = new Proposals(CryptoPolicy.DEFAULT, crypto);
    private final Proposals compat = new Proposals(CryptoPolicy.COMPAT, crypto);

    @Test
    void inIkeAuthTheOfferHasNoKeyExchangeAtAll() {
        for (Proposal proposal : standard.childOffer(ESP_SPI, List.of())) {
            assertThat(proposal.ofType(Transform.KEY_EXCHANGE)).isEmpty();
            assertThat(proposal.ofType(Transform.SEQUENCE_NUMBERS)).containsExactly(ESN, NO_ESN);
            assertThat(proposal.spi()).isEqualTo(ESP_SPI);
        }
    }

    @Test
    void groupsAreOfferedBesideNone() {
        for (Proposal proposal : standard.childOffer(ESP_SPI, List.of(KeyExchangeMethod.ECP_256))) {
            assertThat(proposal.ofType(Transform.KEY_EXCHANGE)).containsExactly(ECP_256, NO_KE);
        }
    }

    @Test
    void whatWeOfferIsWhatWeAccept() {
        for (Proposals each : List.of(modern, standard, compat)) {
            List<Proposal> plain = each.childOffer(ESP_SPI, List.of());
            Chosen.Child first = ok(each.chooseChild(plain, NO_PAYLOAD, STRONG));
            assertThat(first.keyExchange()).isEmpty();
            assertThat(first.suite().extendedSequenceNumbers()).isTrue();
            assertThat(first.peerSpi()).isEqualTo(ESP_SPI);
            assertThat(ok(each.acceptChild(plain, List.of(Proposals.withSpi(first.answer(), ESP_SPI))))
                            .suite())
                    .isEqualTo(first.suite());

            List<Proposal> grouped = each.childOffer(ESP_SPI, each.groups());
            Chosen.Child rekeyed = ok(each.chooseChild(grouped, Optional.of(20), STRONG));
            assertThat(rekeyed.keyExchange()).contains(KeyExchangeMethod.ECP_384);
            assertThat(ok(each.acceptChild(grouped, List.of(Proposals.withSpi(rekeyed.answer(), ESP_SPI))))
                            .keyExchange())
                    .contains(KeyExchangeMethod.ECP_384);
        }
    }

    @Test
    void modernTakesOnly256BitAeads() {
        assertThat(failure(modern.chooseChild(List.of(esp(1, GCM_128, NO_ESN)), NO_PAYLOAD, STRONG)))
                .isInstanceOf(NoCommonChildProposal.class);
        assertThat(ok(modern.chooseChild(List.of(esp(1, CHACHA, NO_ESN)), NO_PAYLOAD, STRONG))
                        .answer())
                .isEqualTo(answer(1, CHACHA, NO_ESN));
    }

    @Test
    void withoutKePayloadOnlyASuiteWithoutKeyExchangeFits() {
        Proposal open = esp(1, GCM_256, X25519, NO_KE, ESN);
        Chosen.Child chosen = ok(standard.chooseChild(List.of(open), NO_PAYLOAD, STRONG));
        assertThat(chosen.keyExchange()).isEmpty();
        assertThat(chosen.answer().ofType(Transform.KEY_EXCHANGE)).containsExactly(NO_KE);
        assertThat(failure(standard.chooseChild(List.of(esp(1, GCM_256, X25519, ESN)), NO_PAYLOAD, STRONG)))
                .isInstanceOf(KeyExchangeMissing.class);
    }

    @Test
    void iosThatOffersWithGroup14AndWithoutGetsOneThatItsPolicyAllows() {
        List<Proposal> offered = List.of(esp(1, CBC_256, SHA_256, MODP_2048, NO_ESN), esp(2, CBC_256, SHA_256, NO_ESN));
        assertThat(ok(standard.chooseChild(offered, Optional.of(14), STRONG)).answer())
                .isEqualTo(answer(2, CBC_256, SHA_256, NO_ESN));
        assertThat(ok(compat.chooseChild(offered, Optional.of(14), STRONG)).keyExchange())
                .contains(KeyExchangeMethod.MODP_2048);
    }

    @Test
    void anotherGroupOfOursIsNamedWhenThePayloadsGroupIsNotOurs() {
        Proposal offered = esp(1, GCM_256, MODP_1024, ECP_256, ESN);
        assertThat(ok(standard.chooseChild(List.of(offered), Optional.of(2), STRONG))
                        .keyExchange())
                .contains(KeyExchangeMethod.ECP_256);
    }

    // standards §2.2 rule 3
    @Test
    void aChildSaIsNeverStrongerKeyedThanItsIkeSa() {
        List<Proposal> both = List.of(esp(1, GCM_256, ESN), esp(2, GCM_128, ESN));
        assertThat(ok(standard.chooseChild(both, NO_PAYLOAD, WEAKER)).suite().encryption())
                .isEqualTo(EncryptionAlgorithm.AES_128_GCM_16);
        NegotiateFailure why = failure(standard.chooseChild(List.of(esp(1, GCM_256, ESN)), NO_PAYLOAD, WEAKER));
        assertThat(why).isInstanceOf(ChildStrongerThanIke.class);
        assertThat(why.explain().why()).contains("256", "128");
        assertThat(standard.childOffer(ESP_SPI, List.of(), WEAKER))
                .isNotEmpty()
                .allSatisfy(p -> assertThat(p.transforms()).doesNotContain(GCM_256, CHACHA, CBC_256));
    }

    @Test
    void sequenceNumbersAreNotTakenForGranted() {
        assertThat(ok(standard.chooseChild(List.of(esp(1, GCM_256, NO_ESN)), NO_PAYLOAD, STRONG))
                        .suite()
                        .extendedSequenceNumbers())
                .isFalse();
        assertThat(failure(standard.chooseChild(List.of(esp(1, GCM_256)), NO_PAYLOAD, STRONG)))
                .isInstanceOf(NoCommonChildProposal.class);
    }

    @Test
    void integrityGoesWithCbcAndNotWithAeads() {
        assertThat(ok(standard.chooseChild(
                                List.of(esp(1, SHA_256, ESN, SHA_512, CBC_256, CBC_128)), NO_PAYLOAD, STRONG))
                        .answer())
                .isEqualTo(answer(1, CBC_256, SHA_512, ESN));
        assertThat(ok(standard.chooseChild(List.of(esp(1, GCM_256, NO_INTEGRITY, ESN)), NO_PAYLOAD, STRONG))
                        .answer())
                .isEqualTo(answer(1, GCM_256, NO_INTEGRITY, ESN));
        assertThat(failure(standard.chooseChild(List.of(esp(1, GCM_256, SHA_256, ESN)), NO_PAYLOAD, STRONG)))
                .isInstanceOf(NoCommonChildProposal.class);
    }

    @Test
    void windowsWhoseEspIsSha1OnlyIsToldTheCommandThatHelps() {
        List<Proposal> offered = List.of(esp(1, CBC_256, SHA1, NO_ESN), esp(2, TRIPLE_DES, SHA1, NO_ESN));
        NegotiateFailure why = failure(standard.chooseChild(offered, NO_PAYLOAD, STRONG));
        assertThat(why).isInstanceOf(OnlyWeakAlgorithms.class);
        assertThat(why.explain().remedy()).contains("Set-VpnConnectionIPsecConfiguration");
    }

    @Test
    void anSpiThatCannotBeUsedSpoilsItsProposal() {
        for (String spi : List.of("", "000000ff", "0102030405060708")) {
            Proposal offered = Proposals.withSpi(esp(1, GCM_256, ESN), Bytes.ofHex(spi));
            assertThat(failure(standard.chooseChild(List.of(offered), NO_PAYLOAD, STRONG)))
                    .isInstanceOf(NoCommonChildProposal.class);
        }
    }

    @Test
    void anAnswerThatWasNotOfferedIsRefused() {
        List<Proposal> offer = standard.childOffer(ESP_SPI, List.of(KeyExchangeMethod.CURVE25519));
        List<Proposal> bad = List.of(
                esp(1, GCM_128, ESN),
                esp(1, GCM_256, ESN, NO_ESN),
                esp(1, GCM_256),
                esp(1, GCM_256, ECP_256, ESN),
                esp(1, GCM_256, PRF_256, ESN),
                esp(3, CBC_256, ESN),
                esp(3, CBC_256, SHA1, ESN));
        assertThat(bad)
                .allSatisfy(answer -> assertThat(failure(standard.acceptChild(offer, List.of(answer))))
                        .isInstanceOf(AnswerNotOffered.class));
    }

    @Test
    void leavingTheKeyExchangeOutMeansNoneIfNoneWasOffered() {
        List<Proposal> offer = standard.childOffer(ESP_SPI, List.of(KeyExchangeMethod.CURVE25519));
        assertThat(ok(standard.acceptChild(offer, List.of(esp(1, GCM_256, ESN))))
                        .keyExchange())
                .isEmpty();
        List<Proposal> must = List.of(esp(1, GCM_256, X25519, ESN));
        assertThat(failure(standard.acceptChild(must, List.of(esp(1, GCM_256, ESN)))))
                .isInstanceOf(AnswerNotOffered.class);
    }

    @Test
    void noneInTheAnswerOfIkeAuthSaysTheSameAsNothing() {
        List<Proposal> offer = standard.childOffer(ESP_SPI, List.of());
        Chosen.Child chosen = ok(standard.acceptChild(offer, List.of(esp(3, CBC_256, SHA_384, NO_KE, ESN))));
        assertThat(chosen.keyExchange()).isEmpty();
        assertThat(chosen.suite().integrity()).contains(IntegrityAlgorithm.HMAC_SHA2_384_192);
    }

    private static Proposal answer(int number, Transform... transforms) {
        return Proposals.withSpi(esp(number, transforms), Bytes.EMPTY);
    }

    private static IkeSuite ike(EncryptionAlgorithm cipher) {
        return new IkeSuite(cipher, Optional.empty(), PrfAlgorithm.HMAC_SHA2_256, KeyExchangeMethod.CURVE25519);
    }
}
