package org.adit.base.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpTextTest {
    // RFC 4291 §2.2 and RFC 5952 §4
    @ParameterizedTest
    @CsvSource({
        "0.0.0.0, 0.0.0.0",
        "255.255.255.255, 255.255.255.255",
        "10.0.0.1, 10.0.0.1",
        "2001:DB8:0:0:8:800:200C:417A, 2001:db8::8:800:200c:417a",
        "FF01:0:0:0:0:0:0:101, ff01::101",
        "0:0:0:0:0:0:0:1, ::1",
        "0:0:0:0:0:0:0:0, ::",
        "::, ::",
        "1::, 1::",
        "2001:db8:0:0:1:0:0:1, 2001:db8::1:0:0:1",
        "2001:0db8::0001, 2001:db8::1",
        "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
        "2001:0:0:1:0:0:0:1, 2001:0:0:1::1",
        "1:2:3:4:5:6:7::, 1:2:3:4:5:6:7:0",
        "::2:3:4:5:6:7:8, 0:2:3:4:5:6:7:8",
        "0:0:3:4:5:6:0:0, ::3:4:5:6:0:0",
        "::ffff:192.0.2.128, ::ffff:c000:280",
        "64:ff9b::192.0.2.33, 64:ff9b::c000:221",
        "1:2:3:4:5:6:1.2.3.4, 1:2:3:4:5:6:102:304",
        "fe80:0:0:0:0:0:0:0, fe80::"
    })
    void anAddressIsReadAndWrittenInItsOneForm(String text, String canonical) {
        assertThat(IpAddress.of(text)).hasToString(canonical);
        assertThat(IpAddress.of(canonical)).isEqualTo(IpAddress.of(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "1",
                "1.2.3",
                "1.2.3.4.5",
                "1.2.3.256",
                "1.2.3.04",
                "1.2.3.-4",
                "1.2.3.+4",
                "0x7f.0.0.1",
                "1.2.3.4 ",
                "1..3.4",
                "１.2.3.4",
                "1.2.3.4444",
                ":",
                ":::",
                "::1::",
                "1:2:3:4:5:6:7",
                "1:2:3:4:5:6:7:8:9",
                "1:2:3:4:5:6:7:8::",
                "::1:2:3:4:5:6:7:8",
                "1:2:3:4::5:6:7:8",
                "12345::",
                "g::",
                ":1:2:3:4:5:6:7",
                "1:2:3:4:5:6:7:",
                "1.2.3.4::",
                "::1.2.3.4:5",
                "1:2:3:4:5:6:7:1.2.3.4",
                "::1.2.3",
                "::1.2.3.256",
                "fe80::1%eth0",
                "[::1]",
                "::1/128",
                "-1::",
                "+1::"
            })
    void whatIsNoAddressIsRefused(String text) {
        assertThat(IpAddress.parse(text)).isEmpty();
    }

    @Test
    void everyAddressSurvivesItsText() {
        long seed = Long.getLong("adit.seed", 5952);
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            // Masks make runs of zero groups likely.
            IpAddress v6 = IpAddress.v6(random.nextLong() & groups(random), random.nextLong() & groups(random));
            assertThat(IpAddress.parse(v6.toString())).contains(v6);
            IpAddress v4 = IpAddress.v4(random.nextInt());
            assertThat(IpAddress.parse(v4.toString())).contains(v4);
        }
    }

    private static long groups(Random random) {
        long mask = 0;
        for (int i = 0; i < 4; i++) {
            mask = mask << 16 | (random.nextBoolean() ? 0xffff : 0);
        }
        return mask;
    }
}
