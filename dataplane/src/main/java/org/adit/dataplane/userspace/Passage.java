package org.adit.dataplane.userspace;

/// What passed between the kernel and us at one device or socket: `in` came from the kernel, `out` went to it. Units
/// are what passed at once, a packet or many: a superpacket, a train. `refused` is what the kernel did not take.
public record Passage(
        long inUnits, long inPackets, long inOctets, long outUnits, long outPackets, long outOctets, long refused) {
    public static final Passage NONE = new Passage(0, 0, 0, 0, 0, 0, 0);

    public Passage plus(Passage other) {
        return new Passage(
                inUnits + other.inUnits,
                inPackets + other.inPackets,
                inOctets + other.inOctets,
                outUnits + other.outUnits,
                outPackets + other.outPackets,
                outOctets + other.outOctets,
                refused + other.refused);
    }
}
