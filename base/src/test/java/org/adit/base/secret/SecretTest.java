package org.adit.base.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SecretTest {
    @Test
    void closingWipesTheOctetsAndEndsTheirUse() {
        byte[] octets = {1, 2, 3};
        Secret secret = Secret.own(octets);
        secret.close();
        secret.close();
        assertThat(octets).containsOnly(0);
        assertThat(secret.wiped()).isTrue();
        assertThat(secret.length()).isZero();
        assertThatThrownBy(() -> secret.use(all -> all.length)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(secret::copy).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aCopyLivesOn() {
        byte[] octets = {1, 2, 3};
        Secret original = Secret.copyOf(octets);
        Secret copy = original.copy();
        original.close();
        assertThat(octets).containsExactly(1, 2, 3);
        assertThat(copy.use(byte[]::clone)).containsExactly(1, 2, 3);
    }

    @Test
    void aSliceIsNeverPadded() {
        Secret secret = Secret.own(new byte[] {1, 2, 3});
        assertThat(secret.slice(1, 3).use(byte[]::clone)).containsExactly(2, 3);
        assertThatThrownBy(() -> secret.slice(2, 4)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void comparisonIsByContent() {
        assertThat(Secret.own(new byte[] {1, 2}).sameAs(Secret.own(new byte[] {1, 2})))
                .isTrue();
        assertThat(Secret.own(new byte[] {1, 2}).sameAs(Secret.own(new byte[] {1, 3})))
                .isFalse();
        assertThat(Secret.own(new byte[] {1, 2}).sameAs(Secret.own(new byte[] {1})))
                .isFalse();
    }

    @Test
    void nothingOfItIsPrinted() {
        assertThat(Secret.own("hunter2".getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                .hasToString("Secret[7 octets]");
    }
}
