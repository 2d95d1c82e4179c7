package org.adit.dataplane.userspace;

import java.nio.ByteBuffer;
import org.adit.base.net.Endpoint;
import org.adit.base.net.IpAddress;
import org.adit.base.net.IpFamily;

/// UDP payloads in one buffer outside the heap. Each entry is a train: one datagram, or several of the same length (the
/// last may be shorter) one behind the other for or from the same peer, as UDP segmentation offload has them. With each
/// the peer, our own address and the TOS octet. Addresses are numbers as in [IpAddress]: `high` is 0 for IPv4. One
/// batch may hold trains for several sockets; who sends says which run goes where. Belongs to one thread.
public final class DatagramBatch {
    /// The outer TOS or traffic class was not reported, or (when sending) is left to the socket.
    public static final int TOS_UNKNOWN = -1;

    private final ByteBuffer octets;
    private final int slotOctets;
    private final int[] offset;
    private final int[] length;
    private final int[] segment;
    private final long[] peerHigh;
    private final long[] peerLow;
    private final int[] peerPort;
    private final long[] localHigh;
    private final long[] localLow;
    private final int[] tos;
    private final int[] fragment;
    private int count;

    private DatagramBatch(int capacity, int octets, int slotOctets) {
        this.octets = ByteBuffer.allocateDirect(octets);
        this.slotOctets = slotOctets;
        offset = new int[capacity];
        length = new int[capacity];
        segment = new int[capacity];
        peerHigh = new long[capacity];
        peerLow = new long[capacity];
        peerPort = new int[capacity];
        localHigh = new long[capacity];
        localLow = new long[capacity];
        tos = new int[capacity];
        fragment = new int[capacity];
    }

    /// For receiving: `capacity` slots for one train each.
    public static DatagramBatch ofSlots(int capacity, int slotOctets) {
        return new DatagramBatch(capacity, Math.multiplyExact(capacity, slotOctets), slotOctets);
    }

    /// For sending: trains of any length, laid where the sender likes.
    public static DatagramBatch of(int capacity, int octets) {
        return new DatagramBatch(capacity, octets, octets);
    }

    public ByteBuffer octets() {
        return octets;
    }

    public int capacity() {
        return offset.length;
    }

    public int count() {
        return count;
    }

    public boolean full() {
        return count == offset.length;
    }

    public void clear() {
        count = 0;
    }

    public int slot(int index) {
        return index * slotOctets;
    }

    public int slotOctets() {
        return slotOctets;
    }

    /// One more train of one datagram; returns its index. The batch must not be [#full].
    public int add(int at, int octets) {
        return add(at, octets, octets);
    }

    /// One more train, of datagrams of `segmentOctets`.
    public int add(int at, int octets, int segmentOctets) {
        offset[count] = at;
        length[count] = octets;
        segment[count] = segmentOctets;
        fragment[count] = 0;
        return count++;
    }

    /// One more datagram at the end of train `index`, no longer than the others.
    public void append(int index, int octets) {
        length[index] += octets;
    }

    public void removeLast() {
        count--;
    }

    public int offset(int index) {
        return offset[index];
    }

    /// Of all its datagrams together.
    public int length(int index) {
        return length[index];
    }

    /// The train turned out to be of datagrams of this length; 0 or less says nothing.
    public void segment(int index, int octets) {
        segment[index] = octets > 0 ? octets : length[index];
    }

    /// Of each datagram but the last.
    public int segment(int index) {
        return segment[index];
    }

    /// An empty one is one too.
    public int datagrams(int index) {
        return segment[index] == 0 ? 1 : Math.ceilDiv(length[index], segment[index]);
    }

    public void peer(int index, long high, long low, int port) {
        peerHigh[index] = high;
        peerLow[index] = low;
        peerPort[index] = port;
    }

    /// Receiving: the address the train was sent to. Sending: the source address; all zero leaves it to the kernel.
    public void local(int index, long high, long low) {
        localHigh[index] = high;
        localLow[index] = low;
    }

    /// The whole outer TOS or traffic class octet, or [#TOS_UNKNOWN].
    public void tos(int index, int octet) {
        tos[index] = octet;
    }

    /// Receiving: it was put together from fragments, of which the largest had so many octets, the IP header included.
    public void fragment(int index, int octets) {
        fragment[index] = octets;
    }

    /// 0 if it came whole.
    public int fragment(int index) {
        return fragment[index];
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
