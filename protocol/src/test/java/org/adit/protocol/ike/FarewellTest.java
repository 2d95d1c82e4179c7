package org.adit.protocol.ike;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// A disconnect that comes amid an exchange still reaches the peer.
class FarewellTest {
    private static final Duration A_MOMENT = Duration.ofMillis(1500);

    static Stream<Arguments> moments() {
        return IntStream.rangeClosed(0, 7)
                .boxed()
                .flatMap(datagrams -> Stream.of(true, false)
                        .flatMap(
                                ikeFirst -> Stream.of(true, false).map(byA -> Arguments.of(datagrams, ikeFirst, byA))));
    }

    @ParameterizedTest(name = "after {0} datagrams, IKE SA first: {1}, rekeyed by the client: {2}")
    @MethodSource("moments")
    void aDisconnectAmidRekeysReachesThePeerAtOnce(int datagrams, boolean ikeFirst, boolean byA) {
        Pair pair = Pair.withPsk(80 + datagrams).connect();
        Command child = new Command.RekeyChild(byA ? pair.onlyInboundOfA() : pair.onlyInboundOfB(), true);
        Command ike = new Command.RekeyIke();
        for (Command command : ikeFirst ? List.of(ike, child) : List.of(child, ike)) {
            if (byA) {
                pair.orderA(command);
            } else {
                pair.orderB(command);
            }
        }
        for (int i = 0; i < datagrams; i++) {
            deliverOne(pair);
        }
        pair.orderB(new Command.Disconnect());
        pair.pass(A_MOMENT);
        assertThat(pair.a.endpoint.size()).as("IKE SAs of the client").isZero();
        assertThat(pair.b.endpoint.size()).as("IKE SAs of the gateway").isZero();
    }

    private static void deliverOne(Pair pair) {
        if (!pair.a.sent.isEmpty()) {
            pair.intoB(pair.a.sent.removeFirst());
        } else if (!pair.b.sent.isEmpty()) {
            pair.intoA(pair.b.sent.removeFirst());
        }
    }
}
