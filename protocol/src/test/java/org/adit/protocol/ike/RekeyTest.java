package org.adit.protocol.ike;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.adit.base.Bytes;
import org.adit.protocol.crypto.KeyExchangeMethod;
import org.adit.protocol.ipsec.ChildSaSpec;
import org.adit.protocol.ipsec.DataPlaneEvent;
import org.adit.protocol.ipsec.Path;
import org.adit.protocol.ipsec.Spi;
import org.adit.protocol.wire.Decoded;
import org.adit.protocol.wire.ExchangeType;
import org.adit.protocol.wire.IkeHeader;
import org.adit.protocol.wire.IkeMessage;
import org.adit.protocol.wire.Payload;
import org.adit.protocol.wire.Proposal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// RFC 7296 §2.8: new keys for Child SAs and the IKE SA, started by either side, with nothing lost on the way.
class RekeyTest {
    private static final Duration LINGER = Duration.ofSeconds(4);

    @ParameterizedTest
    @CsvSource({"true, true", "true, false", "false, true", "false, false"})
    void aRekeyedChildSaReplacesTheOldOne(boolean startedByA, boolean withKeyExchange) {
        Pair pair = Pair.withPsk(20).connect();
        Spi oldOfA = pair.onlyInboundOfA();
        if (startedByA) {
            pair.orderA(new Command.RekeyChild(oldOfA, withKeyExchange));
        } else {
            pair.orderB(new Command.RekeyChild(pair.onlyInboundOfB(), withKeyExchange));
        }
        // A: CREATE_CHILD_SA { N(REKEY_SA), SA, Ni, [KEi], TSi, TSr }  -->  B
        // A  <--  CREATE_CHILD_SA { SA, Nr, [KEr], TSi, TSr } :B
        // A: INFORMATIONAL { D(old) }  -->  B
        // A  <--  INFORMATIONAL { D(old) } :B
        pair.deliverAll();
        assertThat(pair.a.installed)
                .as("the old pair still receives for a moment")
                .hasSize(2);
        pair.pass(LINGER);
        pair.assertInStepWith(1);
        assertThat(pair.onlyInboundOfA()).isNotEqualTo(oldOfA);
        assertThat(pair.a.events(IkeEvent.ChildRekeyed.class)).hasSize(1);
        assertThat(pair.b.events(IkeEvent.ChildRekeyed.class)).hasSize(1);
        assertThat(pair.a.events(IkeEvent.ChildDown.class)).isEmpty();
    }

    /// So that who knows the inner address of a client knows the worker of a data plane that has its SA.
    @ParameterizedTest
    @ValueSource(longs = {120, 121, 122, 123, 124, 125})
    void theResponderReceivesOnSpisThatEndLikeThePeersInnerAddressAndTheInitiatorOnSpisThatEndAlike(long seed) {
        Pair pair = Pair.withPsk(seed).connect();
        Spi first = pair.onlyInboundOfB();
        long inner = pair.b
                .installed
                .get(first)
                .remote()
                .getFirst()
                .addresses()
                .first()
                .low();
        assertThat(first.value() & 0xf).isEqualTo((int) inner & 0xf);
        int ofA = pair.onlyInboundOfA().value() & 0xf;
        pair.orderB(new Command.RekeyChild(first, true));
        pair.deliverAll();
        pair.pass(LINGER);
        assertThat(pair.onlyInboundOfB()).isNotEqualTo(first);
        ChildSaSpec spec = pair.a.installed.values().iterator().next();
        pair.orderA(new Command.AddChild(spec.local(), spec.remote()));
        pair.deliverAll();
        assertThat(pair.b.installed)
                .hasSize(2)
                .allSatisfy((spi, _) -> assertThat(spi.value() & 0xf).isEqualTo((int) inner & 0xf));
        assertThat(pair.a.installed)
                .hasSize(2)
                .allSatisfy((spi, _) -> assertThat(spi.value() & 0xf).isEqualTo(ofA));
    }

    /// R-7296-11: no packet is lost in order: whoever sends always does so on a pair that the other side receives on.
    @ParameterizedTest
    @CsvSource({"true", "false"})
    void atEveryMomentOfAChildRekeyBothSendWhereTheOtherReceives(boolean startedByA) {
        Pair pair = Pair.withPsk(21).connect();
        if (startedByA) {
            pair.orderA(new Command.RekeyChild(pair.onlyInboundOfA(), true));
        } else {
            pair.orderB(new Command.RekeyChild(pair.onlyInboundOfB(), true));
        }
        for (int message = 0; message < 8; message++) {
            assertThat(pair.a.sendingOn).get().isIn(pair.b.installed.keySet());
            assertThat(pair.b.sendingOn).get().isIn(pair.a.installed.keySet());
            pair.deliverToB();
            assertThat(pair.a.sendingOn).get().isIn(pair.b.installed.keySet());
            assertThat(pair.b.sendingOn).get().isIn(pair.a.installed.keySet());
            pair.deliverToA();
        }
        pair.pass(LINGER);
        pair.assertInStepWith(1);
    }

    @ParameterizedTest
    @CsvSource({"true", "false"})
    void aRekeyedIkeSaKeepsItsChildSas(boolean startedByA) {
        Pair pair = Pair.withPsk(22).connect();
        Set<Spi> before = Set.copyOf(pair.a.installed.keySet());
        if (startedByA) {
            pair.orderA(new Command.RekeyIke());
        } else {
            pair.orderB(new Command.RekeyIke());
        }
        pair.deliverAll();
        assertThat(pair.a.installed.keySet()).isEqualTo(before);
        pair.assertInStepWith(1);
        assertThat(pair.a.endpoint.size()).isEqualTo(1);
        assertThat(pair.b.endpoint.size()).isEqualTo(1);
        assertThat(pair.a.events(IkeEvent.IkeRekeyed.class)).hasSize(1);
        assertThat(pair.b.events(IkeEvent.IkeRekeyed.class)).hasSize(1);

        // the new one is good for everything, from both sides
        pair.orderB(new Command.RekeyChild(pair.onlyInboundOfB(), true));
        pair.deliverAll();
        pair.orderA(new Command.RekeyIke());
        pair.deliverAll();
        pair.orderA(new Command.CheckLiveness());
        pair.deliverAll();
        pair.pass(LINGER);
        pair.assertInStepWith(1);
        assertThat(pair.a.established()).isTrue();
        assertThat(pair.b.established()).isTrue();
    }

    /// A day of rekeying must not hold a day of keys.
    @ParameterizedTest
    @CsvSource({"true", "false"})
    void anIkeSaThatWasReplacedIsForgotten(boolean startedByA) {
        Pair pair = Pair.withPsk(27).connect();
        List<WeakReference<IkeSa>> replaced = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            replaced.add(new WeakReference<>(pair.a.endpoint.current(pair.a.id).orElseThrow()));
            replaced.add(new WeakReference<>(pair.b.endpoint.current(pair.b.id).orElseThrow()));
            if (startedByA) {
                pair.orderA(new Command.RekeyIke());
            } else {
                pair.orderB(new Command.RekeyIke());
            }
            pair.deliverAll();
            pair.pass(LINGER);
        }
        pair.assertInStepWith(1);
        for (int i = 0; i < 10 && replaced.stream().anyMatch(one -> one.get() != null); i++) {
            System.gc();
        }
        assertThat(replaced).allSatisfy(one -> assertThat(one.get()).isNull());
    }

    @Test
    void furtherChildSasComeAndGoByEitherSide() {
        Pair pair = Pair.withPsk(23).connect();
        var spec = pair.a.installed.values().iterator().next();
        pair.orderA(new Command.AddChild(spec.local(), spec.remote()));
        pair.deliverAll();
        pair.assertInStepWith(2);
        pair.orderB(new Command.RemoveChild(pair.b.installed.keySet().iterator().next()));
        pair.deliverAll();
        pair.assertInStepWith(1);
        pair.orderA(new Command.RemoveChild(pair.onlyInboundOfA()));
        pair.deliverAll();
        pair.assertInStepWith(0);
        assertThat(pair.a.established()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"true", "false"})
    void disconnectingLeavesNothingOnEitherSide(boolean byA) {
        Pair pair = Pair.withPsk(24).connect();
        if (byA) {
            pair.orderA(new Command.Disconnect());
        } else {
            pair.orderB(new Command.Disconnect());
        }
        pair.deliverAll();
        assertThat(pair.a.installed).isEmpty();
        assertThat(pair.b.installed).isEmpty();
        assertThat(pair.a.endpoint.size() + pair.b.endpoint.size()).isZero();
        assertThat(pair.a.closing().orElseThrow().by())
                .isEqualTo(byA ? IkeEvent.Closing.By.US : IkeEvent.Closing.By.PEER);
        assertThat(pair.a.closing().orElseThrow().failure()).isEqualTo(Optional.empty());
        assertThat(pair.a.wake).isEmpty();
        assertThat(pair.b.wake).isEmpty();
    }

    @Test
    void aDisconnectWhileThePeerIsSilentTakesSeconds() {
        Pair pair = Pair.withPsk(25).connect();
        pair.orderA(new Command.RekeyIke());
        pair.orderA(new Command.Disconnect());
        pair.passInSilence(Duration.ofSeconds(4));
        assertThat(pair.a.closing()).isPresent();
        assertThat(pair.a.installed).isEmpty();
    }

    @Test
    void aSilentPeerIsNoticedAndItsChildSasAreRemoved() {
        Pair pair = Pair.withPsk(26).connect();
        pair.passInSilence(Duration.ofMinutes(5));
        assertThat(pair.a.failureCode()).isEqualTo("IKE-062");
        assertThat(pair.b.failureCode()).isEqualTo("IKE-062");
        assertThat(pair.a.installed).isEmpty();
        assertThat(pair.a.endpoint.size() + pair.b.endpoint.size()).isZero();
    }

    /// A day in one go: every rekey by time, never more than one current pair, never out of step.
    @Test
    void aDayOfRekeyingKeepsBothInStep() {
        Pair pair = Pair.withPsk(27).connect();
        for (int hour = 0; hour < 24; hour++) {
            pair.pass(Duration.ofHours(1));
            assertThat(pair.a.established())
                    .as("A after %s h: %s", hour, pair.a.failureCode())
                    .isTrue();
            assertThat(pair.b.established())
                    .as("B after %s h: %s", hour, pair.b.failureCode())
                    .isTrue();
        }
        pair.pass(LINGER);
        pair.assertInStepWith(1);
        assertThat(pair.a.events(IkeEvent.ChildRekeyed.class)).hasSizeGreaterThanOrEqualTo(24);
        assertThat(pair.a.events(IkeEvent.IkeRekeyed.class)).hasSizeGreaterThanOrEqualTo(5);
    }

    @Test
    void theDataPlanesSoftLimitRekeysAndItsHardLimitRemoves() {
        Pair pair = Pair.withPsk(28).connect();
        Spi old = pair.onlyInboundOfA();
        pair.a.step(new Input.FromDataPlane(new DataPlaneEvent.SoftLimit(old)), pair.time);
        pair.deliverAll();
        pair.pass(LINGER);
        pair.assertInStepWith(1);
        assertThat(pair.onlyInboundOfA()).isNotEqualTo(old);
        pair.a.step(new Input.FromDataPlane(new DataPlaneEvent.HardLimit(pair.onlyInboundOfA())), pair.time);
        pair.deliverAll();
        pair.assertInStepWith(0);
    }

    /// RFC 7296 §1.3.1: the responder may want another of the groups that were offered, so all of ours are.
    @Test
    void aPeerThatWantsAnotherGroupForAChildSaIsAskedAgainWithThatOne() {
        Pair pair = Pair.withPsk(29).connect();
        IkeSa ofB = pair.b.endpoint.current(pair.b.id).orElseThrow();
        pair.orderA(new Command.RekeyChild(pair.onlyInboundOfA(), true));
        // A: CREATE_CHILD_SA { N(REKEY_SA), SA, Ni, KEi(Curve25519), TSi, TSr }  -->  B
        IkeMessage asked = openedBy(ofB, pair);
        assertThat(groupSent(asked)).isEqualTo(KeyExchangeMethod.CURVE25519.transformId());
        assertThat(groupsOffered(asked))
                .startsWith(KeyExchangeMethod.CURVE25519.transformId())
                .contains(KeyExchangeMethod.ECP_384.transformId(), KeyExchangeMethod.ECP_256.transformId());
        // A  <--  CREATE_CHILD_SA { N(INVALID_KE_PAYLOAD) } :B
        IkeHeader header = new IkeHeader(
                ofB.channel().initiatorSpi(),
                ofB.channel().responderSpi(),
                ExchangeType.CREATE_CHILD_SA,
                false,
                true,
                asked.header().messageId());
        IkeMessage refusal = new IkeMessage(header, List.of(ChildMaking.groupWanted(KeyExchangeMethod.ECP_384)));
        pair.intoA(new Action.Send(
                new Path(Pair.B.withPort(4500), Pair.A.withPort(4500)),
                ofB.channel().keys().writer().write(refusal)));
        // A: CREATE_CHILD_SA { N(REKEY_SA), SA, Ni, KEi(384-bit random ECP), TSi, TSr }  -->  B
        IkeMessage again = openedBy(ofB, pair);
        assertThat(groupSent(again)).isEqualTo(KeyExchangeMethod.ECP_384.transformId());
        assertThat(groupsOffered(again)).startsWith(KeyExchangeMethod.ECP_384.transformId());
        assertThat(pair.a.events(IkeEvent.ChildRefused.class)).isEmpty();
    }

    private static IkeMessage openedBy(IkeSa receiver, Pair pair) {
        Bytes datagram = Pair.take(pair.a).getFirst().datagram();
        assertThat(receiver.channel().keys().reader().read(datagram)).isInstanceOf(Decoded.Complete.class);
        return ((Decoded.Complete) receiver.channel().keys().reader().read(datagram))
                .message()
                .content();
    }

    private static int groupSent(IkeMessage message) {
        return message.all(Payload.KeyExchangeData.class).getFirst().group();
    }

    private static List<Integer> groupsOffered(IkeMessage message) {
        return message
                .all(Payload.SecurityAssociation.class)
                .getFirst()
                .proposals()
                .getFirst()
                .ofType(Proposal.Transform.KEY_EXCHANGE)
                .stream()
                .map(Proposal.Transform::id)
                .toList();
    }
}
