package org.adit.dataplane.userspace;

/// Some packets in one preallocated slab of octets, each an offset and a length. A reader puts packet `i` at
/// [#slot] (up to [#slotOctets] long) and calls [#add]; it may also lay several packets out of one larger read at any
/// offset, as long as [#HEADROOM] octets in front of each and [#TAILROOM] behind it belong to nobody else when they are
/// to be sealed. Sealing and opening happen in place and move offset and length. Belongs to one thread.
public final class PacketBatch {
    /// Room in front of every slot: ESP header and IV, or headers a device wants in front of a packet.
    public static final int HEADROOM = 64;
    /// Room behind every slot: ESP padding and trailer (at most 17 octets) and ICV (at most 32).
    public static final int TAILROOM = 64;

    private final byte[] octets;
    private final int slotOctets;
    private final int[] offsets;
    private final int[] lengths;
    private int count;

    /// Room for `capacity` packets of up to `slotOctets` octets each.
    public PacketBatch(int capacity, int slotOctets) {
        this.slotOctets = slotOctets;
        this.octets = new byte[Math.multiplyExact(capacity, HEADROOM + slotOctets + TAILROOM)];
        this.offsets = new int[capacity];
        this.lengths = new int[capacity];
    }

    /// The slab. All offsets are into this array.
    public byte[] octets() {
        return octets;
    }

    /// Most packets in this batch.
    public int capacity() {
        return offsets.length;
    }

    /// Packets in this batch now.
    public int count() {
        return count;
    }

    public boolean full() {
        return count == offsets.length;
    }

    public void clear() {
        count = 0;
    }

    /// Where packet `index` starts unless its reader decides otherwise.
    public int slot(int index) {
        return index * (HEADROOM + slotOctets + TAILROOM) + HEADROOM;
    }

    /// The longest packet a slot holds.
    public int slotOctets() {
        return slotOctets;
    }

    /// One more packet at `offset`; returns its index. The batch must not be [#full].
    public int add(int offset, int length) {
        place(count, offset, length);
        return count++;
    }

    /// Moves packet `index`, as sealing and opening do.
    public void place(int index, int offset, int length) {
        offsets[index] = offset;
        lengths[index] = length;
    }

    public int offset(int index) {
        return offsets[index];
    }

    /// 0 marks a packet that was dropped on the way: writers skip it.
    public int length(int index) {
        return lengths[index];
    }
}
