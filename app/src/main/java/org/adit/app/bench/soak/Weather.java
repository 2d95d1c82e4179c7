package org.adit.app.bench.soak;

import java.util.SplittableRandom;

/// What the network does to datagrams: loses some, repeats some. Both by chance, repeatable by the seed.
final class Weather {
    private static final double LOST = 0.01;
    private static final double REPEATED = 0.01;

    private final SplittableRandom random;
    private boolean calm;

    Weather(long seed) {
        random = new SplittableRandom(seed);
    }

    /// From now on nothing happens to anything.
    void calm() {
        calm = true;
    }

    boolean loses() {
        return !calm && random.nextDouble() < LOST;
    }

    boolean repeats() {
        return !calm && random.nextDouble() < REPEATED;
    }
}
