package org.adit.protocol.esp;

import java.nio.ByteBuffer;

/// Congestion marks across the tunnel (RFC 6040; R-6040-01).
public final class Ecn {
    public static final int NOT_ECT = 0;
    public static final int ECT_1 = 1;
    public static final int ECT_0 = 2;
    public static final int CE = 3;

    private static final int MASK = 3;

    private Ecn() {}

    /// The outer TOS octet for an inner one: its ECN, in normal mode (§4.1), and no DSCP, which would tell outsiders
    /// about the traffic inside.
    public static int outer(int innerTos) {
        return innerTos & MASK;
    }

    /// The ECN that leaves the tunnel (§4.2, figure 4), or the verdict for a drop. An `outerTos` below 0 is unknown:
    /// the inner one stays.
    static int decapsulated(int innerTos, int outerTos) {
        int inner = innerTos & MASK;
        if (outerTos < 0) {
            return inner;
        }
        int outer = outerTos & MASK;
        if (inner == NOT_ECT) {
            return outer == CE ? DropReason.CONGESTION_MARK.verdict() : NOT_ECT;
        }
        if (outer == CE) {
            return CE;
        }
        return inner == ECT_0 && outer == ECT_1 ? ECT_1 : inner;
    }

    /// Writes the ECN into the inner header at `at`.
    static void write(ByteBuffer packet, int at, boolean v4, int innerTos, int ecn) {
        int tos = innerTos & ~MASK | ecn;
        if (tos == innerTos) {
            return;
        }
        if (v4) {
            Ipv4View.changeTos(packet, at, tos);
        } else {
            Ipv6View.changeTrafficClass(packet, at, tos);
        }
    }
}
