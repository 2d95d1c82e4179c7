package org.adit.dataplane.offload;

import java.nio.ByteBuffer;
import org.adit.protocol.esp.InnerPacket;

/// Collects packets for the TUN device in one image and makes superpackets of those that follow each other in one flow,
/// so that the device takes dozens at once. A packet is decrypted to where [#place] says: behind the payload of the
/// packet before, so that its own payload needs no move, over the end of which its header lies for a moment.
///
/// A packet only ever joins the last one: the order within a flow stays, and nothing is looked up. What joins must be
/// what the sender's segmentation would have made of one packet ([Flow]); its checksum was good, for the kernel makes a
/// new one that would be. Belongs to one thread.
public final class Coalescer {
    /// Longest run of datagrams that every kernel with UDP segmentation takes (UDP_MAX_SEGMENTS).
    private static final int MAX_DATAGRAMS = 64;
    private static final int MAX_OCTETS = 0xffff;
    private static final int NONE = -1;

    private final PacketSum sum;
    private final ByteBuffer image;
    private final ByteBuffer overlaid = ByteBuffer.allocateDirect(Flow.MAX_HEADER_OCTETS);
    private final int[] starts;
    private final int[] ends;
    private Flow last = new Flow();
    private Flow next = new Flow();
    private boolean tcp;
    private boolean udp;
    private int items;
    private int lastPackets;
    private boolean lastPush;
    private boolean lastOpen;
    private boolean lastChecked;
    private int placed = NONE;
    private int overlap;
    private boolean hopeful = true;

    /// An image of `octets`, of at most `items` packets and superpackets. `tcp` and `udp`: whether the device takes
    /// superpackets of these.
    public Coalescer(int octets, int items, boolean tcp, boolean udp, PacketSum sum) {
        this.sum = sum;
        this.image = ByteBuffer.allocateDirect(octets);
        this.starts = new int[items];
        this.ends = new int[items];
        this.tcp = tcp;
        this.udp = udp;
    }

    /// Where packets are put, and taken from for the device.
    public ByteBuffer image() {
        return image;
    }

    public int items() {
        return items;
    }

    /// Where the device's header of item `index` is; the packet follows.
    public int start(int index) {
        return starts[index];
    }

    /// Of header and packet.
    public int length(int index) {
        return ends[index] - starts[index];
    }

    /// From now on only what the device still takes is joined.
    public void restrict(boolean stillTcp, boolean stillUdp) {
        tcp = tcp && stillTcp;
        udp = udp && stillUdp;
    }

    /// Where the next packet goes, of which `octets` will be written; below 0 if the image has to be given to the
    /// device first. `follows`: it came the way that the packet before came. Then call [#take] or [#abandon].
    public int place(int octets, boolean follows) {
        int end = end();
        if (items == starts.length || end + VirtioHeader.OCTETS + octets > image.capacity()) {
            return NONE;
        }
        boolean joins = follows && hopeful && lastGood() && last.payloadOctets() >= last.headerOctets();
        overlap = joins ? last.headerOctets() : 0;
        placed = joins ? end - overlap : end + VirtioHeader.OCTETS;
        if (joins) {
            overlaid.put(0, image, placed, overlap);
        }
        return placed;
    }

    /// Looked at before the next packet's header covers part of the last one.
    private boolean lastGood() {
        if (lastOpen && !lastChecked) {
            lastChecked = last.checksumsGood(image, sum);
            lastOpen = lastChecked;
        }
        return lastOpen;
    }

    /// What was to come to [#place] was dropped.
    public void abandon() {
        image.put(placed, overlaid, 0, overlap);
    }

    /// The packet is there: `length` octets, as `packet` has read it.
    public void take(int length, InnerPacket packet) {
        boolean understood = (packet.protocol() == Transport.TCP ? tcp : packet.protocol() == Transport.UDP && udp)
                && next.read(image, placed, length, packet);
        boolean joins = understood && lastOpen && follows();
        hopeful = joins || overlap == 0 && hopeful;
        if (joins) {
            join();
        } else {
            begin(length, understood);
        }
    }

    private boolean follows() {
        int start = starts[items - 1] + VirtioHeader.OCTETS;
        int octets = ends[items - 1] - start;
        return octets + next.payloadOctets() <= MAX_OCTETS
                && next.follows(last, lastPackets, octets - last.headerOctets())
                && (next.tcp() || lastPackets < MAX_DATAGRAMS)
                && (overlap > 0 || lastGood())
                && next.checksumsGood(image, sum);
    }

    private void join() {
        int end = end();
        if (overlap == 0) {
            image.put(end, image, placed + next.headerOctets(), next.payloadOctets());
        } else {
            image.put(placed, overlaid, 0, overlap);
        }
        ends[items - 1] = end + next.payloadOctets();
        lastPackets++;
        lastPush = next.push();
        lastOpen = !lastPush && next.payloadOctets() == last.payloadOctets();
    }

    private void begin(int length, boolean understood) {
        finishLast();
        int start = end();
        int packet = start + VirtioHeader.OCTETS;
        if (overlap > 0) {
            image.put(packet, image, placed, length);
            image.put(placed, overlaid, 0, overlap);
            next.at(packet);
        }
        starts[items] = start;
        ends[items] = packet + length;
        items++;
        Flow before = last;
        last = next;
        next = before;
        lastPackets = 1;
        lastPush = false;
        lastOpen = understood && !last.push();
        lastChecked = false;
    }

    /// Makes everything ready for the device.
    public void finish() {
        finishLast();
        lastOpen = false;
    }

    private void finishLast() {
        if (items == 0) {
            return;
        }
        int start = starts[items - 1];
        if (lastPackets > 1) {
            last.finish(image, start + VirtioHeader.OCTETS, ends[items - 1], lastPush);
        } else {
            VirtioHeader.clear(image, start);
        }
    }

    /// Forgets all items: the device has them.
    public void clear() {
        items = 0;
        lastOpen = false;
        hopeful = true;
    }

    private int end() {
        return items == 0 ? 0 : ends[items - 1];
    }
}
