package org.adit.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BytesTest {
    @Test
    void neitherTheSourceNorACopyReachesTheOctets() {
        byte[] source = {1, 2, 3};
        Bytes bytes = Bytes.of(source);
        source[0] = 9;
        bytes.toArray()[1] = 9;
        assertThat(bytes).isEqualTo(Bytes.ofHex("010203"));
    }

    @Test
    void octetsAreUnsigned() {
        assertThat(Bytes.ofHex("ff80").at(0)).isEqualTo(255);
        assertThat(Bytes.ofHex("ff80").at(1)).isEqualTo(128);
    }

    @Test
    void aSliceNeverReachesBeyondTheEnd() {
        Bytes bytes = Bytes.ofHex("010203");
        assertThat(bytes.slice(1, 3)).isEqualTo(Bytes.ofHex("0203"));
        assertThat(bytes.slice(3, 3)).isEqualTo(Bytes.EMPTY);
        assertThatThrownBy(() -> bytes.slice(1, 4)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> bytes.slice(4, 4)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> bytes.slice(2, 1)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> Bytes.of(new byte[2], 0, 3)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void orderIsUnsignedAndAPrefixComesFirst() {
        assertThat(Bytes.ofHex("7f")).isLessThan(Bytes.ofHex("80"));
        assertThat(Bytes.ofHex("80")).isLessThan(Bytes.ofHex("8000"));
        assertThat(Bytes.EMPTY).isLessThan(Bytes.ofHex("00"));
    }

    @Test
    void joiningAndBeginning() {
        Bytes joined = Bytes.concat(Bytes.ofHex("01"), Bytes.EMPTY, Bytes.ofHex("0203"));
        assertThat(joined).isEqualTo(Bytes.ofHex("010203")).hasSameHashCodeAs(Bytes.ofHex("010203"));
        assertThat(joined.startsWith(Bytes.ofHex("0102"))).isTrue();
        assertThat(joined.startsWith(Bytes.ofHex("0103"))).isFalse();
        assertThat(Bytes.ofHex("01").startsWith(joined)).isFalse();
        assertThat(Bytes.ofUtf8("ä").utf8()).isEqualTo("ä");
    }

    @Test
    void longOctetsAreShownShort() {
        assertThat(Bytes.wrap(new byte[64]).toString()).hasSize(128);
        assertThat(Bytes.wrap(new byte[65]).toString()).hasSizeLessThan(100).endsWith("(65 octets)");
    }

    @Test
    void randomNumbersComeFromTheOctetsAndStayBelowTheirBound() {
        Randomness counting = target -> Arrays.fill(target, (byte) 0xff);
        assertThat(counting.nextLong()).isEqualTo(-1L);
        assertThat(counting.octets(3)).isEqualTo(Bytes.ofHex("ffffff"));
        long seed = Long.getLong("adit.seed", 1);
        System.out.println("seed " + seed);
        Randomness random = new Random(seed)::nextBytes;
        for (int i = 0; i < 10_000; i++) {
            assertThat(random.below(7)).isBetween(0, 6);
        }
        assertThat(random.below(1)).isZero();
        assertThatThrownBy(() -> random.below(0)).isInstanceOf(IllegalArgumentException.class);
    }
}
