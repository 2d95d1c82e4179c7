package org.adit.base.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpPrefixTest {
    @ParameterizedTest
    @CsvSource({
        "10.1.0.0/16, 10.1.0.0, 10.1.255.255",
        "0.0.0.0/0, 0.0.0.0, 255.255.255.255",
        "10.1.2.3/32, 10.1.2.3, 10.1.2.3",
        "128.0.0.0/1, 128.0.0.0, 255.255.255.255",
        "::/0, ::, ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
        "fd00::/8, fd00::, fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
        "2001:db8::/64, 2001:db8::, 2001:db8::ffff:ffff:ffff:ffff",
        "2001:db8::/63, 2001:db8::, 2001:db8:0:1:ffff:ffff:ffff:ffff",
        "2001:db8::8/125, 2001:db8::8, 2001:db8::f",
        "::1/128, ::1, ::1"
    })
    void aPrefixKnowsItsEnds(String text, String first, String last) {
        IpPrefix prefix = IpPrefix.of(text);
        assertThat(prefix).hasToString(text);
        assertThat(prefix.first()).hasToString(first);
        assertThat(prefix.last()).hasToString(last);
        assertThat(prefix.range().prefixes()).containsExactly(prefix);
        assertThat(prefix.contains(prefix.first()) && prefix.contains(prefix.last()))
                .isTrue();
        prefix.last()
                .plus(1)
                .ifPresent(after -> assertThat(prefix.contains(after)).isFalse());
        prefix.first()
                .plus(-1)
                .ifPresent(before -> assertThat(prefix.contains(before)).isFalse());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.1.0.1/16",
                "10.0.0.0/33",
                "10.0.0.0/-1",
                "10.0.0.0/+8",
                "10.0.0.0/08",
                "10.0.0.0/",
                "/8",
                "10.0.0.0/8/8",
                "::1/127",
                "::/129",
                "::/0x0",
                "10.0.0.0/999999999999",
                "10.0.0.0/ 8",
                ""
            })
    void whatIsNoPrefixIsRefused(String text) {
        assertThat(IpPrefix.parse(text)).isEmpty();
    }

    @Test
    void aBareAddressIsAHost() {
        assertThat(IpPrefix.of("10.0.0.1")).isEqualTo(IpPrefix.host(IpAddress.of("10.0.0.1")));
    }

    @Test
    void prefixesContainPrefixesOfTheirFamilyOnly() {
        assertThat(IpPrefix.of("10.0.0.0/8").contains(IpPrefix.of("10.1.0.0/16")))
                .isTrue();
        assertThat(IpPrefix.of("10.1.0.0/16").contains(IpPrefix.of("10.0.0.0/8")))
                .isFalse();
        assertThat(IpPrefix.of("0.0.0.0/0").contains(IpPrefix.of("::/0"))).isFalse();
    }

    @Test
    void hostBitsAndImpossibleLengthsCannotBeConstructed() {
        assertThatThrownBy(() -> new IpPrefix(IpAddress.of("10.0.0.1"), 8))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new IpPrefix(IpAddress.of("::"), 129)).isInstanceOf(IllegalArgumentException.class);
        assertThat(IpPrefix.around(IpAddress.of("10.1.2.3"), 8)).hasToString("10.0.0.0/8");
    }

    @Test
    void aRangeIsCutIntoTheFewestPrefixes() {
        assertThat(range("10.0.0.1", "10.0.0.6").prefixes())
                .extracting(IpPrefix::toString)
                .containsExactly("10.0.0.1/32", "10.0.0.2/31", "10.0.0.4/31", "10.0.0.6/32");
        assertThat(range("0.0.0.0", "255.255.255.255").prefixes())
                .extracting(IpPrefix::toString)
                .containsExactly("0.0.0.0/0");
        assertThat(range("::1", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff").prefixes())
                .hasSize(128);
        assertThat(range("0.0.0.1", "255.255.255.254").prefixes()).hasSize(62);
        assertThat(range("10.0.0.0", "10.0.0.5")).hasToString("10.0.0.0-10.0.0.5");
        assertThat(range("10.0.0.0", "10.0.0.7")).hasToString("10.0.0.0/29");
    }

    @Test
    void prefixesOfARangeCoverItExactlyAndCannotBeJoined() {
        long seed = Long.getLong("adit.seed", 4291);
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        for (int round = 0; round < 2000; round++) {
            IpFamily family = random.nextBoolean() ? IpFamily.V4 : IpFamily.V6;
            IpAddress first = IpAddress.any(family).plus(random.nextInt(300)).orElseThrow();
            IpAddress last = first.plus(random.nextInt(300)).orElseThrow();
            List<IpPrefix> prefixes = new IpRange(first, last).prefixes();
            IpAddress next = first;
            for (IpPrefix prefix : prefixes) {
                assertThat(prefix.first()).isEqualTo(next);
                next = prefix.last().plus(1).orElseThrow();
            }
            assertThat(next.plus(-1)).contains(last);
            for (int i = 1; i < prefixes.size(); i++) {
                assertThat(joined(prefixes.get(i - 1), prefixes.get(i))).isFalse();
            }
        }
    }

    @Test
    void rangesIntersectWithinTheirFamily() {
        assertThat(range("10.0.0.1", "10.0.0.9").intersect(range("10.0.0.5", "10.0.0.20")))
                .contains(range("10.0.0.5", "10.0.0.9"));
        assertThat(range("10.0.0.1", "10.0.0.4").intersect(range("10.0.0.5", "10.0.0.20")))
                .isEmpty();
        assertThat(range("0.0.0.0", "10.0.0.4").intersect(range("::", "::ffff")))
                .isEmpty();
        assertThat(range("10.0.0.1", "10.0.0.9").contains(range("10.0.0.1", "10.0.0.9")))
                .isTrue();
        assertThatThrownBy(() -> range("10.0.0.2", "10.0.0.1")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> range("10.0.0.2", "::1")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void prefixesAreOrderedByAddressThenLength() {
        List<IpPrefix> prefixes = new ArrayList<>(List.of(
                IpPrefix.of("::/0"), IpPrefix.of("10.0.0.0/16"), IpPrefix.of("9.0.0.0/8"), IpPrefix.of("10.0.0.0/8")));
        prefixes.sort(null);
        assertThat(prefixes)
                .extracting(IpPrefix::toString)
                .containsExactly("9.0.0.0/8", "10.0.0.0/8", "10.0.0.0/16", "::/0");
    }

    private static boolean joined(IpPrefix one, IpPrefix other) {
        return one.length() == other.length()
                && one.length() > 0
                && IpPrefix.around(one.first(), one.length() - 1).contains(other);
    }

    private static IpRange range(String first, String last) {
        return new IpRange(IpAddress.of(first), IpAddress.of(last));
    }
}
