package org.adit.dataplane.ffm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class KeyMemoryTest {
    @Test
    void startsZeroedAndAlignedAndIsWiped() {
        try (KeyMemory memory = KeyMemory.allocate(100)) {
            assertThat(memory.address(0, 100) % 64).isZero();
            for (int i = 0; i < 128; i++) {
                assertThat(memory.octet(i)).isZero();
            }
            memory.copyIn(90, new byte[] {1, 2, 3, 4, 5, 6, 7, 8}, 0, 8);
            memory.putNetworkLong(0, 0x0102030405060708L);
            assertThat(memory.networkLongAt(90)).isEqualTo(0x0102030405060708L);
            memory.wipe();
            for (int i = 0; i < 128; i++) {
                assertThat(memory.octet(i)).isZero();
            }
        }
    }

    @Test
    void nothingOutsideOfItHasAnAddress() {
        try (KeyMemory memory = KeyMemory.allocate(64)) {
            assertThat(memory.address(0, 64)).isEqualTo(memory.address(64, 0) - 64);
            assertThatThrownBy(() -> memory.address(1, 64)).isInstanceOf(IndexOutOfBoundsException.class);
            assertThatThrownBy(() -> memory.address(-1, 1)).isInstanceOf(IndexOutOfBoundsException.class);
            assertThatThrownBy(() -> memory.address(64, Integer.MAX_VALUE))
                    .isInstanceOf(IndexOutOfBoundsException.class);
            assertThatThrownBy(() -> memory.putNetworkLong(60, 1)).isInstanceOf(IndexOutOfBoundsException.class);
            assertThatThrownBy(() -> memory.copyIn(60, new byte[8], 0, 8))
                    .isInstanceOf(IndexOutOfBoundsException.class);
        }
    }

    @Test
    void onceClosedItGivesNothingAwayAndClosesAgain() {
        KeyMemory memory = KeyMemory.allocate(64);
        memory.close();
        memory.close();
        assertThatThrownBy(() -> memory.address(0, 1)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> memory.octet(0)).isInstanceOf(IllegalStateException.class);
    }
}
