package org.adit.protocol.ipsec;

/// What an ESP SA pair has done. Octets are of inner packets; `lastInboundNanos` is the tick of the last authentic
/// packet, 0 if there was none.
public record SaCounters(
        long inboundPackets,
        long inboundOctets,
        long outboundPackets,
        long outboundOctets,
        long lastInboundNanos,
        long droppedPackets) {
    public static final SaCounters NONE = new SaCounters(0, 0, 0, 0, 0, 0);
}
