package org.adit.dataplane.userspace;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// SA pairs by our SPI: open addressing over `int` keys. The worker's alone.
final class InboundTable {
    private @Nullable SaPair[] slots = new SaPair[64];
    private int size;

    @Nullable
    SaPair find(int spi) {
        int mask = slots.length - 1;
        for (int at = home(spi, mask); ; at = at + 1 & mask) {
            SaPair pair = slots[at];
            if (pair == null || pair.inboundSpi() == spi) {
                return pair;
            }
        }
    }

    /// Puts the pair in; one with the same SPI is returned and gone.
    @Nullable
    SaPair put(SaPair pair) {
        SaPair replaced = remove(pair.inboundSpi());
        if ((size + 1) * 2 > slots.length) {
            grow();
        }
        insert(pair);
        size++;
        return replaced;
    }

    @Nullable
    SaPair remove(int spi) {
        int mask = slots.length - 1;
        int at = home(spi, mask);
        SaPair found = slots[at];
        while (found != null && found.inboundSpi() != spi) {
            at = at + 1 & mask;
            found = slots[at];
        }
        if (found != null) {
            slots[at] = null;
            size--;
            closeGap(at, mask);
        }
        return found;
    }

    void clear() {
        slots = new SaPair[64];
        size = 0;
    }

    /// All pairs, in no particular order.
    List<SaPair> all() {
        List<SaPair> all = new ArrayList<>(size);
        for (SaPair pair : slots) {
            if (pair != null) {
                all.add(pair);
            }
        }
        return all;
    }

    /// Pulls back what was pushed past the gap, so that no search stops short of it.
    private void closeGap(int gap, int mask) {
        int hole = gap;
        for (int at = gap + 1 & mask; ; at = at + 1 & mask) {
            SaPair pair = slots[at];
            if (pair == null) {
                return;
            }
            int distance = at - home(pair.inboundSpi(), mask) & mask;
            if (distance >= (at - hole & mask)) {
                slots[hole] = pair;
                slots[at] = null;
                hole = at;
            }
        }
    }

    private void grow() {
        @Nullable SaPair[] old = slots;
        slots = new SaPair[old.length * 2];
        for (SaPair pair : old) {
            if (pair != null) {
                insert(pair);
            }
        }
    }

    private void insert(SaPair pair) {
        int mask = slots.length - 1;
        int at = home(pair.inboundSpi(), mask);
        while (slots[at] != null) {
            at = at + 1 & mask;
        }
        slots[at] = pair;
    }

    private static int home(int spi, int mask) {
        int mixed = spi * 0x9e3779b9;
        return (mixed ^ mixed >>> 16) & mask;
    }
}
