package org.adit.protocol.ike;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// RFC 7296 §2.8.1, 2.8.2, 2.25: both sides change the same SA at once. A table of what each side starts, which of the
/// first ten messages is lost (or none), and nonce orders (by seed).
class CollisionTest {
    private static final int SEEDS = 4;

    enum Start {
        REKEY_CHILD,
        REKEY_IKE,
        DELETE_CHILD,
        LIVENESS,
        DISCONNECT
    }

    record Case(Start byA, Start byB, int lost, long seed) {}

    static Stream<Case> cases() {
        return Stream.of(Start.values())
                .flatMap(a -> Stream.of(Start.values())
                        .flatMap(b -> IntStream.range(-1, 10)
                                .boxed()
                                .flatMap(lost ->
                                        IntStream.range(0, SEEDS).mapToObj(seed -> new Case(a, b, lost, 100 + seed)))));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void whateverCollidesBothEndInStep(Case with) {
        Pair pair = Pair.withPsk(with.seed()).connect();
        order(pair, true, with.byA());
        order(pair, false, with.byB());
        int message = 0;
        while (!(pair.a.sent.isEmpty() && pair.b.sent.isEmpty()) && message < 60) {
            // crossing: take from both before delivering either
            List<Action.Send> toB = Pair.take(pair.a);
            List<Action.Send> toA = Pair.take(pair.b);
            for (Action.Send send : toB) {
                if (message++ != with.lost()) {
                    pair.intoB(send);
                }
            }
            for (Action.Send send : toA) {
                if (message++ != with.lost()) {
                    pair.intoA(send);
                }
            }
        }
        pair.pass(Duration.ofSeconds(90)); // longer than all retransmissions

        boolean over = with.byA() == Start.DISCONNECT || with.byB() == Start.DISCONNECT;
        assertThat(pair.a.established()).as("A: %s", pair.a.failureCode()).isEqualTo(!over);
        assertThat(pair.b.established()).as("B: %s", pair.b.failureCode()).isEqualTo(!over);
        pair.assertInStep();
        assertThat(pair.a.endpoint.size()).isEqualTo(over ? 0 : 1);
        assertThat(pair.b.endpoint.size()).isEqualTo(over ? 0 : 1);
        boolean mayBeGone = with.byA() == Start.DELETE_CHILD || with.byB() == Start.DELETE_CHILD;
        if (!over && !mayBeGone) {
            assertThat(pair.a.installed).hasSize(1);
        }
        if (!over) { // and it still works
            pair.orderA(new Command.RekeyIke());
            pair.deliverAll();
            pair.orderB(new Command.CheckLiveness());
            pair.deliverAll();
            assertThat(pair.a.established()).isTrue();
            assertThat(pair.b.established()).isTrue();
        }
    }

    private static void order(Pair pair, boolean a, Start start) {
        Side side = a ? pair.a : pair.b;
        var spi = side.installed.keySet().iterator().next();
        Command command = switch (start) {
            case REKEY_CHILD -> new Command.RekeyChild(spi, true);
            case REKEY_IKE -> new Command.RekeyIke();
            case DELETE_CHILD -> new Command.RemoveChild(spi);
            case LIVENESS -> new Command.CheckLiveness();
            case DISCONNECT -> new Command.Disconnect();
        };
        side.step(new Input.Order(side.id, command), pair.time);
    }
}
