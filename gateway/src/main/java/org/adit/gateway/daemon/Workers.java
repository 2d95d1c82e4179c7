package org.adit.gateway.daemon;

/// How many workers move packets (docs/adr/0018).
final class Workers {
    private static final int FEWEST_PROCESSORS_FOR_TWO = 4;
    private static final int MOST = 8;

    private Workers() {}

    /// A power of two for a machine of so many processors: the kernel's half of the work needs as many again.
    static int fitting(int processors) {
        return processors < FEWEST_PROCESSORS_FOR_TWO ? 1 : Math.min(MOST, Integer.highestOneBit(processors / 2));
    }
}
