package org.adit.protocol.ike;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.adit.base.Bytes;
import org.adit.base.net.Endpoint;
import org.adit.base.net.IpAddress;
import org.adit.protocol.crypto.KeyExchangeMethod;
import org.adit.protocol.ipsec.ChildSaSpec;
import org.adit.protocol.ipsec.TrafficSelector;
import org.adit.protocol.negotiate.CryptoPolicy;
import org.junit.jupiter.api.Test;

/// RFC 7296 §1.2: from nothing to an IKE SA with one Child SA.
class HandshakeTest {
    @Test
    void twoExchangesMakeAnIkeSaAndAChildSa() {
        Pair pair = Pair.withPsk(1);

        pair.a.step(new Input.Connect(new SaId(1), Pair.request(Pair.pskOfA())), pair.time);
        // A: IKE_SA_INIT { SAi1, KEi, Ni, N(NATD) x 2, ... }  -->  B
        assertThat(pair.a.sent).hasSize(1);
        pair.deliverToB();
        // A  <--  IKE_SA_INIT { SAr1, KEr, Nr, N(NATD) x 2, ... } :B
        assertThat(pair.b.sent).hasSize(1);
        pair.deliverToA();
        // A: IKE_AUTH { IDi, AUTH, CP, SAi2, TSi, TSr }  -->  B, on port 4500 by now
        assertThat(pair.a.sent).hasSize(1);
        assertThat(pair.a.sent.getFirst().path().peer().port()).isEqualTo(4500);
        pair.deliverToB();
        // A  <--  IKE_AUTH { IDr, AUTH, CP, SAr2, TSi, TSr } :B
        pair.deliverAll();

        assertThat(pair.a.established()).isTrue();
        assertThat(pair.b.established()).isTrue();
        pair.assertInStepWith(1);
        assertThat(pair.b.endpoint.halfOpen()).isZero();
    }

    @Test
    void theClientGetsAddressesDnsAndDomainAndTheChildSaIsNarrowedToThem() {
        Pair pair = Pair.withPsk(2).connect();

        IkeEvent.Established established =
                pair.a.events(IkeEvent.Established.class).getFirst();
        assertThat(established.assignment().addresses())
                .containsExactly(IpAddress.of("10.99.0.2"), IpAddress.of("fd99:1::2"));
        assertThat(established.assignment().dns()).containsExactly(IpAddress.of("10.1.0.53"));
        assertThat(established.assignment().domains()).containsExactly("corp.example.org");
        ChildSaSpec child = pair.a.installed.values().iterator().next();
        assertThat(child.local())
                .containsExactly(
                        TrafficSelector.of(IpAddress.of("10.99.0.2")), TrafficSelector.of(IpAddress.of("fd99:1::2")));
    }

    @Test
    void everyCryptoPolicyAgreesWithItself() {
        for (CryptoPolicy policy : CryptoPolicy.values()) {
            Pair pair = Pair.withPsk(policy, IkeTimes.DEFAULT, 3).connect();
            assertThat(pair.a.established()).as("%s", policy).isTrue();
            pair.assertInStepWith(1);
        }
    }

    /// RFC 7296 §2.6, R-7296-08.
    @Test
    void aBusyResponderAsksForACookieBeforeItKeepsAnything() {
        IkeSettings gateway = Pair.pskGateway(CryptoPolicy.DEFAULT);
        IkeSettings busy = new IkeSettings(
                gateway.policy(),
                gateway.credentials(),
                gateway.trust(),
                gateway.times(),
                gateway.maxDatagram(),
                0,
                gateway.halfOpenLimit(),
                gateway.perSourceLimit(),
                true);
        Pair pair = new Pair(
                IkeSettings.client(
                        CryptoPolicy.DEFAULT, Pair.trust("b.example.org", "0123456789abcdef0123456789abcdef")),
                busy,
                4);
        pair.a.step(new Input.Connect(new SaId(1), Pair.request(Pair.pskOfA())), pair.time);
        pair.deliverToB();
        assertThat(pair.b.endpoint.size()).isZero();
        pair.deliverAll();
        assertThat(pair.a.established()).isTrue();
        pair.assertInStepWith(1);
    }

    /// R-7296-04: the stored response goes out again, bit for bit.
    @Test
    void aRepeatedRequestGetsTheStoredResponse() {
        Pair pair = Pair.withPsk(5);
        pair.a.step(new Input.Connect(new SaId(1), Pair.request(Pair.pskOfA())), pair.time);
        Action.Send init = pair.a.sent.getFirst();
        pair.intoB(init);
        Bytes first = pair.b.sent.getFirst().datagram();
        pair.intoB(init);
        assertThat(pair.b.sent).extracting(Action.Send::datagram).containsExactly(first, first);
        assertThat(pair.b.endpoint.size()).isEqualTo(1);
        pair.a.sent.clear();
        pair.b.sent.removeLast();
        pair.deliverToA();
        Action.Send auth = pair.a.sent.getFirst();
        pair.intoB(auth);
        pair.intoB(auth);
        assertThat(pair.b.sent).hasSize(2);
        assertThat(pair.b.sent.get(0).datagram()).isEqualTo(pair.b.sent.get(1).datagram());
        pair.deliverAll();
        pair.assertInStepWith(1);
    }

    /// R-7296-05: bit-identical, slower each time, and then an end.
    @Test
    void anUnansweredRequestIsRepeatedUnchangedUntilItIsGivenUp() {
        Pair pair = Pair.withPsk(6);
        pair.a.step(new Input.Connect(new SaId(1), Pair.request(Pair.pskOfA())), pair.time);
        Bytes first = pair.a.sent.getFirst().datagram();
        List<Action.Send> all = pair.a.sent;
        Duration start = pair.time;
        while (pair.a.wake.isPresent()) {
            pair.time = Duration.ofNanos(pair.a.wake.get().nanos());
            pair.a.step(new Input.TimeReached(), pair.time);
        }
        assertThat(all)
                .hasSize(IkeTimes.DEFAULT.retransmitTries())
                .allMatch(s -> s.datagram().equals(first));
        assertThat(pair.time.minus(start)).isBetween(Duration.ofSeconds(30), Duration.ofSeconds(90));
        assertThat(pair.a.failureCode()).isEqualTo("IKE-060");
        assertThat(pair.a.endpoint.size()).isZero();
    }

    @Test
    void anyMessageOfTheHandshakeMayBeLostOnce() {
        for (int lost = 0; lost < 4; lost++) {
            Pair pair = Pair.withPsk(7);
            pair.a.step(new Input.Connect(new SaId(1), Pair.request(Pair.pskOfA())), pair.time);
            for (int message = 0; message < 4; message++) {
                Side from = message % 2 == 0 ? pair.a : pair.b;
                if (message == lost) {
                    Pair.take(from);
                    break;
                }
                List<Action.Send> taken = Pair.take(from);
                taken.forEach(message % 2 == 0 ? pair::intoB : pair::intoA);
            }
            pair.pass(Duration.ofSeconds(5));
            assertThat(pair.a.established()).as("message %s lost", lost).isTrue();
            pair.assertInStepWith(1);
        }
    }

    @Test
    void aWrongSecretIsDeniedAndTellsNothingMore() {
        Pair pair = new Pair(
                IkeSettings.client(
                        CryptoPolicy.DEFAULT, Pair.trust("b.example.org", "another-secret-of-32-octets-here")),
                Pair.pskGateway(CryptoPolicy.DEFAULT),
                8);
        pair.connect(Pair.request(new org.adit.protocol.auth.LocalCredential.WithSharedSecret(
                org.adit.protocol.auth.Identity.fqdn("a.example.org"),
                Pair.secret("another-secret-of-32-octets-here"))));
        assertThat(pair.a.failureCode()).isEqualTo("IKE-033");
        assertThat(pair.b.failureCode()).startsWith("AUTH-");
        assertThat(pair.a.installed).isEmpty();
        assertThat(pair.b.installed).isEmpty();
        assertThat(pair.a.endpoint.size() + pair.b.endpoint.size()).isZero();
    }

    @Test
    void policiesWithoutACommonGroupEndInARefusalThatNamesTheDifference() {
        IkeSettings client = new IkeSettings(
                CryptoPolicy.COMPAT,
                List.of(),
                Pair.trust("b.example.org", "0123456789abcdef0123456789abcdef"),
                IkeTimes.DEFAULT,
                1220,
                128,
                4096,
                64,
                false);
        Pair pair = new Pair(client, Pair.pskGateway(CryptoPolicy.MODERN), 9);
        pair.connect();
        // compat holds everything modern wants, so these two do agree
        assertThat(pair.a.established()).isTrue();
        assertThat(pair.a.events(IkeEvent.Established.class).getFirst().suite().keyExchange())
                .isEqualTo(KeyExchangeMethod.CURVE25519);
    }

    @Test
    void aDeniedPeerHearsAuthenticationFailed() {
        Pair pair = Pair.withPsk(10);
        pair.b.gate = _ -> Optional.of(new Answer.Denied(new IkeFailure.AnswerOverdue(Duration.ofSeconds(1))));
        pair.connect();
        assertThat(pair.a.failureCode()).isEqualTo("IKE-033");
        assertThat(pair.b.failureCode()).isEqualTo("IKE-064");
    }

    /// R-7296-20: no address, but the IKE SA stays.
    @Test
    void withoutAnAddressTheIkeSaStaysWithoutAChildSa() {
        Pair pair = Pair.withPsk(11);
        pair.b.gate = _ -> Optional.of(new Answer.NoAddress(new IkeFailure.AnswerOverdue(Duration.ofSeconds(1))));
        pair.connect();
        assertThat(pair.a.established()).isTrue();
        assertThat(pair.b.established()).isTrue();
        assertThat(pair.a.events(IkeEvent.ChildRefused.class)).hasSize(1);
        pair.assertInStepWith(0);
    }

    @Test
    void anAnswerThatNeverComesEndsTheAttempt() {
        Pair pair = Pair.withPsk(12);
        pair.b.gate = _ -> Optional.empty();
        pair.connect();
        pair.pass(Duration.ofSeconds(60));
        assertThat(pair.b.failureCode()).isEqualTo("IKE-064");
        assertThat(pair.a.failureCode()).isEqualTo("IKE-033");
    }

    @Test
    void aClientThatNeverSignsInIsForgotten() {
        Pair pair = Pair.withPsk(13);
        pair.a.step(new Input.Connect(new SaId(1), Pair.request(Pair.pskOfA())), pair.time);
        pair.deliverToB();
        pair.loseFromB();
        pair.passInSilence(Duration.ofSeconds(31));
        assertThat(pair.b.failureCode()).isEqualTo("IKE-063");
        assertThat(pair.b.endpoint.size()).isZero();
        assertThat(pair.b.endpoint.halfOpen()).isZero();
    }

    @Test
    void aClientBehindANatIsAnsweredWhereItsPacketsComeFrom() {
        Pair pair = Pair.withPsk(14);
        pair.natOutside = new Endpoint(IpAddress.of("203.0.113.9"), 1024);
        pair.connect();
        assertThat(pair.a.established()).isTrue();
        assertThat(pair.b.installed.values().iterator().next().path().peer()).isEqualTo(pair.natOutside);
        assertThat(pair.a.events(IkeEvent.Established.class).getFirst().nat().localBehindNat())
                .isTrue();
    }

    /// R-7296-18: the NAT gives another port; the next authentic packet moves the IKE SA and its children.
    @Test
    void anAuthenticPacketFromAnotherPortMovesThePeerAndItsChildSas() {
        Pair pair = Pair.withPsk(15);
        pair.natOutside = new Endpoint(IpAddress.of("203.0.113.9"), 1024);
        pair.connect();
        pair.natOutside = new Endpoint(IpAddress.of("203.0.113.9"), 2048);
        pair.orderA(new Command.CheckLiveness());
        pair.deliverAll();
        assertThat(pair.b.moves).hasSize(1);
        assertThat(pair.b.moves.values().iterator().next().peer()).isEqualTo(pair.natOutside);
        pair.orderB(new Command.CheckLiveness());
        pair.deliverAll();
        assertThat(pair.b.established()).isTrue();
    }
}
