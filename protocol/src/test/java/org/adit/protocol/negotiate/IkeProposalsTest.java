package org.adit.protocol.negotiate;

import static org.adit.protocol.negotiate.Offers.*;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import org.adit.base.Bytes;
import org.adit.protocol.crypto.EncryptionAlgorithm;
import org.adit.protocol.crypto.IntegrityAlgorithm;
import org.adit.protocol.crypto.KeyExchangeMethod;
import org.adit.protocol.crypto.PrfAlgorithm;
import org.adit.protocol.negotiate.NegotiateFailure.AnswerNotOffered;
import org.adit.protocol.negotiate.NegotiateFailure.NoCommonIkeProposal;
import org.adit.protocol.negotiate.NegotiateFailure.OnlyWeakAlgorithms;
import org.adit.protocol.wire.Proposal;
import org.adit.protocol.wire.Proposal.Transform;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class IkeProposalsTest {
    private static final int X = 31;
    private final FakeCrypto crypto = new FakeCrypto();
    private final Proposals modern = new Proposals(CryptoPolicy.MODERN, crypto);
    private final Proposals standard = new Proposals(CryptoPolicy.DEFAULT, crypto);
    private final Proposals compat = new Proposals(CryptoPolicy.COMPAT, crypto);

    @ParameterizedTest
    @EnumSource
    void whatWeOfferIsWhatWeAccept(CryptoPolicy policy) {
        Proposals proposals = new Proposals(policy, crypto);
        List<Proposal> offer = proposals.ikeOffer(Bytes.EMPTY);
        Chosen.Ike chosen =
                ok(proposals.chooseIke(offer, proposals.preferredGroup().transformId()));
        assertThat(chosen.suite())
                .isEqualTo(new IkeSuite(
                        EncryptionAlgorithm.AES_256_GCM_16,
                        Optional.empty(),
                        PrfAlgorithm.HMAC_SHA2_512,
                        KeyExchangeMethod.CURVE25519));
        assertThat(ok(proposals.acceptIke(offer, List.of(chosen.answer()))).suite())
                .isEqualTo(chosen.suite());
    }

    @ParameterizedTest
    @EnumSource
    void proposalsAreNumberedFromOneAndHoldTheSpi(CryptoPolicy policy) {
        Bytes spi = Bytes.ofHex("0102030405060708");
        List<Proposal> offer = new Proposals(policy, crypto).ikeOffer(spi);
        for (int i = 0; i < offer.size(); i++) {
            assertThat(offer.get(i).number()).isEqualTo(i + 1);
            assertThat(offer.get(i).spi()).isEqualTo(spi);
            assertThat(offer.get(i).protocol()).isEqualTo(Proposal.IKE);
        }
    }

    @ParameterizedTest
    @EnumSource
    void noProposalMixesKeyStrengthsOrAeadsWithOtherCiphers(CryptoPolicy policy) {
        for (Proposal proposal : new Proposals(policy, crypto).ikeOffer(Bytes.EMPTY)) {
            List<EncryptionAlgorithm> ciphers = proposal.ofType(Transform.ENCRYPTION).stream()
                    .map(t -> Transforms.encryption(t).orElseThrow())
                    .toList();
            assertThat(ciphers.stream().map(EncryptionAlgorithm::keyBits).distinct())
                    .hasSize(1);
            assertThat(ciphers.stream().map(EncryptionAlgorithm::aead).distinct())
                    .hasSize(1);
            assertThat(proposal.ofType(Transform.INTEGRITY).isEmpty())
                    .isEqualTo(ciphers.getFirst().aead());
        }
    }

    @Test
    void modernOffersOnly256BitAeads() {
        assertThat(modern.ikeOffer(Bytes.EMPTY)).hasSize(1);
        assertThat(modern.ikeOffer(Bytes.EMPTY).getFirst().ofType(Transform.ENCRYPTION))
                .containsExactly(GCM_256, CHACHA);
    }

    @Test
    void onlyCompatOffersGroup14() {
        assertThat(groups(modern)).doesNotContain(MODP_2048);
        assertThat(groups(standard)).doesNotContain(MODP_2048);
        assertThat(groups(compat)).contains(MODP_2048);
        assertThat(standard.offeredGroup(14)).isEmpty();
        assertThat(compat.offeredGroup(14)).contains(KeyExchangeMethod.MODP_2048);
    }

    @Test
    void whatFailedTheSelfTestIsNeitherOfferedNorAccepted() {
        Proposals crippled = new Proposals(
                CryptoPolicy.DEFAULT,
                new FakeCrypto()
                        .without(
                                EncryptionAlgorithm.AES_256_GCM_16,
                                EncryptionAlgorithm.AES_128_GCM_16,
                                PrfAlgorithm.HMAC_SHA2_512,
                                KeyExchangeMethod.CURVE25519));
        assertThat(crippled.preferredGroup()).isEqualTo(KeyExchangeMethod.ECP_384);
        assertThat(crippled.ikeOffer(Bytes.EMPTY))
                .hasSize(3)
                .allSatisfy(p -> assertThat(p.transforms()).doesNotContain(GCM_256, GCM_128, PRF_512, X25519));
        assertThat(failure(crippled.chooseIke(List.of(ike(1, GCM_256, PRF_256, ECP_384)), 20)))
                .isInstanceOf(NoCommonIkeProposal.class);
    }

    @Test
    void ourOrderDecidesNotTheirs() {
        List<Proposal> offered = List.of(
                ike(1, CBC_128, PRF_256, SHA_256, X25519),
                ike(2, GCM_128, PRF_256, X25519),
                ike(3, PRF_256, X25519, PRF_384, ECP_256, CHACHA, GCM_256));
        Chosen.Ike chosen = ok(standard.chooseIke(offered, X));
        assertThat(chosen.answer()).isEqualTo(ike(3, GCM_256, PRF_384, X25519));
    }

    @Test
    void theGroupThatCameWithTheOfferSavesARoundTrip() {
        List<Proposal> oneProposal = List.of(ike(1, GCM_256, PRF_512, X25519, ECP_384, MODP_4096));
        assertThat(ok(standard.chooseIke(oneProposal, 16)).suite().keyExchange())
                .isEqualTo(KeyExchangeMethod.MODP_4096);
        List<Proposal> groupApart = List.of(ike(1, GCM_256, PRF_512, X25519), ike(2, GCM_256, PRF_512, ECP_384));
        assertThat(ok(standard.chooseIke(groupApart, 20)).answer().number()).isEqualTo(2);
    }

    @Test
    void theGroupThatCameDoesNotBuyAWeakerCipher() {
        List<Proposal> offered = List.of(ike(1, GCM_128, PRF_512, ECP_384), ike(2, GCM_256, PRF_512, X25519));
        assertThat(ok(standard.chooseIke(offered, 20)).suite())
                .extracting(IkeSuite::encryption, IkeSuite::keyExchange)
                .containsExactly(EncryptionAlgorithm.AES_256_GCM_16, KeyExchangeMethod.CURVE25519);
    }

    @Test
    void anUnacceptableGroupLeadsToOneOfOurs() {
        List<Proposal> offered = List.of(ike(1, GCM_256, PRF_256, MODP_2048, ECP_256));
        assertThat(ok(standard.chooseIke(offered, 14)).suite().keyExchange()).isEqualTo(KeyExchangeMethod.ECP_256);
    }

    @Test
    void anAeadMayComeWithIntegrityNoneOrWithoutIntegrity() {
        assertThat(ok(standard.chooseIke(List.of(ike(1, GCM_256, PRF_256, X25519)), X))
                        .answer())
                .isEqualTo(ike(1, GCM_256, PRF_256, X25519));
        assertThat(ok(standard.chooseIke(List.of(ike(1, GCM_256, NO_INTEGRITY, PRF_256, X25519)), X))
                        .answer())
                .isEqualTo(ike(1, GCM_256, PRF_256, NO_INTEGRITY, X25519));
    }

    // RFC 7296 §3.3.3, RFC 5282 §8
    @Test
    void anAeadWithAnotherIntegrityThanNoneIsUnacceptable() {
        assertThat(failure(standard.chooseIke(List.of(ike(1, GCM_256, SHA_256, PRF_256, X25519)), X)))
                .isInstanceOf(NoCommonIkeProposal.class);
    }

    @Test
    void aProposalThatMixesAeadAndCbcWithIntegrityGivesCbc() {
        Proposal mixed = ike(1, GCM_256, CBC_256, PRF_256, SHA_256, X25519);
        assertThat(ok(standard.chooseIke(List.of(mixed), X)).answer())
                .isEqualTo(ike(1, CBC_256, PRF_256, SHA_256, X25519));
        assertThat(ok(standard.chooseIke(List.of(with(mixed, NO_INTEGRITY)), X)).answer())
                .isEqualTo(ike(1, GCM_256, PRF_256, NO_INTEGRITY, X25519));
    }

    @Test
    void cbcWithoutIntegrityIsUnacceptable() {
        assertThat(failure(standard.chooseIke(List.of(ike(1, CBC_256, PRF_256, X25519)), X)))
                .isInstanceOf(NoCommonIkeProposal.class);
        assertThat(failure(standard.chooseIke(List.of(ike(1, CBC_256, PRF_256, NO_INTEGRITY, X25519)), X)))
                .isInstanceOf(NoCommonIkeProposal.class);
    }

    // RFC 7296 §3.3.5
    @Test
    void aesWithoutKeyLengthIsUnacceptable() {
        Proposal keyless = ike(1, new Transform(1, 20), PRF_256, X25519);
        assertThat(failure(standard.chooseIke(List.of(keyless), X)).explain().why())
                .contains("lacks its Key Length");
        Proposal besidesAGoodOne = with(keyless, GCM_256);
        assertThat(failure(standard.chooseIke(List.of(besidesAGoodOne), X))).isInstanceOf(NoCommonIkeProposal.class);
    }

    @Test
    void aKeyLengthWhereNoneBelongsIsUnacceptable() {
        assertThat(failure(standard.chooseIke(List.of(ike(1, new Transform(1, 28, 256), PRF_256, X25519)), X)))
                .isInstanceOf(NoCommonIkeProposal.class);
        assertThat(failure(standard.chooseIke(List.of(ike(1, GCM_256, new Transform(2, 5, 256), X25519)), X)))
                .isInstanceOf(NoCommonIkeProposal.class);
    }

    // RFC 7296 §3.3.6
    @Test
    void anUnknownAttributeSpoilsItsTransformOnly() {
        Transform strange = new Transform(1, 20, OptionalInt.of(256), true);
        assertThat(failure(standard.chooseIke(List.of(ike(1, strange, PRF_256, X25519)), X)))
                .isInstanceOf(NoCommonIkeProposal.class);
        assertThat(ok(standard.chooseIke(List.of(ike(1, strange, CHACHA, PRF_256, X25519)), X))
                        .answer())
                .isEqualTo(ike(1, CHACHA, PRF_256, X25519));
    }

    // RFC 7296 §3.3.6
    @Test
    void anUnknownTransformTypeSpoilsItsProposalOnly() {
        Proposal hybrid = ike(1, GCM_256, PRF_512, X25519, new Transform(6, 36));
        assertThat(failure(standard.chooseIke(List.of(hybrid), X))).isInstanceOf(NoCommonIkeProposal.class);
        assertThat(ok(standard.chooseIke(List.of(hybrid, ike(2, GCM_256, PRF_256, X25519)), X))
                        .answer())
                .isEqualTo(ike(2, GCM_256, PRF_256, X25519));
    }

    @Test
    void anUnknownTransformIdIsPassedOver() {
        assertThat(ok(standard.chooseIke(List.of(ike(1, new Transform(1, 999, 256), GCM_256, PRF_256, X25519)), X))
                        .answer())
                .isEqualTo(ike(1, GCM_256, PRF_256, X25519));
    }

    // R-7296-10
    @Test
    void aProposalOutOfNumberIsUnacceptable() {
        assertThat(failure(standard.chooseIke(List.of(ike(0, GCM_256, PRF_256, X25519)), X)))
                .isInstanceOf(NoCommonIkeProposal.class);
        List<Proposal> offered = List.of(
                ike(1, CBC_128, PRF_256, SHA_256, X25519),
                ike(3, GCM_256, PRF_256, X25519),
                ike(3, GCM_128, PRF_256, X25519));
        assertThat(ok(standard.chooseIke(offered, X)).answer().number()).isEqualTo(3);
        assertThat(ok(standard.chooseIke(offered, X)).suite().encryption())
                .isEqualTo(EncryptionAlgorithm.AES_128_GCM_16);
    }

    @Test
    void duplicatesDoNoHarm() {
        assertThat(ok(standard.chooseIke(List.of(ike(1, GCM_256, GCM_256, PRF_256, PRF_256, X25519, X25519)), X))
                        .answer())
                .isEqualTo(ike(1, GCM_256, PRF_256, X25519));
    }

    @Test
    void espProposalsAndEmptyOffersGiveNoIkeSa() {
        assertThat(failure(standard.chooseIke(List.of(esp(1, GCM_256, PRF_256, X25519)), X)))
                .isInstanceOf(NoCommonIkeProposal.class);
        assertThat(failure(standard.chooseIke(List.of(), X)).explain().why()).contains("empty");
    }

    @Test
    void theSpiOfARekeyIsHandedOn() {
        Bytes spi = Bytes.ofHex("1122334455667788");
        Proposal offered = Proposals.withSpi(ike(1, GCM_256, PRF_256, X25519), spi);
        assertThat(ok(standard.chooseIke(List.of(offered), X)).peerSpi()).isEqualTo(spi);
        assertThat(failure(standard.chooseIke(List.of(Proposals.withSpi(offered, ESP_SPI)), X)))
                .isInstanceOf(NoCommonIkeProposal.class);
    }

    @Test
    void windowsWithItsDefaultsIsToldTheCommandThatHelps() {
        List<Proposal> offered =
                List.of(ike(1, TRIPLE_DES, PRF_SHA1, SHA1, MODP_1024), ike(2, CBC_256, PRF_256, SHA_256, MODP_1024));
        for (Proposals any : List.of(modern, standard, compat)) {
            NegotiateFailure why = failure(any.chooseIke(offered, 2));
            assertThat(why).isInstanceOf(OnlyWeakAlgorithms.class);
            assertThat(why.explain().what()).contains("only weak algorithms", MODP_1024.toString());
            assertThat(why.explain().remedy()).contains("Set-VpnConnectionIPsecConfiguration");
        }
    }

    @Test
    void macOsSetUpByHandNeedsCompatAndIsToldSo() {
        List<Proposal> offered = List.of(ike(1, CBC_256, PRF_256, SHA_256, MODP_2048));
        NegotiateFailure why = failure(standard.chooseIke(offered, 14));
        assertThat(why)
                .isInstanceOfSatisfying(
                        NoCommonIkeProposal.class,
                        f -> assertThat(f.compatAgrees()).isTrue());
        assertThat(why.explain().remedy()).contains("compat");
        assertThat(why.explain().why()).contains(MODP_2048.toString(), X25519.toString());
        assertThat(ok(compat.chooseIke(offered, 14)).suite())
                .isEqualTo(new IkeSuite(
                        EncryptionAlgorithm.AES_256_CBC,
                        Optional.of(IntegrityAlgorithm.HMAC_SHA2_256_128),
                        PrfAlgorithm.HMAC_SHA2_256,
                        KeyExchangeMethod.MODP_2048));
    }

    @Test
    void androidsBuiltInClientGetsA256BitAead() {
        Transform[] groups = {MODP_4096, X25519, new Transform(4, 15), MODP_2048};
        Proposal cbc = with(ike(1, new Transform(1, 13, 256), CBC_256, CBC_128, SHA_512, SHA_256, PRF_512), groups);
        Proposal aead = with(ike(2, CHACHA, GCM_256, new Transform(1, 19, 256), GCM_128, PRF_512, PRF_256), groups);
        assertThat(ok(standard.chooseIke(List.of(cbc, aead), 16)).answer())
                .isEqualTo(ike(2, GCM_256, PRF_512, MODP_4096));
    }

    @Test
    void anAnswerThatWasNotOfferedEndsTheAttempt() {
        List<Proposal> offer = standard.ikeOffer(Bytes.EMPTY);
        Proposal good = ike(1, GCM_256, PRF_512, X25519);
        assertThat(ok(standard.acceptIke(offer, List.of(good))).answer()).isEqualTo(good);
        List<List<Proposal>> bad = List.of(
                List.of(),
                List.of(good, good),
                List.of(ike(9, GCM_256, PRF_512, X25519)),
                List.of(ike(1, GCM_128, PRF_512, X25519)),
                List.of(ike(1, GCM_256, CHACHA, PRF_512, X25519)),
                List.of(ike(1, GCM_256, PRF_512)),
                List.of(ike(1, GCM_256, X25519)),
                List.of(ike(1, PRF_512, X25519)),
                List.of(ike(1, GCM_256, PRF_512, NO_KE)),
                List.of(ike(1, GCM_256, PRF_512, X25519, SHA_256)),
                List.of(ike(1, GCM_256, PRF_512, X25519, new Transform(6, 36))),
                List.of(ike(3, CBC_256, PRF_512, X25519)),
                List.of(ike(3, CBC_256, PRF_512, X25519, NO_INTEGRITY)),
                List.of(esp(1, GCM_256, PRF_512, X25519)),
                List.of(Proposals.withSpi(good, Bytes.ofHex("0102030405060708"))));
        assertThat(bad)
                .allSatisfy(answer ->
                        assertThat(failure(standard.acceptIke(offer, answer))).isInstanceOf(AnswerNotOffered.class));
    }

    @Test
    void integrityNoneInTheAnswerSaysTheSameAsNothing() {
        Proposal answer = ike(1, GCM_256, NO_INTEGRITY, PRF_512, X25519);
        assertThat(ok(standard.acceptIke(standard.ikeOffer(Bytes.EMPTY), List.of(answer)))
                        .suite()
                        .integrity())
                .isEmpty();
    }

    private static Set<Transform> groups(Proposals proposals) {
        return proposals.ikeOffer(Bytes.EMPTY).stream()
                .flatMap(p -> p.ofType(Transform.KEY_EXCHANGE).stream())
                .collect(Collectors.toSet());
    }
}
