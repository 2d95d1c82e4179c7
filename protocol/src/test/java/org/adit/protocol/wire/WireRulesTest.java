package org.adit.protocol.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.adit.base.Bytes;
import org.adit.base.diagnosis.Result;
import org.adit.base.net.IpAddress;
import org.adit.base.net.IpFamily;
import org.adit.protocol.ipsec.TrafficSelector;
import org.junit.jupiter.api.Test;

/// The rules of RFC 7296 §2.5 and §3, one by one, on octets written by hand.
final class WireRulesTest {
    private static final String HEADER = "1122334455667788" + "99aabbccddeeff00";
    private static final IkeHeader AUTH_REQUEST =
            new IkeHeader(new IkeSpi(1), new IkeSpi(2), ExchangeType.IKE_AUTH, true, false, 1);
    private static final Bytes NONCE = Bytes.ofHex("00000014" + "00".repeat(16));

    // --- header ---

    /// R-7296-01.
    @Test
    void aHigherMajorVersionIsToldApartAndCanBeAnswered() {
        Bytes datagram = Bytes.ofHex(HEADER + "0030220800000007" + "0000001c");
        IkeHeader header = new IkeHeader(
                new IkeSpi(0x1122334455667788L),
                new IkeSpi(0x99aabbccddeeff00L),
                ExchangeType.IKE_SA_INIT,
                true,
                false,
                7);
        assertThat(PlainCodec.envelope(datagram)).isEqualTo(new Envelope.Newer(header, 3));
        assertThat(PlainCodec.header(datagram)).isEmpty();
        assertThat(PlainCodec.decode(datagram)).isEqualTo(Result.failed(new WireFailure.OtherVersion(3, 0)));
        assertThat(new SealedReader(new FakeCipher(1)).read(datagram))
                .isEqualTo(new Decoded.Ignored(new WireFailure.OtherVersion(3, 0)));

        Payload.Notify notify = Payload.Notify.of(NotifyType.INVALID_MAJOR_VERSION);
        assertThat(PlainCodec.unprotectedAnswer(header, notify))
                .isEqualTo(Bytes.ofHex(HEADER + "2920222000000007" + "00000024" + "0000000800000005"));
    }

    /// R-7296-01.
    @Test
    void theMinorVersionIsIgnoredAndVersionOneIsRefused() {
        assertThat(PlainCodec.header(Bytes.ofHex(HEADER + "002f220800000000" + "0000001c")))
                .isPresent();
        assertThat(PlainCodec.envelope(Bytes.ofHex(HEADER + "0010020800000000" + "0000001c")))
                .isEqualTo(new Envelope.Refused(new WireFailure.OtherVersion(1, 0)));
    }

    @Test
    void theHeaderIsReadWhereItIs() {
        assertThat(PlainCodec.header(Bytes.ofHex(HEADER + "00202328ffffffff" + "0000001c")))
                .contains(new IkeHeader(
                        new IkeSpi(0x1122334455667788L),
                        new IkeSpi(0x99aabbccddeeff00L),
                        ExchangeType.IKE_AUTH,
                        true,
                        true,
                        -1));
    }

    @Test
    void aLengthThatIsNotThatOfTheDatagramIsRefused() {
        for (String claimed : List.of("00000000", "0000001b", "0000001d", "8000001c", "ffffffff")) {
            Bytes datagram = Bytes.ofHex(HEADER + "0020220800000000" + claimed);
            assertThat(PlainCodec.header(datagram)).isEmpty();
            assertThat(PlainCodec.envelope(datagram))
                    .isEqualTo(new Envelope.Refused(new WireFailure.LengthDisagrees(Long.parseLong(claimed, 16), 28)));
        }
        assertThat(PlainCodec.envelope(Bytes.EMPTY)).isEqualTo(new Envelope.Refused(new WireFailure.TooShort(0)));
        assertThat(PlainCodec.envelope(Bytes.wrap(new byte[65_537])))
                .isEqualTo(new Envelope.Refused(new WireFailure.TooLong(65_537, 65_536)));
    }

    // --- chain ---

    /// R-7296-02.
    @Test
    void anUnknownPayloadIsSkippedUnlessCritical() {
        Payload.Nonce nonce = new Payload.Nonce(Bytes.wrap(new byte[16]));
        assertThat(read(200, "28000005aa" + NONCE.hex()))
                .isEqualTo(Result.ok(List.of(new Payload.Unknown(200, Bytes.ofHex("aa")), nonce)));
        assertThat(read(200, "28800005aa" + NONCE.hex()))
                .isEqualTo(Result.failed(new WireFailure.UnsupportedCritical(200)));
    }

    /// R-7296-02.
    @Test
    void theCriticalBitOfAKnownPayloadIsIgnored() {
        assertThat(read(40, "00800014" + "00".repeat(16)))
                .isEqualTo(Result.ok(List.of(new Payload.Nonce(Bytes.wrap(new byte[16])))));
        assertThat(read(41, "0080000800009fff"))
                .isEqualTo(Result.ok(List.of(Payload.Notify.of(new NotifyType(0x9fff)))));
    }

    /// L-11.
    @Test
    void sixtyFourPayloadsAreReadAndNoMore() {
        assertThat(read(43, "2b000004".repeat(63) + "00000004")).isInstanceOf(Result.Ok.class);
        assertThat(read(43, "2b000004".repeat(64) + "00000004"))
                .isEqualTo(Result.failed(new WireFailure.TooManyPayloads(64)));
    }

    @Test
    void aPayloadLengthBelowItsHeaderIsRefused() {
        for (int length = 0; length < 4; length++) {
            assertThat(read(43, "2b00000" + length + "00000004"))
                    .isEqualTo(Result.failed(new WireFailure.BadField(43, "Payload Length", length)));
        }
    }

    @Test
    void octetsAfterTheLastPayloadAreRefused() {
        assertThat(read(40, NONCE.hex() + "00")).isEqualTo(Result.failed(new WireFailure.LeftOver(0, 1)));
        assertThat(read(0, "00")).isEqualTo(Result.failed(new WireFailure.LeftOver(0, 1)));
    }

    /// R-7296-21.
    @Test
    void protectedPayloadsAreNotReadInTheClearNorWithinEachOther() {
        for (int type : new int[] {46, 53}) {
            assertThat(read(type, "00000014" + "00".repeat(16)))
                    .isEqualTo(Result.failed(new WireFailure.ProtectedPayloadMisplaced(type)));
        }
    }

    // --- SK ---

    @Test
    void anEmptyMessageIsALivenessCheck() {
        IkeMessage empty = new IkeMessage(AUTH_REQUEST, List.of());
        assertThat(opened(new SealedWriter(new FakeCipher(1)).write(empty))).isEqualTo(empty);
    }

    /// R-7296-21.
    @Test
    void protectionInIkeSaInitIsIgnored() {
        IkeHeader init = new IkeHeader(new IkeSpi(1), new IkeSpi(2), ExchangeType.IKE_SA_INIT, true, false, 0);
        assertThat(read(Forge.sealed(init, 40, Forge.padded(NONCE), new FakeCipher(1))))
                .isEqualTo(new Decoded.Ignored(new WireFailure.ProtectedPayloadMisplaced(46)));
    }

    /// R-7296-21.
    @Test
    void octetsAfterTheProtectedPayloadAreIgnoredWithAllTheMessage() {
        Bytes datagram = Forge.sealed(AUTH_REQUEST, 40, Forge.padded(NONCE), new FakeCipher(1));
        Bytes longer = Mutations.replaced(datagram.plus(Bytes.ofHex("00000004")), 24, 4, datagram.length() + 4);
        assertThat(read(longer)).isEqualTo(new Decoded.Ignored(new WireFailure.NotLast(46, 4)));
    }

    /// R-7296-21.
    @Test
    void anyPaddingIsAcceptedAndAPadLengthBeyondTheDataIsNot() {
        for (int pad = 0; pad < 256; pad++) {
            Bytes padding = Bytes.ofHex("c7".repeat(pad)).plus(Bytes.of((byte) pad));
            assertThat(opened(Forge.sealed(AUTH_REQUEST, 40, NONCE.plus(padding), new FakeCipher(1)))
                            .payloads())
                    .hasSize(1);
        }
        Bytes lying = Bytes.ofHex("000005");
        assertThat(read(Forge.sealed(AUTH_REQUEST, 40, lying, new FakeCipher(1))))
                .isInstanceOfSatisfying(
                        Decoded.Malformed.class,
                        m -> assertThat(m.why().content()).isEqualTo(new WireFailure.BadPadding(5, 3)));
        assertThat(read(Forge.sealed(AUTH_REQUEST, 40, Bytes.EMPTY, new FakeCipher(1))))
                .isInstanceOf(Decoded.Malformed.class);
    }

    @Test
    void aMessageWithoutProtectionIsIgnored() {
        IkeMessage message = new IkeMessage(AUTH_REQUEST, List.of(new Payload.Nonce(Bytes.wrap(new byte[16]))));
        assertThat(read(PlainCodec.encode(message))).isEqualTo(new Decoded.Ignored(new WireFailure.NotProtected()));
    }

    @Test
    void payloadsInFrontOfTheProtectedOneAreIgnoredUnlessUnknownAndCritical() {
        Bytes vendor = Bytes.ofHex("2e000006abcd");
        assertThat(opened(Forge.behind(AUTH_REQUEST, 43, vendor, 40, NONCE)).payloads())
                .containsExactly(new Payload.Nonce(Bytes.wrap(new byte[16])));
        Bytes nonsense = Bytes.ofHex("2e000005ff"); // would be no Notify, but is not looked at
        assertThat(opened(Forge.behind(AUTH_REQUEST, 41, nonsense, 40, NONCE)).payloads())
                .hasSize(1);
        Bytes critical = Bytes.ofHex("2e800006abcd");
        assertThat(read(Forge.behind(AUTH_REQUEST, 200, critical, 40, NONCE)))
                .isInstanceOfSatisfying(
                        Decoded.Malformed.class,
                        m -> assertThat(m.why().content()).isEqualTo(new WireFailure.UnsupportedCritical(200)));
        Bytes forged = Forge.behind(AUTH_REQUEST, 200, critical, 40, NONCE);
        assertThat(read(Mutations.replaced(forged, 33, 1, 0x77))).isInstanceOf(Decoded.Ignored.class);
    }

    /// R-7383-04.
    @Test
    void outerPayloadsAreCountedToo() {
        Bytes many = Bytes.ofHex("c8000004".repeat(63) + "2e000004");
        assertThat(read(Forge.behind(AUTH_REQUEST, 200, many, 40, NONCE)))
                .isEqualTo(new Decoded.Ignored(new WireFailure.TooManyPayloads(64)));
        Bytes fewer = Bytes.ofHex("c8000004".repeat(62) + "2e000004");
        assertThat(read(Forge.behind(AUTH_REQUEST, 200, fewer, 40, NONCE))).isInstanceOf(Decoded.Complete.class);
    }

    // --- payloads ---

    /// R-7296-13.
    @Test
    void aNonceHas16To256Octets() {
        for (int length : new int[] {0, 1, 15, 257, 1000}) {
            assertThat(body(40, "00".repeat(length)))
                    .isEqualTo(Result.failed(new WireFailure.BadField(40, "Nonce length", length)));
        }
        assertThat(body(40, "00".repeat(16))).isInstanceOf(Result.Ok.class);
        assertThat(body(40, "00".repeat(256))).isInstanceOf(Result.Ok.class);
    }

    @Test
    void theReservedOctetsOfAnIdentityAreKeptForAuth() {
        Payload.Identification id = new Payload.Identification(true, IdentityType.FQDN, Bytes.ofUtf8("a"), 0x010203);
        assertThat(body(35, "0201020361")).isEqualTo(Result.ok(List.of(id)));
        assertThat(id.body()).isEqualTo(Bytes.ofHex("0201020361"));
    }

    /// L-13.
    @Test
    void selectorsFillTheirPayloadExactly() {
        String one = "07000010" + "0000ffff" + "0a000000" + "0a0000ff";
        assertThat(body(44, "01000000" + one)).isInstanceOf(Result.Ok.class);
        assertThat(body(44, "00000000")).isInstanceOf(Result.Failed.class);
        assertThat(body(44, "00000000" + one)).isInstanceOf(Result.Failed.class);
        assertThat(body(44, "02000000" + one)).isInstanceOf(Result.Failed.class);
        assertThat(body(44, "01000000" + one + "00")).isInstanceOf(Result.Failed.class);
        assertThat(body(44, "01000000" + one.substring(2))).isInstanceOf(Result.Failed.class);
        for (String length : List.of("0000", "0003", "000f", "0011", "0028", "ffff")) {
            assertThat(body(44, "01000000" + "0700" + length + one.substring(8)))
                    .isInstanceOf(Result.Failed.class);
        }
        assertThat(body(45, "01000000" + "08000028" + "0000ffff" + "00".repeat(16) + "ff".repeat(16)))
                .isEqualTo(Result.ok(
                        List.of(new Payload.TrafficSelectors(false, List.of(TrafficSelector.all(IpFamily.V6))))));
    }

    @Test
    void selectorsThatNothingCanMatchAreLeftOut() {
        String good = "07000010" + "0000ffff" + "0a000001" + "0a000001";
        String backwards = "07000010" + "0000ffff" + "0a000002" + "0a000001";
        String badPorts = "07060010" + "00020001" + "0a000001" + "0a000001";
        String unknown = "09000006" + "abcd";
        assertThat(body(44, "04000000" + backwards + good + badPorts + unknown))
                .isEqualTo(Result.ok(List.of(
                        new Payload.TrafficSelectors(true, List.of(TrafficSelector.of(IpAddress.of("10.0.0.1")))))));
        assertThat(body(44, "03000000" + backwards + badPorts + unknown))
                .isEqualTo(Result.ok(List.of(new Payload.TrafficSelectors(true, List.of()))));
        assertThat(body(44, "01000000" + "09000003")).isInstanceOf(Result.Failed.class);
    }

    @Test
    void opaquePortsAreUsable() {
        String opaque = "07060010" + "ffff0000" + "0a000001" + "0a000001";
        assertThat(body(44, "01000000" + opaque))
                .isInstanceOfSatisfying(
                        Result.Ok.class,
                        ok -> assertThat(ok.value())
                                .hasToString(List.of(new Payload.TrafficSelectors(
                                                true,
                                                List.of(new TrafficSelector(
                                                        6,
                                                        0xffff,
                                                        0,
                                                        TrafficSelector.of(IpAddress.of("10.0.0.1"))
                                                                .addresses()))))
                                        .toString()));
    }

    @Test
    void spisHaveTheSizeOfTheirProtocol() {
        for (String good :
                List.of("00000001", "01000001", "03000001", "03040001aabbccdd", "0108000111223344aabbccdd")) {
            assertThat(body(41, good)).as(good).isInstanceOf(Result.Ok.class);
        }
        for (String bad :
                List.of("00040001aabbccdd", "03080001aabbccddaabbccdd", "01040001aabbccdd", "03040001aabbcc")) {
            assertThat(body(41, bad)).as(bad).isInstanceOf(Result.Failed.class);
        }
    }

    /// R-7296-19.
    @Test
    void aDeleteHasAsManySpisAsItSays() {
        for (String good : List.of("01000000", "0304000100000007", "03040000", "020400020000000700000008")) {
            assertThat(body(42, good)).as(good).isInstanceOf(Result.Ok.class);
        }
        for (String bad : List.of(
                "01000001",
                "01040000",
                "0104000100000007",
                "00000000",
                "04040000",
                "03000000",
                "03000001",
                "0308000000",
                "0304000200000007",
                "0304000000000007",
                "0304ffff00000007",
                "030400010000000700")) {
            assertThat(body(42, bad)).as(bad).isInstanceOf(Result.Failed.class);
        }
    }

    @Test
    void configurationAddressesAreWholeOrLeftOut() {
        for (String good : List.of("00010000", "000100040a000001", "00080011" + "00".repeat(17), "4e200001ff")) {
            assertThat(body(47, "01000000" + good)).as(good).isInstanceOf(Result.Ok.class);
        }
        for (String bad :
                List.of("000100030a0000", "000100050a00000101", "00080010" + "00".repeat(16), "0001", "000700")) {
            assertThat(body(47, "01000000" + bad)).as(bad).isInstanceOf(Result.Failed.class);
        }
    }

    @Test
    void anEapPacketHasTheLengthItSays() {
        assertThat(body(48, "0301000400".substring(0, 8))).isInstanceOf(Result.Ok.class);
        for (String bad : List.of("", "03", "030100", "03010003", "03010005", "0301000400")) {
            assertThat(body(48, bad)).as(bad).isInstanceOf(Result.Failed.class);
        }
    }

    // --- proposals ---

    @Test
    void lastSubstrucTellsTheTruth() {
        String transform = "00000008" + "02000005";
        String proposal = "00000010" + "01010001" + transform;
        assertThat(body(33, proposal)).isInstanceOf(Result.Ok.class);
        assertThat(body(33, "02" + proposal.substring(2))).isInstanceOf(Result.Failed.class);
        assertThat(body(33, proposal + proposal)).isInstanceOf(Result.Failed.class);
        assertThat(body(33, "02" + proposal.substring(2) + proposal)).isInstanceOf(Result.Ok.class);
        assertThat(body(33, "03" + proposal.substring(2) + proposal)).isInstanceOf(Result.Failed.class);
        assertThat(body(33, proposal.replace(transform, "03" + transform.substring(2))))
                .isInstanceOf(Result.Failed.class);
        assertThat(body(33, "")).isInstanceOf(Result.Failed.class);
    }

    /// R-7296-10.
    @Test
    void countsAndLengthsOfProposalsAreExact() {
        String transform = "00000008" + "02000005";
        for (String bad : List.of(
                "00000010" + "01010000" + transform,
                "00000010" + "01010002" + transform,
                "0000000f" + "01010001" + transform,
                "00000011" + "01010001" + transform,
                "00000007" + "01010001" + transform,
                "00000000" + "01010001" + transform,
                "00000010" + "01010401" + transform,
                "00000010" + "0101ff01" + transform,
                "00000014" + "01010401" + "aabbccdd" + transform,
                "00000010" + "01030001" + transform,
                "00000010" + "01010001" + "00000007" + "02000005",
                "00000010" + "01010001" + "00000000" + "02000005")) {
            assertThat(body(33, bad)).as(bad).isInstanceOf(Result.Failed.class);
        }
        assertThat(body(33, "00000014" + "01030401" + "aabbccdd" + transform)).isInstanceOf(Result.Ok.class);
    }

    /// RFC 7296 §3.3.5, §3.3.6.
    @Test
    void attributesOtherThanOneKeyLengthMakeATransformUnacceptableButNotMalformed() {
        assertThat(transformWith("800e0100")).contains(new Proposal.Transform(1, 20, 256));
        for (String odd : List.of("800e0100800e0080", "800f0001", "000e00020100", "00100000", "001000030102ff")) {
            assertThat(transformWith(odd))
                    .as(odd)
                    .hasValueSatisfying(t -> assertThat(t.unknownAttributes()).isTrue());
        }
        for (String cut : List.of("80", "800e", "800e01", "00100003010203".substring(0, 12), "0010ffff00")) {
            assertThat(transformWith(cut)).as(cut).isEmpty();
        }
        assertThat(transformWith("")).contains(new Proposal.Transform(1, 20, OptionalInt.empty(), false));
    }

    @Test
    void noMoreProposalsThanNumbersAreTaken() {
        String one = "02000008" + "01010000";
        String last = "00000008" + "01010000";
        assertThat(body(33, one.repeat(254) + last)).isInstanceOf(Result.Ok.class);
        assertThat(body(33, one.repeat(255) + last)).isInstanceOf(Result.Failed.class);
    }

    private static Optional<Proposal.Transform> transformWith(String attributes) {
        int length = 8 + attributes.length() / 2;
        String octets = "%08x".formatted(8 + length) + "01010001" + "%08x".formatted(length) + "01000014" + attributes;
        return body(33, octets) instanceof Result.Ok<List<Payload>, WireFailure>(List<Payload> payloads)
                        && payloads.getFirst() instanceof Payload.SecurityAssociation sa
                ? Optional.of(sa.proposals().getFirst().transforms().getFirst())
                : Optional.empty();
    }

    private static Result<List<Payload>, WireFailure> body(int type, String hex) {
        return read(type, "%08x".formatted(4 + hex.length() / 2) + hex);
    }

    private static Result<List<Payload>, WireFailure> read(int first, String hex) {
        IkeHeader init = new IkeHeader(new IkeSpi(1), IkeSpi.ZERO, ExchangeType.IKE_SA_INIT, true, false, 0);
        OctetWriter out = new OctetWriter(64);
        HeaderCodec.write(init, first, IkeHeader.OCTETS + hex.length() / 2, out);
        return PlainCodec.decode(out.put(Bytes.ofHex(hex)).bytes()).map(IkeMessage::payloads);
    }

    private static Decoded read(Bytes datagram) {
        return new SealedReader(new FakeCipher(1)).read(datagram);
    }

    private static IkeMessage opened(Bytes datagram) {
        Decoded decoded = read(datagram);
        assertThat(decoded).isInstanceOf(Decoded.Complete.class);
        return ((Decoded.Complete) decoded).message().content();
    }
}
