package org.adit.dataplane.linux.netlink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.adit.base.net.IpAddress;
import org.adit.base.net.IpFamily;
import org.adit.base.net.IpPrefix;
import org.junit.jupiter.api.Test;

class ReplyTest {
    private static final Route ROUTE = Route.via(IpAddress.of("2001:db8::1"), IpPrefix.of("2001:db8:1::/48"))
            .onLink(7)
            .from(IpAddress.of("2001:db8::2"))
            .inTable(4711)
            .withMetric(50)
            .madeBy(LinuxNetwork.GATEWAY_MARK);
    private static final Rule RULE = new Rule(
                    IpFamily.V4,
                    30000,
                    Optional.of(IpPrefix.of("10.66.0.0/16")),
                    OptionalInt.of(0xad17),
                    true,
                    4711,
                    OptionalInt.of(0),
                    0)
            .madeBy(LinuxNetwork.CLIENT_MARK);

    @Test
    void aRouteWrittenIsTheRouteRead() throws Reply.Malformed {
        byte[] octets = RouteCodec.add(ROUTE).octets(1);
        assertThat(RouteCodec.route(Reply.parse(octets, octets.length).getFirst(), IpFamily.V6))
                .isEqualTo(ROUTE);
    }

    @Test
    void aRuleWrittenIsTheRuleRead() throws Reply.Malformed {
        byte[] octets = RouteCodec.add(RULE).octets(1);
        assertThat(RouteCodec.rule(Reply.parse(octets, octets.length).getFirst(), IpFamily.V4))
                .isEqualTo(RULE);
    }

    @Test
    void aReplyCutAtAnyLengthIsMalformedOrShorterButNeverACrash() {
        byte[] octets = RouteCodec.add(ROUTE).octets(1);
        for (int length = 1; length < octets.length; length++) {
            int cut = length;
            assertThatThrownBy(() -> Reply.parse(Arrays.copyOf(octets, cut), cut))
                    .as("cut at " + cut)
                    .isInstanceOf(Reply.Malformed.class);
        }
    }

    @Test
    void everyFlippedBitIsReadOrCalledMalformed() {
        int malformed = 0;
        for (byte[] original :
                List.of(RouteCodec.add(ROUTE).octets(1), RouteCodec.add(RULE).octets(1), linkMessage())) {
            for (int bit = 0; bit < original.length * 8; bit++) {
                byte[] octets = original.clone();
                octets[bit / 8] ^= (byte) (1 << bit % 8);
                malformed += isMalformed(octets) ? 1 : 0;
            }
        }
        assertThat(malformed).isPositive();
    }

    @Test
    void anAttributeThatClaimsLessThanItsOwnHeaderEndsTheReading() {
        byte[] octets = RouteCodec.add(ROUTE).octets(1);
        octets[28] = 3;
        assertThatThrownBy(() -> Reply.parse(octets, octets.length).getFirst().attributes(12))
                .isInstanceOf(Reply.Malformed.class)
                .hasMessageContaining("an attribute claims 3");
    }

    private static byte[] linkMessage() {
        return LinkCodec.find("adnl0").octets(1);
    }

    private static boolean isMalformed(byte[] octets) {
        try {
            for (Reply reply : Reply.parse(octets, octets.length)) {
                RouteCodec.route(reply, IpFamily.V6);
                RouteCodec.rule(reply, IpFamily.V4);
                LinkCodec.link(reply);
                LinkCodec.address(reply);
                reply.errorText();
            }
            return false;
        } catch (Reply.Malformed expected) {
            return true;
        }
    }
}
