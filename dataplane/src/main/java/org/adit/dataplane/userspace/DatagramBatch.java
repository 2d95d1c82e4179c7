package org.adit.dataplane.userspace;

import org.adit.base.net.Endpoint;
import org.adit.base.net.IpAddress;
import org.adit.base.net.IpFamily;

/// UDP payloads ([#packets]) with, for each, the peer, our own address and the TOS octet. Addresses are numbers as in
/// [IpAddress]: `high` is 0 for IPv4. One batch may hold datagrams for several sockets; who sends says which run goes
/// where. Belongs to one thread.
public final class DatagramBatch {
    /// The outer TOS or traffic class was not reported, or (when sending) is left to the socket.
    public static final int TOS_UNKNOWN = -1;

    private final PacketBatch packets;
    private final long[] peerHigh;
    private final long[] peerLow;
    private final int[] peerPort;
    private final long[] localHigh;
    private final long[] localLow;
    private final int[] tos;

    public DatagramBatch(int capacity, int slotOctets) {
        packets = new PacketBatch(capacity, slotOctets);
        peerHigh = new long[capacity];
        peerLow = new long[capacity];
        peerPort = new int[capacity];
        localHigh = new long[capacity];
        localLow = new long[capacity];
        tos = new int[capacity];
    }

    /// The payloads. A batch that was read from a device becomes datagrams in place.
    public PacketBatch packets() {
        return packets;
    }

    public int count() {
        return packets.count();
    }

    public void clear() {
        packets.clear();
    }

    public void peer(int index, long high, long low, int port) {
        peerHigh[index] = high;
        peerLow[index] = low;
        peerPort[index] = port;
    }

    /// Receiving: the address the datagram was sent to. Sending: the source address; all zero leaves it to the kernel.
    public void local(int index, long high, long low) {
        localHigh[index] = high;
        localLow[index] = low;
    }

    /// The whole outer TOS or traffic class octet, or [#TOS_UNKNOWN].
    public void tos(int index, int octet) {
        tos[index] = octet;
    }

    public long peerHigh(int index) {
        return peerHigh[index];
    }

    public long peerLow(int index) {
        return peerLow[index];
    }

    public int peerPort(int index) {
        return peerPort[index];
    }

    public long localHigh(int index) {
        return localHigh[index];
    }

    public long localLow(int index) {
        return localLow[index];
    }

    public int tos(int index) {
        return tos[index];
    }

    /// The peer as a value. Allocates: not for every packet.
    public Endpoint peer(int index, IpFamily family) {
        return new Endpoint(new IpAddress(family, peerHigh[index], peerLow[index]), peerPort[index]);
    }

    /// Our address as a value. Allocates: not for every packet.
    public IpAddress local(int index, IpFamily family) {
        return new IpAddress(family, localHigh[index], localLow[index]);
    }
}
