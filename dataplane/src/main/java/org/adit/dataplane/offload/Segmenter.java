package org.adit.dataplane.offload;

import java.nio.ByteBuffer;
import org.adit.protocol.esp.Checksum;
import org.adit.protocol.esp.DropReason;
import org.adit.protocol.esp.Ipv4View;
import org.adit.protocol.esp.Ipv6View;

/// Splits what the TUN device handed over into packets that fit the path, where it lies: the header of each segment is
/// written in front of its payload, over the end of the segment before, which must be done with by then. Behind a
/// segment [EspView#MAX_TRAILER_OCTETS] may be written to: [#next] puts back what belongs to the following one.
/// So nothing is copied but headers. Belongs to one thread.
public final class Segmenter {
    /// Room that a buffer must have behind a packet.
    public static final int TAILROOM = 24;

    private static final int MAX_HEADER_OCTETS = 192;
    private static final int TOTAL_LIMIT = 0xffff;

    private final ByteBuffer header = ByteBuffer.allocateDirect(MAX_HEADER_OCTETS);
    private final PacketSum sums;
    private ByteBuffer packet = header;
    private int start;
    private int end;
    private boolean split;
    private boolean v4;
    private int protocol;
    private int transport;
    private int headerOctets;
    private int payloadOctets;
    private int segments;
    private int index;
    private long pseudo;
    private int identification;
    private int sequence;
    private int flags;
    private int at;
    private int length;
    private long kept0;
    private long kept1;
    private long kept2;

    public Segmenter(PacketSum sums) {
        this.sums = sums;
    }

    /// Takes what is at `buffer[virtio..]`: the header of the device and behind it a packet of `octets`.
    ///
    /// @return in how many packets it comes apart, or the verdict for a drop
    public int begin(ByteBuffer buffer, int virtio, int octets) {
        packet = buffer;
        start = virtio + VirtioHeader.OCTETS;
        end = start + octets;
        index = 0;
        split = false;
        int type = VirtioHeader.gsoType(buffer, virtio);
        int checksumStart = VirtioHeader.checksumStart(buffer, virtio);
        if (type == VirtioHeader.GSO_NONE) {
            segments = 1;
            at = start;
            length = octets;
            return !VirtioHeader.needsChecksum(buffer, virtio)
                            || complete(checksumStart, VirtioHeader.checksumOffset(buffer, virtio))
                    ? 1
                    : DropReason.UNSPLITTABLE.verdict();
        }
        return understood(type, checksumStart, VirtioHeader.gsoSize(buffer, virtio))
                ? segments
                : DropReason.UNSPLITTABLE.verdict();
    }

    /// A checksum that the sender left to the device: what stands in its place is the sum of the pseudo header.
    private boolean complete(int checksumStart, int checksumOffset) {
        int from = start + checksumStart;
        int place = from + checksumOffset;
        if (place + 2 > end) {
            return false;
        }
        int checksum = Checksum.finish(sums.add(0, packet, from, end - from));
        packet.putShort(place, (short)
                Transport.sent(checksumOffset == Transport.UDP_CHECKSUM ? Transport.UDP : Transport.TCP, checksum));
        return true;
    }

    private boolean understood(int type, int checksumStart, int gsoSize) {
        int version = packet.get(start) >>> 4 & 0x0f;
        v4 = version == 4;
        protocol = type == VirtioHeader.GSO_UDP ? Transport.UDP : Transport.TCP;
        boolean known = type == VirtioHeader.GSO_UDP
                || type == VirtioHeader.GSO_TCP_V4 && v4
                || type == VirtioHeader.GSO_TCP_V6 && version == 6;
        int least = v4 ? Ipv4View.MIN_HEADER_OCTETS : Ipv6View.HEADER_OCTETS;
        transport = checksumStart;
        if (!known
                || version != 4 && version != 6
                || gsoSize == 0
                || checksumStart < least
                || checksumStart + (protocol == Transport.UDP ? Transport.UDP_OCTETS : Transport.TCP_MIN_OCTETS)
                        > end - start) {
            return false;
        }
        // The device's own idea of the header's length is wrong for forwarded packets.
        int transportOctets =
                protocol == Transport.UDP ? Transport.UDP_OCTETS : Transport.tcpHeaderOctets(packet, start + transport);
        headerOctets = transport + transportOctets;
        payloadOctets = gsoSize;
        int payload = end - start - headerOctets;
        if (headerOctets > MAX_HEADER_OCTETS
                || transportOctets < Transport.UDP_OCTETS
                || protocol == Transport.TCP && transportOctets < Transport.TCP_MIN_OCTETS
                || payload <= 0
                || headerOctets + gsoSize > TOTAL_LIMIT) {
            return false;
        }
        segments = Math.ceilDiv(payload, gsoSize);
        split = true;
        remember();
        return true;
    }

    private void remember() {
        header.put(0, packet, start, headerOctets);
        pseudo = Transport.addresses(packet, start, v4) + protocol;
        identification = v4 ? Transport.u16(packet, start + Ipv4View.IDENTIFICATION) : 0;
        if (protocol == Transport.TCP) {
            sequence = packet.getInt(start + transport + Transport.TCP_SEQUENCE);
            flags = Transport.tcpFlags(packet, start + transport);
        }
    }

    /// Makes the next packet of those that [#begin] counted; it is at [#at], [#length] octets long.
    public void next() {
        if (split) {
            if (index > 0) {
                putBack();
            }
            cut();
        }
        index++;
    }

    public int at() {
        return at;
    }

    public int length() {
        return length;
    }

    private void cut() {
        int payload = start + headerOctets + index * payloadOctets;
        int octets = Math.min(payloadOctets, end - payload);
        at = payload - headerOctets;
        length = headerOctets + octets;
        keep(payload + octets);
        packet.put(at, header, 0, headerOctets);
        boolean last = index == segments - 1;
        if (v4) {
            packet.putShort(at + Ipv4View.TOTAL_LENGTH, (short) length);
            packet.putShort(at + Ipv4View.IDENTIFICATION, (short) (identification + index));
            Transport.writeHeaderChecksum(packet, at, Ipv4View.headerOctets(packet, at));
        } else {
            packet.putShort(at + Ipv6View.PAYLOAD_LENGTH, (short) (length - Ipv6View.HEADER_OCTETS));
        }
        int place = at + transport;
        int checksum = place + (protocol == Transport.TCP ? Transport.TCP_CHECKSUM : Transport.UDP_CHECKSUM);
        if (protocol == Transport.TCP) {
            packet.putInt(place + Transport.TCP_SEQUENCE, sequence + index * payloadOctets);
            packet.put(place + Transport.TCP_FLAGS, (byte) flagsOf(last));
        } else {
            packet.putShort(place + Transport.UDP_LENGTH, (short) (length - transport));
        }
        packet.putShort(checksum, (short) 0);
        int covered = length - transport;
        int sum = Checksum.finish(sums.add(pseudo + covered, packet, place, covered));
        packet.putShort(checksum, (short) Transport.sent(protocol, sum));
    }

    /// FIN and PSH belong to the end of what was sent, CWR to its start (RFC 3168 §6.1.2).
    private int flagsOf(boolean last) {
        int kept = last ? flags : flags & ~(Transport.FIN | Transport.PSH);
        return index == 0 ? kept : kept & ~Transport.CWR;
    }

    private void keep(int place) {
        kept0 = packet.getLong(place);
        kept1 = packet.getLong(place + 8);
        kept2 = packet.getLong(place + 16);
    }

    private void putBack() {
        int place = start + headerOctets + index * payloadOctets;
        packet.putLong(place, kept0);
        packet.putLong(place + 8, kept1);
        packet.putLong(place + 16, kept2);
    }
}
