package org.adit.protocol.ike;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.adit.base.net.IpPrefix;
import org.adit.protocol.ipsec.Spi;
import org.adit.protocol.ipsec.TrafficSelector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// RFC 7296 §2.25: an answer that comes late, when the peer has gone on meanwhile. Each was found by a simulated world.
class OvertakenTest {
    private static final Duration A_WHILE = Duration.ofSeconds(20);
    private static final List<TrafficSelector> PART = List.of(TrafficSelector.of(IpPrefix.of("10.1.7.0/24")));

    static LongStream seeds() {
        return LongStream.range(40, 48);
    }

    @Test
    void aPairThatThePeerDeletedWhileWeAskedToRekeyItIsGoneOnceAndDoesNotComeBack() {
        Pair pair = Pair.withPsk(30).connect();
        pair.orderB(new Command.RemoveChild(pair.onlyInboundOfB()));
        pair.orderA(new Command.RekeyChild(pair.onlyInboundOfA(), true));
        List<Action.Send> rekey = Pair.take(pair.a);
        pair.deliverAll(); // A: INFORMATIONAL { D } <-- B, and its response
        rekey.forEach(pair::intoB); // B: CHILD_SA_NOT_FOUND
        pair.deliverAll();
        pair.assertInStepWith(0);
        assertThat(pair.a.events(IkeEvent.ChildDown.class)).hasSize(1);
        assertThat(pair.b.events(IkeEvent.ChildUp.class)).hasSize(1);
    }

    @Test
    void aPairThatWeDoNotKnowOfYetIsNotCalledUnknownToThePeerThatRekeysIt() {
        Pair pair = Pair.withPsk(31).connect();
        Spi first = pair.onlyInboundOfB();
        pair.orderA(
                new Command.AddChild(pair.a.installed.values().iterator().next().local(), PART));
        pair.deliverToB();
        List<Action.Send> late = Pair.take(pair.b);
        pair.orderB(new Command.RekeyChild(otherThan(first, pair.b), true));
        pair.deliverToA();
        pair.deliverToB();
        late.forEach(pair::intoA);
        pair.pass(A_WHILE);
        pair.assertInStepWith(2);
        assertThat(pair.b.events(IkeEvent.ChildDown.class)).isEmpty();
        assertThat(pair.b.events(IkeEvent.ChildRekeyed.class)).hasSize(1);
    }

    @Test
    void aPairThatThePeerDeletedBeforeWeKnewOfItIsDeletedWhenWeLearnOfIt() {
        Pair pair = Pair.withPsk(32).connect();
        Spi first = pair.onlyInboundOfB();
        pair.orderA(
                new Command.AddChild(pair.a.installed.values().iterator().next().local(), PART));
        pair.deliverToB();
        List<Action.Send> late = Pair.take(pair.b);
        pair.orderB(new Command.RemoveChild(otherThan(first, pair.b)));
        pair.deliverToA();
        pair.deliverToB();
        late.forEach(pair::intoA);
        pair.deliverAll();
        assertThat(pair.onlyInboundOfB()).isEqualTo(first);
        assertThat(pair.a.installed.get(pair.onlyInboundOfA()).outboundSpi()).isEqualTo(first);
        assertThat(pair.a.events(IkeEvent.ChildDown.class)).hasSize(1);
    }

    private static Spi otherThan(Spi spi, Side side) {
        return side.installed.keySet().stream()
                .filter(other -> !other.equals(spi))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aDisconnectThatComesWhileThePeerRekeysTheIkeSaIsNotForgotten() {
        Pair pair = Pair.withPsk(33).connect();
        pair.orderA(new Command.RekeyIke());
        pair.deliverToB(); // B has the successor; A does not yet
        pair.orderA(new Command.Disconnect());
        pair.deliverAll();
        assertThat(pair.a.endpoint.size() + pair.b.endpoint.size()).isZero();
        assertThat(pair.a.closing().orElseThrow().failure()).isEmpty();
    }

    @Test
    void aPeerThatDiesBetweenTheRekeyOfTheIkeSaAndTheDeletionOfTheOldOneIsNoticed() {
        Pair pair = Pair.withPsk(34).connect();
        pair.orderA(new Command.RekeyIke());
        pair.deliverToB();
        pair.deliverToA();
        pair.passInSilence(Duration.ofMinutes(6));
        assertThat(pair.b.failureCode()).isEqualTo("IKE-062");
        assertThat(pair.b.endpoint.size()).isZero();
    }

    /// Whoever wins: our answer comes when the winner itself was replaced already.
    @ParameterizedTest
    @MethodSource("seeds")
    void theLoserOfACollisionDoesNotBringAnOldPairBackIntoUse(long seed) {
        Pair pair = Pair.withPsk(seed).connect();
        pair.orderA(new Command.RekeyChild(pair.onlyInboundOfA(), true));
        pair.orderB(new Command.RekeyChild(pair.onlyInboundOfB(), true));
        List<Action.Send> ofA = Pair.take(pair.a);
        List<Action.Send> ofB = Pair.take(pair.b);
        ofA.forEach(pair::intoB);
        List<Action.Send> late = Pair.take(pair.b);
        ofB.forEach(pair::intoA);
        pair.deliverAll();
        pair.orderB(new Command.RekeyChild(
                pair.b.events(IkeEvent.ChildRekeyed.class).getLast().child().inbound(), true));
        pair.deliverAll();
        late.forEach(pair::intoA);
        pair.deliverAll();
        assertThat(pair.a.sendingOn).get().isEqualTo(newestOf(pair.a).outbound());
        assertThat(pair.b.sendingOn).get().isEqualTo(newestOf(pair.b).outbound());
        pair.pass(A_WHILE);
        pair.assertInStepWith(1);
    }

    /// What a program that only hears events believes to be the one pair there is.
    @ParameterizedTest
    @MethodSource("seeds")
    void afterACollisionTheEventsLeadToThePairThatIsThere(long seed) {
        Pair pair = Pair.withPsk(seed).connect();
        pair.orderA(new Command.RekeyChild(pair.onlyInboundOfA(), true));
        pair.orderB(new Command.RekeyChild(pair.onlyInboundOfB(), true));
        List<Action.Send> ofA = Pair.take(pair.a);
        Pair.take(pair.b).forEach(pair::intoA);
        ofA.forEach(pair::intoB);
        pair.deliverAll();
        pair.pass(A_WHILE);
        assertThat(newestOf(pair.a).inbound()).isEqualTo(pair.onlyInboundOfA());
        assertThat(newestOf(pair.b).inbound()).isEqualTo(pair.onlyInboundOfB());
    }

    /// Follows the chain of replacements from the first pair.
    private static IkeEvent.Child newestOf(Side side) {
        IkeEvent.Child newest = side.events(IkeEvent.ChildUp.class).getFirst().child();
        for (IkeEvent.ChildRekeyed rekeyed : side.events(IkeEvent.ChildRekeyed.class)) {
            assertThat(rekeyed.oldInbound()).as("what is replaced").isEqualTo(newest.inbound());
            newest = rekeyed.child();
        }
        return newest;
    }
}
