package org.adit.app.bench.soak;

/// Numbers that should come in order and once each: the newest, and which of the 64 up to it have come.
final class Numbers {
    /// What it means that a number comes.
    enum Arrival {
        IN_ORDER,
        LATE,
        TWICE
    }

    private long newest;
    /// Bit n: the one n before the newest has come.
    private long recent;

    /// Numbers are above 0. One that is too old to be remembered counts as having come twice: nothing here is that
    /// slow.
    Arrival arrive(long number) {
        long ahead = number - newest;
        if (ahead > 0) {
            recent = (ahead < Long.SIZE ? recent << ahead : 0) | 1;
            newest = number;
            return Arrival.IN_ORDER;
        }
        long bit = -ahead < Long.SIZE ? 1L << -ahead : 0;
        if (bit == 0 || (recent & bit) != 0) {
            return Arrival.TWICE;
        }
        recent |= bit;
        return Arrival.LATE;
    }
}
