package org.adit.protocol.ike;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.adit.protocol.auth.Identity;
import org.adit.protocol.negotiate.CryptoPolicy;
import org.junit.jupiter.api.Test;

/// Many at once, and what each costs.
class CrowdTest {
    private static final Identity GATEWAY = Identity.fqdn("b.example.org");
    private static final IkeSettings CLIENT =
            IkeSettings.client(CryptoPolicy.DEFAULT, Pair.trust("b.example.org", "0123456789abcdef0123456789abcdef"));

    private static IkeSettings gateway(int perSource) {
        IkeSettings usual = Pair.pskGateway(CryptoPolicy.DEFAULT);
        return new IkeSettings(
                usual.policy(), usual.credentials(), usual.trust(), usual.times(), 1220, 128, 4096, perSource, true);
    }

    /// RFC 8019 §4.2: thousands may sit behind one address, so whoever proves to be there by a cookie gets in.
    @Test
    void anAddressWithManyHalfOpenNeedsCookiesAndGetsInWithThem() {
        Pair pair = new Pair(CLIENT, gateway(1), 70);
        Pair other = new Pair(CLIENT, gateway(1), 71);
        other.a.step(new Input.Connect(new SaId(1), Pair.request(Pair.pskOfA())), pair.time);
        Pair.take(other.a).forEach(pair::intoB);
        Pair.take(pair.b);
        assertThat(pair.b.endpoint.halfOpen()).isEqualTo(1);

        pair.a.step(new Input.Connect(new SaId(1), Pair.request(Pair.pskOfA())), pair.time);
        pair.deliverToB();
        assertThat(pair.b.endpoint.halfOpen()).isEqualTo(1);
        pair.deliverAll();
        assertThat(pair.a.established()).isTrue();
    }

    /// A copy of IKE_SA_INIT that waited in a queue while the first one went all the way.
    @Test
    void aCopyOfTheFirstRequestThatComesWhenAllIsDoneOpensNothing() {
        Pair pair = Pair.withPsk(72);
        pair.a.step(new Input.Connect(new SaId(1), Pair.request(Pair.pskOfA())), pair.time);
        Action.Send init = pair.a.sent.getFirst();
        pair.deliverAll();
        assertThat(pair.a.established()).isTrue();

        pair.intoB(init);
        assertThat(pair.b.endpoint.size()).isEqualTo(1);
        assertThat(pair.b.endpoint.halfOpen()).isZero();
        assertThat(pair.b.sent).isEmpty();
    }

    /// RFC 7296 §2.1: the response to a request that came again within minutes is sent again, later it may be
    /// forgotten.
    @Test
    void aResponseIsKeptForMinutesAndThenForgotten() {
        Pair pair = Pair.withPsk(74);
        pair.a.step(new Input.Connect(new SaId(1), Pair.request(Pair.pskOfA())), pair.time);
        pair.deliverToB();
        pair.deliverToA();
        Action.Send auth = pair.a.sent.getFirst();
        pair.deliverAll();
        pair.intoB(auth);
        assertThat(Pair.take(pair.b)).hasSize(1);

        pair.pass(Duration.ofSeconds(50));
        pair.intoB(auth);
        assertThat(Pair.take(pair.b)).hasSize(1);
        Pair.take(pair.a);
        pair.b.endpoint.current(pair.b.id).orElseThrow().channel().forgetOldAnswer(Side.at(Duration.ofMinutes(10)));
        pair.intoB(auth);
        assertThat(Pair.take(pair.b)).isEmpty();
    }

    /// Who answers our first question has our response to IKE_AUTH, which is the longest that an idle peer leaves
    /// behind.
    @Test
    void theResponseToAuthIsForgottenWhenThePeerProvesToHaveIt() {
        Pair pair = Pair.withPsk(75);
        pair.a.step(new Input.Connect(new SaId(1), Pair.request(Pair.pskOfA())), pair.time);
        pair.deliverToB();
        pair.deliverToA();
        Action.Send auth = pair.a.sent.getFirst();
        pair.deliverAll();
        pair.b.step(new Input.Order(pair.b.id, new Command.CheckLiveness()), pair.time);
        pair.intoB(auth);
        assertThat(Pair.take(pair.b)).hasSize(2); // the question, and the response again: the answer is not here yet

        pair.b.step(new Input.Order(pair.b.id, new Command.CheckLiveness()), pair.time);
        pair.pass(Duration.ofSeconds(1));
        pair.deliverAll();
        pair.intoB(auth);
        assertThat(Pair.take(pair.b)).isEmpty();
        assertThat(pair.b.established()).isTrue();
    }

    /// RFC 7296 §2.1: other responses stay, for nothing says that they arrived.
    @Test
    void theResponseToALaterRequestIsNotForgottenWhenThePeerAnswers() {
        Pair pair = Pair.withPsk(76);
        pair.a.step(new Input.Connect(new SaId(1), Pair.request(Pair.pskOfA())), pair.time);
        pair.deliverAll();
        pair.a.step(new Input.Order(new SaId(1), new Command.CheckLiveness()), pair.time);
        Action.Send question = pair.a.sent.getFirst();
        pair.deliverAll();
        pair.b.step(new Input.Order(pair.b.id, new Command.CheckLiveness()), pair.time);
        pair.deliverAll();

        pair.intoB(question);
        assertThat(Pair.take(pair.b)).hasSize(1);
    }

    @Test
    void onlySoManyRequestsAreRememberedAndTheOldestGoesFirst() {
        RecentlyOpened<Integer> recent = new RecentlyOpened<>(2);
        List.of(1, 2, 3).forEach(recent::add);
        assertThat(recent.has(1)).isFalse();
        assertThat(recent.has(2)).isTrue();
        assertThat(recent.has(3)).isTrue();
    }
}
