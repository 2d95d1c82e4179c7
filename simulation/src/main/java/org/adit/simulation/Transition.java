package org.adit.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Something that happens in a world, `after` the one before. `who` is a client, `byGateway` says who starts it where
/// either side may, `variant` is free for the deed's own choices.
public record Transition(Duration after, Deed deed, int who, boolean byGateway, int variant) {
    /// What may happen, and how often compared with the others.
    public enum Deed {
        CONNECT(14),
        DISCONNECT(5),
        REKEY_CHILD(10),
        REKEY_CHILD_AT_BOTH(6),
        REKEY_IKE(8),
        REKEY_IKE_AT_BOTH(6),
        REKEY_CHILD_HERE_IKE_THERE(5),
        ADD_CHILD(6),
        REMOVE_CHILD(4),
        CHECK_LIVENESS(3),
        REBIND_NAT(5),
        PARTITION(7),
        KILL_CLIENT(3),
        KILL_GATEWAY(2),
        GATEWAY_MOOD(5),
        COOKIES(4);

        private final int weight;

        Deed(int weight) {
            this.weight = weight;
        }
    }

    /// The schedule of a seed. A shorter one of the same seed is its beginning.
    static List<Transition> schedule(long seed, int people) {
        Random random = new Random(seed ^ 0x5eed);
        int length = 8 + random.nextInt(20);
        List<Transition> schedule = new ArrayList<>();
        for (int i = 0; i < length; i++) {
            // Most things follow closely, so that they meet; now and then there is time for what time brings.
            Duration after = random.nextInt(3) > 0
                    ? Duration.ofMillis(random.nextInt(4_000))
                    : Duration.ofMillis(random.nextInt(90_000));
            schedule.add(new Transition(
                    after, pick(random), random.nextInt(people), random.nextBoolean(), random.nextInt(1_000_000)));
        }
        return schedule;
    }

    private static Deed pick(Random random) {
        int total = 0;
        for (Deed deed : Deed.values()) {
            total += deed.weight;
        }
        int left = random.nextInt(total);
        for (Deed deed : Deed.values()) {
            left -= deed.weight;
            if (left < 0) {
                return deed;
            }
        }
        return Deed.CONNECT;
    }

    @Override
    public String toString() {
        return after.toMillis() + " ms later: " + deed + " client " + who + (byGateway ? " by the gateway" : "") + " ("
                + variant + ")";
    }
}
