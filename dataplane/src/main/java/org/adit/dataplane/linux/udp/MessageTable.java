package org.adit.dataplane.linux.udp;

import org.adit.base.net.IpFamily;
import org.adit.dataplane.ffm.Abi;
import org.adit.dataplane.ffm.BufferAddress;
import org.adit.dataplane.ffm.NativeMemory;
import org.adit.dataplane.userspace.DatagramBatch;

/// The `mmsghdr`s of recvmmsg(2) or sendmmsg(2) with everything they point to but the payload, which lies in a batch.
/// Per message a header, one vector, an address and room for control messages.
final class MessageTable implements AutoCloseable {
    /// All control messages we know, of either family, and room for some we do not.
    private static final int CONTROL_ROOM = 160;
    private static final int ADDRESS_ROOM = 32;

    private final IpFamily family;
    private final int capacity;
    private final boolean[] several;
    private final NativeMemory memory;
    private final long vectors;
    private final long addresses;
    private final long controls;
    private final BufferAddress buffers = new BufferAddress();

    MessageTable(IpFamily family, int capacity) {
        this.family = family;
        this.capacity = capacity;
        this.several = new boolean[capacity];
        vectors = (long) capacity * Abi.Message.SIZE;
        addresses = vectors + (long) capacity * Abi.Message.VECTOR_SIZE;
        controls = addresses + (long) capacity * ADDRESS_ROOM;
        memory = NativeMemory.allocate(controls + (long) capacity * CONTROL_ROOM);
        for (int i = 0; i < capacity; i++) {
            long message = message(i);
            memory.putLong(message + Abi.Message.NAME, memory.address(address(i)));
            memory.putLong(message + Abi.Message.VECTORS, memory.address(vector(i)));
            memory.putLong(message + Abi.Message.VECTOR_COUNT, 1);
            memory.putLong(message + Abi.Message.CONTROL, memory.address(control(i)));
        }
    }

    int capacity() {
        return capacity;
    }

    /// Where the kernel finds message `index`.
    long location(int index) {
        return memory.address(message(index));
    }

    // ---- receiving

    /// Message `i` goes to slot `i` of `into`.
    void prepareToReceive(DatagramBatch into, int count) {
        for (int i = 0; i < count; i++) {
            long message = message(i);
            memory.putInt(message + Abi.Message.NAME_LENGTH, ADDRESS_ROOM);
            // The kernel shortens it: what is left of the last round must neither limit nor be read in this one.
            memory.putLong(message + Abi.Message.CONTROL_LENGTH, CONTROL_ROOM);
            memory.putLong(
                    vector(i) + Abi.Message.VECTOR_BASE, buffers.of(into.octets(), into.slot(i), into.slotOctets()));
            memory.putLong(vector(i) + Abi.Message.VECTOR_LENGTH, into.slotOctets());
        }
    }

    /// Adds what came to slot `index` to `into`; `false` if it was longer than the slot.
    boolean take(int index, DatagramBatch into) {
        long message = message(index);
        int length = memory.intAt(message + Abi.Message.LENGTH);
        if ((memory.intAt(message + Abi.Message.FLAGS) & Abi.Socket.MSG_TRUNC) != 0) {
            return false;
        }
        int added = into.add(into.slot(index), length, length);
        takeAddress(index, into, added);
        takeControl(index, into, added);
        return true;
    }

    private void takeAddress(int index, DatagramBatch into, int added) {
        long at = address(index);
        int port = memory.networkShortAt(at + Abi.SocketAddress.PORT);
        switch (family) {
            case V4 -> into.peer(added, 0, v4(at + Abi.SocketAddress.V4_ADDRESS), port);
            case V6 ->
                into.peer(
                        added,
                        memory.networkLongAt(at + Abi.SocketAddress.V6_ADDRESS),
                        memory.networkLongAt(at + Abi.SocketAddress.V6_ADDRESS + 8L),
                        port);
        }
    }

    private void takeControl(int index, DatagramBatch into, int added) {
        into.local(added, 0, 0);
        into.tos(added, DatagramBatch.TOS_UNKNOWN);
        long end = Math.min(memory.longAt(message(index) + Abi.Message.CONTROL_LENGTH), CONTROL_ROOM);
        long at = 0;
        while (at + Abi.Control.DATA <= end) {
            long control = control(index) + at;
            long length = memory.longAt(control + Abi.Control.LENGTH);
            if (length < Abi.Control.DATA || at + length > end) {
                return;
            }
            takeOne(control, into, added);
            at += Abi.Control.aligned((int) length);
        }
    }

    private void takeOne(long control, DatagramBatch into, int added) {
        int level = memory.intAt(control + Abi.Control.LEVEL);
        int type = memory.intAt(control + Abi.Control.TYPE);
        long data = control + Abi.Control.DATA;
        if (level == Abi.Socket.SOL_IP && type == Abi.Socket.IP_PKTINFO) {
            into.local(added, 0, v4(data + Abi.Control.V4_DESTINATION));
        } else if (level == Abi.Socket.SOL_IP && type == Abi.Socket.IP_TOS) {
            into.tos(added, memory.octet(data)); // one octet, unlike the int that is sent
        } else if (level == Abi.Socket.SOL_IPV6 && type == Abi.Socket.IPV6_PKTINFO) {
            into.local(
                    added,
                    memory.networkLongAt(data + Abi.Control.V6_DESTINATION),
                    memory.networkLongAt(data + Abi.Control.V6_DESTINATION + 8L));
        } else if (level == Abi.Socket.SOL_IPV6 && type == Abi.Socket.IPV6_TCLASS) {
            into.tos(added, memory.intAt(data) & 0xff);
        } else if (level == Abi.Socket.SOL_IP && type == Abi.Socket.IP_RECVFRAGSIZE
                || level == Abi.Socket.SOL_IPV6 && type == Abi.Socket.IPV6_RECVFRAGSIZE) {
            into.fragment(added, memory.intAt(data));
        } else if (level == Abi.Socket.SOL_UDP && type == Abi.Socket.UDP_GRO) {
            into.segment(added, memory.intAt(data));
        }
    }

    // ---- sending

    /// Makes message `index` of `octets` at `at` of the batch, which are datagrams of train `train`: sent as
    /// several of `segment` octets each if there are more.
    void put(int index, DatagramBatch from, int train, int at, int octets, int segment) {
        memory.putLong(vector(index) + Abi.Message.VECTOR_BASE, buffers.of(from.octets(), at, octets));
        memory.putLong(vector(index) + Abi.Message.VECTOR_LENGTH, octets);
        SocketOptions.writeAddress(
                memory, address(index), family, from.peerHigh(train), from.peerLow(train), from.peerPort(train));
        memory.putInt(message(index) + Abi.Message.NAME_LENGTH, SocketOptions.addressSize(family));
        int control = putLocal(control(index), from.localHigh(train), from.localLow(train));
        control += putTos(control(index) + control, from.tos(train));
        several[index] = octets > segment;
        control += octets > segment ? putSegment(control(index) + control, segment) : 0;
        memory.putLong(message(index) + Abi.Message.CONTROL_LENGTH, control);
    }

    /// Whether message `index` was made of several datagrams.
    boolean isTrain(int index) {
        return several[index];
    }

    private int putSegment(long at, int octets) {
        putControl(at, Abi.Socket.SOL_UDP, Abi.Socket.UDP_SEGMENT, Short.BYTES);
        memory.putShort(at + Abi.Control.DATA, octets);
        return Abi.Control.aligned(Abi.Control.DATA + Short.BYTES);
    }

    private int putLocal(long at, long high, long low) {
        if (high == 0 && low == 0) {
            return 0;
        }
        return switch (family) {
            case V4 -> putLocalV4(at, (int) low);
            case V6 -> putLocalV6(at, high, low);
        };
    }

    private int putLocalV4(long at, int address) {
        long data = at + Abi.Control.DATA;
        putControl(at, Abi.Socket.SOL_IP, Abi.Socket.IP_PKTINFO, Abi.Control.V4_INFO_SIZE);
        memory.putInt(data + Abi.Control.V4_INTERFACE, 0);
        memory.putNetworkInt(data + Abi.Control.V4_SPEC_DST, address);
        memory.putInt(data + Abi.Control.V4_DESTINATION, 0);
        return Abi.Control.aligned(Abi.Control.DATA + Abi.Control.V4_INFO_SIZE);
    }

    private int putLocalV6(long at, long high, long low) {
        long data = at + Abi.Control.DATA;
        putControl(at, Abi.Socket.SOL_IPV6, Abi.Socket.IPV6_PKTINFO, Abi.Control.V6_INFO_SIZE);
        memory.putNetworkLong(data + Abi.Control.V6_DESTINATION, high);
        memory.putNetworkLong(data + Abi.Control.V6_DESTINATION + 8L, low);
        memory.putInt(data + Abi.Control.V6_INTERFACE, 0);
        return Abi.Control.aligned(Abi.Control.DATA + Abi.Control.V6_INFO_SIZE);
    }

    private int putTos(long at, int tos) {
        if (tos == DatagramBatch.TOS_UNKNOWN) {
            return 0;
        }
        switch (family) {
            case V4 -> putControl(at, Abi.Socket.SOL_IP, Abi.Socket.IP_TOS, Integer.BYTES);
            case V6 -> putControl(at, Abi.Socket.SOL_IPV6, Abi.Socket.IPV6_TCLASS, Integer.BYTES);
        }
        memory.putInt(at + Abi.Control.DATA, tos);
        return Abi.Control.aligned(Abi.Control.DATA + Integer.BYTES);
    }

    private void putControl(long at, int level, int type, int dataOctets) {
        memory.putLong(at + Abi.Control.LENGTH, Abi.Control.DATA + (long) dataOctets);
        memory.putInt(at + Abi.Control.LEVEL, level);
        memory.putInt(at + Abi.Control.TYPE, type);
    }

    private long v4(long at) {
        return Integer.toUnsignedLong(memory.networkIntAt(at));
    }

    private long message(int index) {
        return (long) index * Abi.Message.SIZE;
    }

    private long vector(int index) {
        return vectors + (long) index * Abi.Message.VECTOR_SIZE;
    }

    private long address(int index) {
        return addresses + (long) index * ADDRESS_ROOM;
    }

    private long control(int index) {
        return controls + (long) index * CONTROL_ROOM;
    }

    @Override
    public void close() {
        memory.close();
    }
}
