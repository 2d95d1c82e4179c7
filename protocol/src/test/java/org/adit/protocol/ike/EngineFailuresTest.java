package org.adit.protocol.ike;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.adit.base.Bytes;
import org.adit.base.diagnosis.Failure;
import org.adit.base.net.IpPrefix;
import org.adit.base.time.Now;
import org.adit.protocol.auth.Identity;
import org.adit.protocol.exchange.ExchangeFailure;
import org.adit.protocol.ipsec.DataPlaneEvent;
import org.adit.protocol.ipsec.Path;
import org.adit.protocol.ipsec.TrafficSelector;
import org.adit.protocol.negotiate.CryptoPolicy;
import org.adit.protocol.wire.AuthenticationMethod;
import org.adit.protocol.wire.ExchangeType;
import org.adit.protocol.wire.IkeHeader;
import org.adit.protocol.wire.IkeMessage;
import org.adit.protocol.wire.NotifyType;
import org.adit.protocol.wire.Payload;
import org.adit.protocol.wire.Proposal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Every failure of the engine, provoked by a peer that holds the keys and says what it should not.
class EngineFailuresTest {
    // ---- a peer that says anything

    /// A protected message from A, with any message id and payloads.
    private static Bytes fromA(Pair pair, ExchangeType exchange, int id, Payload... payloads) {
        IkeSa sa = pair.a.endpoint.current(pair.a.id).orElseThrow();
        IkeHeader header =
                new IkeHeader(sa.channel().initiatorSpi(), sa.channel().responderSpi(), exchange, true, false, id);
        return sa.channel().keys().writer().write(new IkeMessage(header, List.of(payloads)));
    }

    private static void intoB(Pair pair, Bytes datagram) {
        Path path = new Path(Pair.B.withPort(4500), Pair.A.withPort(4500));
        pair.b.step(new Input.Received(path, datagram), pair.time);
    }

    /// A pair whose IKE_SA_INIT is done and whose IKE_AUTH was lost.
    private static Pair opening(long seed) {
        Pair pair = Pair.withPsk(seed);
        pair.a.step(new Input.Connect(new SaId(1), Pair.request(Pair.pskOfA())), pair.time);
        pair.deliverToB();
        pair.deliverToA();
        pair.loseFromA();
        return pair;
    }

    private static Payload.Identification idi() {
        return Identity.fqdn("a.example.org").payload(true);
    }

    /// The error notifies that B's last answer carried, as A opens it.
    private static List<NotifyType> answerOfB(Pair pair) {
        IkeSa sa = pair.a.endpoint.current(pair.a.id).orElseThrow();
        List<NotifyType> types = new ArrayList<>();
        for (Action.Send send : Pair.take(pair.b)) {
            if (sa.channel().keys().reader().read(send.datagram())
                    instanceof org.adit.protocol.wire.Decoded.Complete(var message)) {
                message.content().all(Payload.Notify.class).forEach(n -> types.add(n.type()));
            }
        }
        return types;
    }

    private static Optional<Failure> lastChildRefusal(Side side) {
        return side.events(IkeEvent.ChildRefused.class).stream()
                .map(IkeEvent.ChildRefused::why)
                .reduce((_, last) -> last);
    }

    // ---- before the peer is proven

    @Test
    void anythingButIkeAuthIsTooEarly() {
        Pair pair = opening(50);
        intoB(pair, fromA(pair, ExchangeType.INFORMATIONAL, 1));
        assertThat(answerOfB(pair)).containsExactly(NotifyType.INVALID_SYNTAX);
        assertThat(pair.b.closing().orElseThrow().failure()).get().isInstanceOf(IkeFailure.TooEarly.class);
        assertThat(pair.b.endpoint.size()).isZero();
    }

    @Test
    void aDeletionBeforeSignInClosesWhileOpening() {
        Pair pair = opening(51);
        intoB(pair, fromA(pair, ExchangeType.INFORMATIONAL, 1, new Payload.Delete(Payload.Delete.IKE, List.of())));
        assertThat(pair.b.closing().orElseThrow().failure()).get().isInstanceOf(IkeFailure.ClosedWhileOpening.class);
    }

    @Test
    void ikeAuthWithoutAuthWantsEapWhichIsNotOffered() {
        Pair pair = opening(52);
        intoB(pair, fromA(pair, ExchangeType.IKE_AUTH, 1, idi()));
        assertThat(answerOfB(pair)).containsExactly(NotifyType.AUTHENTICATION_FAILED);
        assertThat(pair.b.closing().orElseThrow().failure()).get().isInstanceOf(IkeFailure.EapNotOffered.class);
    }

    @Test
    void ikeAuthWithoutIdentityLacksAPayload() {
        Pair pair = opening(53);
        intoB(pair, fromA(pair, ExchangeType.IKE_AUTH, 1));
        assertThat(answerOfB(pair)).containsExactly(NotifyType.INVALID_SYNTAX);
        assertThat(pair.b.closing().orElseThrow().failure())
                .get()
                .isEqualTo(new ExchangeFailure.PayloadMissing(ExchangeType.IKE_AUTH, "IDi"));
    }

    @Test
    void twoIdentitiesAreAPayloadRepeated() {
        Pair pair = opening(54);
        intoB(pair, fromA(pair, ExchangeType.IKE_AUTH, 1, idi(), idi()));
        assertThat(pair.b.closing().orElseThrow().failure())
                .get()
                .isEqualTo(new ExchangeFailure.PayloadRepeated(ExchangeType.IKE_AUTH, "IDi"));
    }

    @Test
    void aPeerThatShowsASecretWhereNoneIsKnownIsTurnedAway() {
        Pair pair = opening(55);
        Payload auth = new Payload.Authentication(AuthenticationMethod.SHARED_KEY_MIC, Bytes.of(new byte[64]));
        intoB(pair, fromA(pair, ExchangeType.IKE_AUTH, 1, idi(), auth));
        assertThat(answerOfB(pair)).containsExactly(NotifyType.AUTHENTICATION_FAILED);
        assertThat(pair.b.failureCode()).startsWith("AUTH-");
    }

    @Test
    void aGatewayWithoutAnyCredentialCannotAnswerEvenAProvenPeer() {
        IkeSettings bare = IkeSettings.gateway(
                CryptoPolicy.DEFAULT, List.of(), Pair.trust("a.example.org", "0123456789abcdef0123456789abcdef"));
        Pair pair = new Pair(
                IkeSettings.client(
                        CryptoPolicy.DEFAULT, Pair.trust("b.example.org", "0123456789abcdef0123456789abcdef")),
                bare,
                56);
        pair.connect();
        assertThat(pair.b.closing().orElseThrow().failure()).get().isInstanceOf(IkeFailure.NoCredential.class);
        assertThat(pair.a.failureCode()).isEqualTo("IKE-033");
    }

    @Test
    void silenceAfterTheFirstAnswerIsToldApartFromSilenceAltogether() {
        Pair pair = opening(57);
        pair.passInSilence(Duration.ofSeconds(90));
        assertThat(pair.a.closing().orElseThrow().failure()).get().isInstanceOf(IkeFailure.SilentAfterInit.class);
    }

    /// R-8019-01: beyond the limit, a quarter of all for one address, nothing is kept, and the log is told once a
    /// second.
    @Test
    void aFloodOfHalfOpenIkeSasIsCutOffAndReportedSeldom() {
        IkeSettings gateway = Pair.pskGateway(CryptoPolicy.DEFAULT);
        IkeSettings tight = new IkeSettings(
                gateway.policy(), gateway.credentials(), gateway.trust(), gateway.times(), 1220, 128, 12, 3, true);
        IkeSettings client = IkeSettings.client(
                CryptoPolicy.DEFAULT, Pair.trust("b.example.org", "0123456789abcdef0123456789abcdef"));
        Pair pair = new Pair(client, tight, 58);
        for (int i = 0; i < 10; i++) {
            Pair other = new Pair(client, tight, 200 + i);
            other.a.step(new Input.Connect(new SaId(1), Pair.request(Pair.pskOfA())), pair.time);
            Pair.take(other.a).forEach(pair::intoB);
        }
        assertThat(pair.b.endpoint.size()).isEqualTo(3);
        assertThat(pair.b.events(IkeEvent.Closed.class))
                .extracting(IkeEvent.Closed::how)
                .extracting(IkeEvent.Closing::failure)
                .containsExactly(Optional.of(new IkeFailure.TooManyHalfOpen(3, true)));
    }

    // ---- established

    /// L-16, RFC 7296 §2.21.3: unknown exchanges are refused, the IKE SA stays.
    @ParameterizedTest
    @ValueSource(ints = {35, 38, 43, 44, 200})
    void aRequestThatHasNoPlaceOnAnEstablishedIkeSaIsRefused(int exchange) {
        Pair pair = Pair.withPsk(60).connect();
        intoB(pair, fromA(pair, new ExchangeType(exchange), 2, idi()));
        assertThat(answerOfB(pair)).containsExactly(NotifyType.INVALID_SYNTAX);
        assertThat(pair.b.established()).isTrue();
        assertThat(new ExchangeFailure.UnexpectedRequest(new ExchangeType(exchange))
                        .explain()
                        .what())
                .contains("request");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 15, 257})
    void aNonceOfTheWrongLengthIsRefused(int octets) {
        Pair pair = Pair.withPsk(61).connect();
        intoB(pair, fromA(pair, ExchangeType.CREATE_CHILD_SA, 2, createChild(pair, Optional.empty(), octets)));
        assertThat(answerOfB(pair)).containsExactly(NotifyType.INVALID_SYNTAX);
        assertThat(pair.b.installed).hasSize(1);
        assertThat(new ExchangeFailure.NonceLength(octets).explain().what()).contains("" + octets);
    }

    private static Payload[] createChild(Pair pair, Optional<Payload.KeyExchangeData> ke, int nonceOctets) {
        IkeSa sa = pair.a.endpoint.current(pair.a.id).orElseThrow();
        var groups = ke.isPresent()
                ? List.of(sa.channel().keys().suite().keyExchange())
                : List.<org.adit.protocol.crypto.KeyExchangeMethod>of();
        List<Proposal> offer = sa.tools()
                .proposals()
                .childOffer(Bytes.ofHex("11223344"), groups, sa.channel().keys().suite());
        var spec = pair.a.installed.values().iterator().next();
        List<Payload> payloads = new ArrayList<>();
        payloads.add(new Payload.SecurityAssociation(offer));
        payloads.add(new Payload.Nonce(Bytes.of(new byte[nonceOctets])));
        ke.ifPresent(payloads::add);
        payloads.add(new Payload.TrafficSelectors(true, spec.local()));
        payloads.add(new Payload.TrafficSelectors(false, spec.remote()));
        return payloads.toArray(Payload[]::new);
    }

    /// R-6989-02: in CREATE_CHILD_SA a bad public value is INVALID_SYNTAX, and nothing is installed.
    @Test
    void aBadPublicValueForAChildSaIsRefused() {
        Pair pair = Pair.withPsk(62).connect();
        int group = pair.a
                .endpoint
                .current(pair.a.id)
                .orElseThrow()
                .channel()
                .keys()
                .suite()
                .keyExchange()
                .transformId();
        Payload.KeyExchangeData zeros = new Payload.KeyExchangeData(group, Bytes.of(new byte[32]));
        intoB(pair, fromA(pair, ExchangeType.CREATE_CHILD_SA, 2, createChild(pair, Optional.of(zeros), 32)));
        assertThat(answerOfB(pair)).containsExactly(NotifyType.INVALID_SYNTAX);
        assertThat(lastChildRefusal(pair.b)).get().isInstanceOf(ExchangeFailure.BadPublicValue.class);
        assertThat(pair.b.installed).hasSize(1);
    }

    @Test
    void aKeyExchangeOfAnotherGroupThanAgreedIsSentBackWithTheRightOne() {
        Pair pair = Pair.withPsk(63).connect();
        Payload.KeyExchangeData other = new Payload.KeyExchangeData(14, Bytes.of(new byte[256]));
        intoB(pair, fromA(pair, ExchangeType.CREATE_CHILD_SA, 2, createChild(pair, Optional.of(other), 32)));
        assertThat(answerOfB(pair)).containsExactly(NotifyType.INVALID_KE_PAYLOAD);
        assertThat(lastChildRefusal(pair.b)).get().isInstanceOf(ExchangeFailure.GroupMismatch.class);
    }

    @Test
    void networksThatHaveNothingInCommonAreUnacceptable() {
        Pair pair = Pair.withPsk(64).connect();
        pair.orderA(new Command.AddChild(
                List.of(TrafficSelector.of(IpPrefix.of("172.16.0.0/16"))),
                List.of(TrafficSelector.of(IpPrefix.of("10.1.0.0/16")))));
        pair.deliverAll();
        assertThat(lastChildRefusal(pair.b)).get().isInstanceOf(IkeFailure.SelectorsDisjoint.class);
        assertThat(lastChildRefusal(pair.a))
                .contains(new ExchangeFailure.PeerRefused(ExchangeType.CREATE_CHILD_SA, NotifyType.TS_UNACCEPTABLE));
        pair.assertInStepWith(1);
    }

    @Test
    void aDataPlaneThatRefusesAPairHasItRemovedOnBothSides() {
        Pair pair = Pair.withPsk(65).connect();
        pair.b.step(
                new Input.FromDataPlane(new DataPlaneEvent.InstallFailed(pair.onlyInboundOfB(), "no room")), pair.time);
        pair.deliverAll();
        assertThat(lastChildRefusal(pair.b)).contains(new IkeFailure.DataPlaneRefused("no room"));
        pair.assertInStepWith(0);
    }

    /// RFC 7296 §2.21.2: an initiator that does not believe the responder says so, and both forget the IKE SA.
    @Test
    void anInitiatorThatDoesNotBelieveTheResponderEndsBothSides() {
        Pair pair = new Pair(
                IkeSettings.client(
                        CryptoPolicy.DEFAULT, Pair.trust("b.example.org", "what-the-client-believes-in-here")),
                Pair.pskGateway(CryptoPolicy.DEFAULT),
                66);
        pair.connect();
        assertThat(pair.a.failureCode()).startsWith("AUTH-");
        assertThat(pair.b.failureCode()).isEqualTo("IKE-033");
        assertThat(pair.a.installed).isEmpty();
        assertThat(pair.b.installed).isEmpty();
        assertThat(pair.b.endpoint.size()).isZero();
    }

    /// R-7296-07, L-36: our own messages, reflected, change nothing.
    @Test
    void reflectedMessagesAreIgnored() {
        Pair pair = Pair.withPsk(67).connect();
        pair.orderA(new Command.CheckLiveness());
        Action.Send own = pair.a.sent.getFirst();
        pair.a.step(
                new Input.Received(new Path(Pair.A.withPort(4500), Pair.B.withPort(4500)), own.datagram()), pair.time);
        assertThat(pair.a.sent).containsExactly(own);
        pair.deliverAll();
        assertThat(pair.a.established()).isTrue();
    }

    /// R-7296-01.
    @Test
    void aHigherMajorVersionIsAnsweredAtMostOnceASecond() {
        Pair pair = Pair.withPsk(68);
        pair.a.step(new Input.Connect(new SaId(1), Pair.request(Pair.pskOfA())), pair.time);
        byte[] version3 = Pair.take(pair.a).getFirst().datagram().toArray();
        version3[17] = 0x30;
        Path path = new Path(Pair.B, Pair.A);
        for (int i = 0; i < 5; i++) {
            pair.b.step(new Input.Received(path, Bytes.of(version3)), pair.time);
        }
        assertThat(pair.b.sent).hasSize(1);
        assertThat(pair.b.endpoint.size()).isZero();
    }

    /// RFC 7296 §2.25: a peer that puts everything off for minutes is out of step.
    @Test
    void aPeerThatAlwaysAnswersTemporaryFailureIsOutOfStepInTheEnd() {
        Pair pair = Pair.withPsk(69).connect();
        pair.orderA(new Command.RekeyIke());
        for (int i = 0; i < 40 && pair.a.established(); i++) {
            Pair.take(pair.a).forEach(send -> {
                IkeSa ofB = pair.b.endpoint.current(pair.b.id).orElseThrow();
                Turn turn = new Turn(
                        new Now(Side.at(pair.time).tick(), Side.at(pair.time).wall()), pair.b.id);
                Path path = new Path(Pair.B.withPort(4500), Pair.A.withPort(4500));
                if (ofB.channel()
                                .receive(
                                        turn,
                                        path,
                                        org.adit.protocol.wire.PlainCodec.header(send.datagram())
                                                .orElseThrow(),
                                        send.datagram())
                        instanceof Channel.Arrival.Request(var message, var from)) {
                    ofB.refuse(turn, message.header(), from, NotifyType.TEMPORARY_FAILURE);
                }
                turn.actions().forEach(action -> {
                    if (action instanceof Action.Send answer) {
                        pair.intoA(answer);
                    }
                });
            });
            pair.time = pair.time.plusSeconds(5);
            pair.a.step(new Input.TimeReached(), pair.time);
        }
        assertThat(pair.a.closing().orElseThrow().failure()).get().isInstanceOf(IkeFailure.OutOfStep.class);
    }

    /// Every refusal that a peer can send has its own words.
    @Test
    void everyErrorNotifyIsExplained() {
        for (int type = 1; type < 60; type++) {
            Failure failure = new ExchangeFailure.PeerRefused(ExchangeType.IKE_AUTH, new NotifyType(type));
            assertThat(failure.explain().remedy()).as("%s", type).isNotBlank();
        }
    }
}
