package org.adit.base.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.adit.base.Bytes;
import org.junit.jupiter.api.Test;

class IpAddressTest {
    @Test
    void octetsAreInNetworkOrder() {
        assertThat(IpAddress.of("10.1.2.3").octets()).isEqualTo(Bytes.ofHex("0a010203"));
        assertThat(IpAddress.of("2001:db8::ff").octets()).isEqualTo(Bytes.ofHex("20010db80000000000000000000000ff"));
        for (String text : List.of("255.0.0.1", "ff02::1:ff00:1", "::")) {
            assertThat(IpAddress.of(IpAddress.of(text).octets())).hasToString(text);
        }
        assertThatThrownBy(() -> IpAddress.of(Bytes.ofHex("0a0102"))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anIpv4MappedAddressStaysIpv6() {
        assertThat(IpAddress.of("::ffff:10.0.0.1").isV6()).isTrue();
        assertThat(IpAddress.of("::ffff:10.0.0.1")).isNotEqualTo(IpAddress.of("10.0.0.1"));
    }

    @Test
    void countingCarriesAndStopsAtTheEnds() {
        assertThat(IpAddress.of("10.0.0.255").plus(1)).contains(IpAddress.of("10.0.1.0"));
        assertThat(IpAddress.of("255.255.255.255").plus(1)).isEmpty();
        assertThat(IpAddress.of("0.0.0.0").plus(-1)).isEmpty();
        assertThat(IpAddress.of("10.0.0.0").plus(Long.MAX_VALUE)).isEmpty();
        assertThat(IpAddress.of("10.0.0.0").plus(Long.MIN_VALUE)).isEmpty();
        assertThat(IpAddress.of("2001:db8::ffff:ffff:ffff:ffff").plus(1)).contains(IpAddress.of("2001:db8:0:1::"));
        assertThat(IpAddress.of("2001:db8:0:1::").plus(-1)).contains(IpAddress.of("2001:db8::ffff:ffff:ffff:ffff"));
        assertThat(IpAddress.of("ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff").plus(1))
                .isEmpty();
        assertThat(IpAddress.of("::").plus(-1)).isEmpty();
        assertThat(IpAddress.of("::1").plus(-1)).contains(IpAddress.of("::"));
        assertThat(IpAddress.of("::8000:0:0:0").plus(Long.MIN_VALUE)).contains(IpAddress.of("::"));
    }

    @Test
    void addressesAreOrderedByFamilyThenUnsigned() {
        List<IpAddress> ordered = Stream.of(
                        "0.0.0.1", "127.0.0.1", "128.0.0.1", "::", "::1", "7fff::", "8000::", "ff::1")
                .map(IpAddress::of)
                .sorted()
                .toList();
        assertThat(ordered)
                .extracting(IpAddress::toString)
                .containsExactly("0.0.0.1", "127.0.0.1", "128.0.0.1", "::", "::1", "ff::1", "7fff::", "8000::");
    }

    @Test
    void anIpv4AddressHasNoMoreThan32Bits() {
        assertThatThrownBy(() -> new IpAddress(IpFamily.V4, 0, 1L << 32)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new IpAddress(IpFamily.V4, 1, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anEndpointPutsIpv6InBrackets() {
        assertThat(new Endpoint(IpAddress.of("::1"), 500)).hasToString("[::1]:500");
        assertThat(new Endpoint(IpAddress.of("10.0.0.1"), 500).withPort(4500)).hasToString("10.0.0.1:4500");
        assertThatThrownBy(() -> new Endpoint(IpAddress.of("::1"), 65536)).isInstanceOf(IllegalArgumentException.class);
    }
}
