package org.adit.protocol.esp;

import java.util.List;
import org.adit.protocol.ipsec.TrafficSelector;

/// The traffic selectors of one SA pair, laid out for asking packet by packet: what we send must come from a local
/// and go to a remote selector, what we receive the other way round (RFC 4301 §4.4.1.1, §5.2; R-4301-02).
public final class SelectorMatch {
    private final Side local;
    private final Side remote;

    public SelectorMatch(List<TrafficSelector> local, List<TrafficSelector> remote) {
        this.local = new Side(local);
        this.remote = new Side(remote);
    }

    /// Whether we may send this through the SA.
    public boolean outbound(InnerPacket packet) {
        return local.holdsSource(packet) && remote.holdsDestination(packet);
    }

    /// Whether we may receive this from the SA.
    public boolean inbound(InnerPacket packet) {
        return remote.holdsSource(packet) && local.holdsDestination(packet);
    }

    /// Selectors as numbers, one array a field.
    private static final class Side {
        private final boolean[] v4;
        private final long[] firstHigh;
        private final long[] firstLow;
        private final long[] lastHigh;
        private final long[] lastLow;
        private final int[] protocol;
        private final int[] startPort;
        private final int[] endPort;

        Side(List<TrafficSelector> selectors) {
            int count = selectors.size();
            v4 = new boolean[count];
            firstHigh = new long[count];
            firstLow = new long[count];
            lastHigh = new long[count];
            lastLow = new long[count];
            protocol = new int[count];
            startPort = new int[count];
            endPort = new int[count];
            for (int i = 0; i < count; i++) {
                TrafficSelector selector = selectors.get(i);
                v4[i] = selector.addresses().first().isV4();
                firstHigh[i] = selector.addresses().first().high();
                firstLow[i] = selector.addresses().first().low();
                lastHigh[i] = selector.addresses().last().high();
                lastLow[i] = selector.addresses().last().low();
                protocol[i] = selector.protocol();
                startPort[i] = selector.startPort();
                endPort[i] = selector.endPort();
            }
        }

        boolean holdsSource(InnerPacket packet) {
            for (int i = 0; i < v4.length; i++) {
                if (covers(i, packet, packet.sourcePort()) && within(i, packet.sourceHigh(), packet.sourceLow())) {
                    return true;
                }
            }
            return false;
        }

        boolean holdsDestination(InnerPacket packet) {
            for (int i = 0; i < v4.length; i++) {
                if (covers(i, packet, packet.destinationPort())
                        && within(i, packet.destinationHigh(), packet.destinationLow())) {
                    return true;
                }
            }
            return false;
        }

        private boolean covers(int i, InnerPacket packet, int port) {
            return v4[i] == packet.v4() && (protocol[i] == 0 || protocol[i] == packet.protocol()) && admits(i, port);
        }

        private boolean admits(int i, int port) {
            if (port == InnerPacket.PORT_WITH_SOURCE) {
                return true;
            }
            boolean any = startPort[i] == 0 && endPort[i] == 0xffff;
            boolean opaque = startPort[i] > endPort[i];
            // R-4301-04: where ports are selected, a packet whose ports cannot be read is refused.
            return port == InnerPacket.PORT_UNAVAILABLE ? any || opaque : port >= startPort[i] && port <= endPort[i];
        }

        private boolean within(int i, long high, long low) {
            return notBelow(high, low, firstHigh[i], firstLow[i]) && notBelow(lastHigh[i], lastLow[i], high, low);
        }

        private static boolean notBelow(long high, long low, long thanHigh, long thanLow) {
            return high == thanHigh
                    ? Long.compareUnsigned(low, thanLow) >= 0
                    : Long.compareUnsigned(high, thanHigh) > 0;
        }
    }
}
