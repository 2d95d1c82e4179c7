package org.adit.protocol.negotiate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.adit.base.net.IpAddress;
import org.adit.base.net.IpFamily;
import org.adit.base.net.IpPrefix;
import org.adit.base.net.IpRange;
import org.adit.protocol.ipsec.TrafficSelector;
import org.junit.jupiter.api.Test;

class SelectorNarrowingTest {
    private static final TrafficSelector ALL_V4 = TrafficSelector.all(IpFamily.V4);
    private static final TrafficSelector ALL_V6 = TrafficSelector.all(IpFamily.V6);

    @Test
    void everythingIsNarrowedToWhatIsAllowed() {
        List<TrafficSelector> allowed = List.of(net("10.1.0.0/24"), net("fd00::/64"), net("10.2.0.0/16"));
        assertThat(SelectorNarrowing.narrow(List.of(ALL_V4, ALL_V6), allowed))
                .containsExactly(net("10.1.0.0/24"), net("10.2.0.0/16"), net("fd00::/64"));
    }

    @Test
    void whatIsHeldAlreadyIsNotSaidTwice() {
        // RFC 7296 §2.9: a specific selector from the packet first, then the whole.
        TrafficSelector packet =
                new TrafficSelector(17, 53, 53, net("10.1.0.7/32").addresses());
        assertThat(SelectorNarrowing.narrow(List.of(packet, net("10.1.0.0/24")), List.of(ALL_V4)))
                .containsExactly(net("10.1.0.0/24"));
        assertThat(SelectorNarrowing.narrow(List.of(net("10.1.0.0/24"), packet), List.of(ALL_V4)))
                .containsExactly(net("10.1.0.0/24"));
    }

    @Test
    void nothingInCommonIsNothing() {
        assertThat(SelectorNarrowing.narrow(List.of(net("10.1.0.0/24")), List.of(net("10.2.0.0/24"), ALL_V6)))
                .isEmpty();
        assertThat(SelectorNarrowing.narrow(List.of(), List.of(ALL_V4))).isEmpty();
        assertThat(SelectorNarrowing.narrow(List.of(ALL_V4), List.of())).isEmpty();
    }

    @Test
    void protocolAndPortsAreNarrowedToo() {
        TrafficSelector web =
                new TrafficSelector(6, 443, 443, net("10.1.0.10/32").addresses());
        assertThat(SelectorNarrowing.narrow(List.of(ALL_V4), List.of(web))).containsExactly(web);
        TrafficSelector udp = new TrafficSelector(17, 0, 0xffff, ALL_V4.addresses());
        assertThat(SelectorNarrowing.narrow(List.of(udp), List.of(web))).isEmpty();
    }

    @Test
    void aResultHasAtMost64SelectorsAndKeepsTheFirst() {
        List<TrafficSelector> many = IntStream.range(0, 255)
                .mapToObj(i -> net("10." + i + ".0.0/17"))
                .toList();
        assertThat(SelectorNarrowing.narrow(many, List.of(ALL_V4))).isEqualTo(many.subList(0, 64));
        assertThat(SelectorNarrowing.narrow(List.of(ALL_V4), many)).isEqualTo(many.subList(0, 64));
    }

    @Test
    void withinMeansEachInsideOne() {
        assertThat(SelectorNarrowing.within(
                        List.of(net("10.1.0.0/25"), net("10.2.0.0/24")),
                        List.of(net("10.2.0.0/16"), net("10.1.0.0/24"))))
                .isTrue();
        assertThat(SelectorNarrowing.within(
                        List.of(net("10.1.0.0/25"), net("10.3.0.0/24")),
                        List.of(net("10.2.0.0/16"), net("10.1.0.0/24"))))
                .isFalse();
    }

    // R-7296-12, over a world small enough to look at every packet
    @Test
    void narrowingLetsThroughExactlyWhatBothSidesLetThrough() {
        long seed = Long.getLong("adit.seed", 7296);
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        for (int round = 0; round < 4000; round++) {
            List<TrafficSelector> offered = selectors(random);
            List<TrafficSelector> allowed = selectors(random);
            List<TrafficSelector> narrowed = SelectorNarrowing.narrow(offered, allowed);
            assertThat(SelectorNarrowing.within(narrowed, offered)).isTrue();
            assertThat(SelectorNarrowing.within(narrowed, allowed)).isTrue();
            for (TrafficSelector packet : packets()) {
                assertThat(admits(narrowed, packet))
                        .as("round %s: %s of %s and %s", round, packet, offered, allowed)
                        .isEqualTo(admits(offered, packet) && admits(allowed, packet));
            }
        }
    }

    private static final int[] PROTOCOLS = {0, 6, 17};

    private static List<TrafficSelector> selectors(Random random) {
        List<TrafficSelector> selectors = new ArrayList<>();
        for (int count = random.nextInt(5); count >= 0; count--) {
            IpFamily family = random.nextInt(4) == 0 ? IpFamily.V6 : IpFamily.V4;
            int first = random.nextInt(8);
            int port = random.nextInt(4);
            boolean anyPort = random.nextBoolean();
            selectors.add(new TrafficSelector(
                    PROTOCOLS[random.nextInt(3)],
                    anyPort ? 0 : port,
                    anyPort ? 0xffff : port + random.nextInt(4 - port),
                    new IpRange(host(family, first), host(family, first + random.nextInt(8 - first)))));
        }
        return selectors;
    }

    private static List<TrafficSelector> packets() {
        List<TrafficSelector> packets = new ArrayList<>();
        for (IpFamily family : IpFamily.values()) {
            for (int address = 0; address < 8; address++) {
                for (int port = 0; port < 5; port++) {
                    IpAddress host = host(family, address);
                    packets.add(new TrafficSelector(6, port, port, new IpRange(host, host)));
                }
            }
        }
        return packets;
    }

    private static boolean admits(List<TrafficSelector> selectors, TrafficSelector packet) {
        return selectors.stream().anyMatch(s -> s.contains(packet));
    }

    private static IpAddress host(IpFamily family, int number) {
        return IpAddress.any(family).plus(number).orElseThrow();
    }

    private static TrafficSelector net(String prefix) {
        return TrafficSelector.of(IpPrefix.of(prefix));
    }
}
