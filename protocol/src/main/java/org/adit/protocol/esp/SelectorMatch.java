package org.adit.protocol.esp;

import java.util.List;
import org.adit.protocol.ipsec.TrafficSelector;

/// The traffic selectors of one SA pair, laid out for asking packet by packet: what we send must come from a local
/// and go to a remote selector, what we receive the other way round (RFC 4301 §4.4.1.1, §5.2; R-4301-02).
public final class SelectorMatch {
    /// Selectors as numbers, one after the other: thousands of SAs are asked in turn, each from a cold cache.
    private static final int FIRST_HIGH = 0;

    private static final int FIRST_LOW = 1;
    private static final int LAST_HIGH = 2;
    private static final int LAST_LOW = 3;
    /// `start port (16) | end port (16) | protocol (8) | whether IPv4 (1)`, the last one lowest.
    private static final int REST = 4;

    private static final int LENGTH = 5;

    private final long[] local;
    private final long[] remote;

    public SelectorMatch(List<TrafficSelector> local, List<TrafficSelector> remote) {
        this.local = numbers(local);
        this.remote = numbers(remote);
    }

    private static long[] numbers(List<TrafficSelector> selectors) {
        long[] numbers = new long[LENGTH * selectors.size()];
        int at = 0;
        for (TrafficSelector selector : selectors) {
            numbers[at + FIRST_HIGH] = selector.addresses().first().high();
            numbers[at + FIRST_LOW] = selector.addresses().first().low();
            numbers[at + LAST_HIGH] = selector.addresses().last().high();
            numbers[at + LAST_LOW] = selector.addresses().last().low();
            numbers[at + REST] = rest(selector);
            at += LENGTH;
        }
        return numbers;
    }

    private static long rest(TrafficSelector selector) {
        long ports = (long) selector.startPort() << 16 | selector.endPort();
        return (ports << 8 | selector.protocol()) << 1
                | (selector.addresses().first().isV4() ? 1 : 0);
    }

    /// Whether we may send this through the SA.
    public boolean outbound(InnerPacket packet) {
        return holdsSource(local, packet) && holdsDestination(remote, packet);
    }

    /// Whether the peer may have sent this through the SA.
    public boolean inbound(InnerPacket packet) {
        return holdsSource(remote, packet) && holdsDestination(local, packet);
    }

    private static boolean holdsSource(long[] side, InnerPacket packet) {
        for (int at = 0; at < side.length; at += LENGTH) {
            if (covers(side[at + REST], packet, packet.sourcePort())
                    && within(side, at, packet.sourceHigh(), packet.sourceLow())) {
                return true;
            }
        }
        return false;
    }

    private static boolean holdsDestination(long[] side, InnerPacket packet) {
        for (int at = 0; at < side.length; at += LENGTH) {
            if (covers(side[at + REST], packet, packet.destinationPort())
                    && within(side, at, packet.destinationHigh(), packet.destinationLow())) {
                return true;
            }
        }
        return false;
    }

    private static boolean covers(long rest, InnerPacket packet, int port) {
        int protocol = (int) (rest >>> 1) & 0xff;
        return (rest & 1) != 0 == packet.v4()
                && (protocol == 0 || protocol == packet.protocol())
                && admits((int) (rest >>> 25) & 0xffff, (int) (rest >>> 9) & 0xffff, port);
    }

    private static boolean admits(int startPort, int endPort, int port) {
        if (port == InnerPacket.PORT_WITH_SOURCE) {
            return true;
        }
        boolean any = startPort == 0 && endPort == 0xffff;
        boolean opaque = startPort > endPort;
        // R-4301-04: where ports are selected, a packet whose ports cannot be read is refused.
        return port == InnerPacket.PORT_UNAVAILABLE ? any || opaque : port >= startPort && port <= endPort;
    }

    private static boolean within(long[] side, int at, long high, long low) {
        return notBelow(high, low, side[at + FIRST_HIGH], side[at + FIRST_LOW])
                && notBelow(side[at + LAST_HIGH], side[at + LAST_LOW], high, low);
    }

    private static boolean notBelow(long high, long low, long thanHigh, long thanLow) {
        return high == thanHigh ? Long.compareUnsigned(low, thanLow) >= 0 : Long.compareUnsigned(high, thanHigh) > 0;
    }
}
