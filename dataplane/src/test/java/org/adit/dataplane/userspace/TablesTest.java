package org.adit.dataplane.userspace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.adit.base.Bytes;
import org.adit.base.net.Endpoint;
import org.adit.base.net.IpAddress;
import org.adit.protocol.contract.InnerUdp;
import org.adit.protocol.esp.InnerPacket;
import org.adit.protocol.ipsec.Path;
import org.junit.jupiter.api.Test;

/// The tables against maps that are known to be right.
class TablesTest {
    private static final Endpoint HERE = new Endpoint(IpAddress.of("192.0.2.1"), 4500);
    private static final Path PATH = new Path(HERE, new Endpoint(IpAddress.of("192.0.2.2"), 4500));

    private static final MemorySocket SOCKET = new MemorySocket(HERE);

    private static SaPair pair(int spi, String client) {
        return Pairs.of(Specs.gateway(spi, spi, "10.1.0.0/16", client, PATH), SOCKET, 0);
    }

    @Test
    void pairsAreFoundBySpiThroughAnyInsertionsAndRemovals() {
        long seed = 17;
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        InboundTable table = new InboundTable();
        Map<Integer, SaPair> truth = new HashMap<>();
        for (int i = 0; i < 20_000; i++) {
            int spi = (random.nextInt(600) << 16) + 256;
            if (random.nextInt(5) < 2) {
                assertThat(table.remove(spi)).isSameAs(truth.remove(spi));
            } else if (truth.size() < 400 || truth.containsKey(spi)) {
                SaPair pair = pair(spi, "10.9.0.7/32");
                assertThat(table.put(pair)).isSameAs(truth.put(spi, pair));
            }
            int probe = (random.nextInt(600) << 16) + 256;
            assertThat(table.find(probe)).isSameAs(truth.get(probe));
        }
        assertThat(table.all()).containsExactlyInAnyOrderElementsOf(truth.values());
    }

    @Test
    void hostsAreFoundByAddressThroughAnyInsertionsAndRemovals() {
        long seed = 19;
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        OutboundTable table = new OutboundTable();
        Map<Integer, SaPair> truth = new HashMap<>();
        InnerPacket read = new InnerPacket();
        for (int i = 0; i < 20_000; i++) {
            int host = random.nextInt(1500);
            SaPair old = truth.remove(host);
            if (old != null) {
                table.remove(old);
            } else if (random.nextInt(3) > 0) {
                SaPair pair = pair(1000 + i, address(host) + "/32");
                pair.startSending(i + 1);
                table.add(pair);
                truth.put(host, pair);
            }
            int probe = random.nextInt(1500);
            Bytes packet = InnerUdp.packet("10.1.0.1", address(probe), 1, 4);
            read.read(java.nio.ByteBuffer.wrap(packet.toArray()), 0, packet.length());
            assertThat(table.find(read)).isSameAs(truth.get(probe));
        }
    }

    private static String address(int host) {
        return "10.9." + host / 256 + "." + host % 256;
    }
}
