package org.adit.protocol.esp;

import org.adit.protocol.ipsec.SaLimits;

/// What one direction of an SA has carried, against its limits. Says once that the soft and once that the hard limit
/// was reached. 0 or less means no limit.
final class Lifetime {
    private final SaLimits limits;
    private long packets;
    private long octets;
    private boolean softTold;
    private boolean hardTold;

    Lifetime(SaLimits limits) {
        this.limits = limits;
    }

    void count(int packetOctets) {
        packets++;
        octets += packetOctets;
    }

    long packets() {
        return packets;
    }

    long octets() {
        return octets;
    }

    boolean over() {
        return reached(packets, limits.hardPackets()) || reached(octets, limits.hardOctets());
    }

    boolean takeSoft() {
        if (softTold || !(reached(packets, limits.softPackets()) || reached(octets, limits.softOctets()))) {
            return false;
        }
        softTold = true;
        return true;
    }

    boolean takeHard() {
        if (hardTold || !over()) {
            return false;
        }
        hardTold = true;
        return true;
    }

    private static boolean reached(long count, long limit) {
        return limit > 0 && count >= limit;
    }
}
