package org.adit.dataplane.offload;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// A seeded stream of packets of a few flows, mostly such that go together, with everything among them that must not:
/// options, fragments, bad checksums, congestion marks, odd flags, gaps, repeats, pure acknowledgments, other
/// protocols.
final class FlowGenerator {
    private static final int FLOWS = 6;

    private final SplittableRandom random;
    private final List<Flow> flows = new ArrayList<>();
    private Flow current;
    private int left;

    private static final class Flow {
        private final boolean v4;
        private final boolean udp;
        private final int number;
        private final int size;
        private final boolean dontFragment;
        private final int options;
        private int sequence;
        private int identification;
        private int acknowledgment = 77;
        private int tos;
        private int window = 500;
        private int stamp = 1;

        Flow(SplittableRandom random, int number) {
            this.number = number;
            v4 = random.nextBoolean();
            udp = random.nextInt(3) == 0;
            size = random.nextInt(20) == 0 ? 1348 : 60 + random.nextInt(140);
            dontFragment = random.nextBoolean();
            options = random.nextInt(3) * 12 + (random.nextInt(8) == 0 ? 4 : 0);
            sequence = random.nextInt();
            identification = random.nextInt(0x10000);
            tos = random.nextInt(3) == 0 ? 2 : 0;
        }
    }

    FlowGenerator(long seed) {
        random = new SplittableRandom(seed);
        for (int i = 0; i < FLOWS; i++) {
            flows.add(new Flow(random, i));
        }
        current = flows.getFirst();
    }

    byte[] next() {
        if (left-- <= 0) {
            if (random.nextInt(10) == 0) {
                flows.set(random.nextInt(FLOWS), new Flow(random, random.nextInt(1000)));
            }
            current = flows.get(random.nextInt(FLOWS));
            left = random.nextInt(4) == 0 ? random.nextInt(2) : random.nextInt(60);
        }
        Flow flow = current;
        int trouble = random.nextInt(30);
        int payload = switch (random.nextInt(24)) {
            case 0 -> 0;
            case 1 -> 1 + random.nextInt(flow.size + 20);
            default -> flow.size;
        };
        if (trouble == 0) {
            disturb(flow);
        }
        byte[] packet = flow.udp ? udp(flow, payload) : tcp(flow, payload);
        return trouble == 1 ? spoiled(packet, flow) : packet;
    }

    private void disturb(Flow flow) {
        switch (random.nextInt(7)) {
            case 0 -> flow.tos = random.nextInt(4);
            case 1 -> flow.acknowledgment++;
            case 2 -> flow.window++;
            case 3 -> flow.stamp++;
            case 4 -> flow.sequence += random.nextInt(3000) - 1500;
            case 5 -> flow.identification += random.nextInt(5);
            default -> flow.sequence -= flow.size;
        }
    }

    /// Something that makes it different from its neighbours, or wrong.
    private byte[] spoiled(byte[] packet, Flow flow) {
        int transport = flow.v4 ? 20 : 40;
        byte[] spoiled = packet.clone();
        switch (random.nextInt(7)) {
            case 0 -> spoiled[spoiled.length - 1] ^= 0x40; // checksum of the payload
            case 1 -> spoiled[flow.v4 ? 10 : 6] ^= (byte) (flow.v4 ? 0x11 : 0x02); // header checksum; another protocol
            case 2 -> spoiled[flow.v4 ? 8 : 7]--; // TTL, with a wrong header checksum
            case 3 -> {
                if (flow.v4) {
                    Naive.put16(spoiled, 6, 0x2000); // a first fragment
                    sumHeader(spoiled);
                } else {
                    spoiled[3] ^= 1; // flow label
                }
            }
            case 4 -> spoiled[transport + (flow.udp ? 0 : 13)] ^= (byte) (1 << random.nextInt(8)); // a flag or a port
            case 5 -> {
                if (flow.udp) {
                    Naive.put16(spoiled, transport + 6, 0); // no checksum
                } else {
                    spoiled[transport + 13] |= 0x80; // CWR
                    Naive.completeTransport(spoiled, transport, false);
                }
            }
            default -> spoiled = withOptions(spoiled, flow);
        }
        return spoiled;
    }

    private byte[] withOptions(byte[] packet, Flow flow) {
        int header = flow.v4 ? 20 : 40;
        byte[] longer = new byte[packet.length + 8];
        System.arraycopy(packet, 0, longer, 0, header);
        System.arraycopy(packet, header, longer, header + 8, packet.length - header);
        if (flow.v4) {
            longer[0] = 0x47;
            longer[20] = 1;
            Naive.put16(longer, 2, longer.length);
            sumHeader(longer);
        } else {
            longer[40] = longer[6];
            longer[6] = 60; // destination options
            longer[42] = 1;
            longer[43] = 4;
            Naive.put16(longer, 4, longer.length - 40);
        }
        return longer;
    }

    private byte[] tcp(Flow flow, int payload) {
        int header = (flow.v4 ? 20 : 40) + 20 + flow.options;
        byte[] packet = ip(flow, header + payload);
        int tcp = flow.v4 ? 20 : 40;
        Naive.put32(packet, tcp + 4, flow.sequence);
        Naive.put32(packet, tcp + 8, flow.acknowledgment);
        packet[tcp + 12] = (byte) ((20 + flow.options) / 4 << 4);
        packet[tcp + 13] = (byte) (0x10 | (random.nextInt(12) == 0 ? 0x08 : 0) | (random.nextInt(60) == 0 ? 0x01 : 0));
        Naive.put16(packet, tcp + 14, flow.window);
        Naive.put16(packet, tcp + 18, random.nextInt(100) == 0 ? 9 : 0);
        for (int i = 0; i < flow.options; i++) {
            packet[tcp + 20 + i] = (byte) (i % 4 == 3 ? flow.stamp : 1);
        }
        Naive.completeTransport(packet, tcp, false);
        flow.sequence += payload;
        return packet;
    }

    private byte[] udp(Flow flow, int payload) {
        int udp = flow.v4 ? 20 : 40;
        byte[] packet = ip(flow, udp + 8 + payload);
        Naive.put16(packet, udp + 4, 8 + payload);
        Naive.completeTransport(packet, udp, true);
        return packet;
    }

    private byte[] ip(Flow flow, int length) {
        byte[] packet = new byte[length];
        int header = flow.v4 ? 20 : 40;
        for (int i = header; i < length; i += 8) {
            long word = random.nextLong();
            for (int j = i; j < Math.min(length, i + 8); j++) {
                packet[j] = (byte) (word >>>= 7);
            }
        }
        if (flow.v4) {
            packet[0] = 0x45;
            packet[1] = (byte) flow.tos;
            Naive.put16(packet, 2, length);
            Naive.put16(packet, 4, flow.identification++);
            Naive.put16(packet, 6, flow.dontFragment ? 0x4000 : 0);
            packet[8] = 64;
            packet[9] = (byte) (flow.udp ? 17 : 6);
            Naive.put32(packet, 12, 0x0a010100 + flow.number % 3);
            Naive.put32(packet, 16, 0x0a630001);
            sumHeader(packet);
        } else {
            Naive.put32(packet, 0, 0x60000000 | flow.tos << 20 | flow.number);
            Naive.put16(packet, 4, length - 40);
            packet[6] = (byte) (flow.udp ? 17 : 6);
            packet[7] = 64;
            packet[8] = (byte) 0xfd;
            packet[23] = (byte) (flow.number % 3);
            packet[24] = (byte) 0xfd;
            packet[39] = 1;
        }
        Naive.put16(packet, header, 1000 + flow.number);
        Naive.put16(packet, header + 2, 443);
        return packet;
    }

    private static void sumHeader(byte[] packet) {
        Naive.put16(packet, 10, 0);
        Naive.put16(packet, 10, Naive.checksum(packet, 0, (packet[0] & 15) * 4, 0));
    }
}
