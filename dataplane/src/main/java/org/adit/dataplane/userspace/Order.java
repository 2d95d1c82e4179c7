package org.adit.dataplane.userspace;

import org.adit.base.Bytes;
import org.adit.protocol.ipsec.Path;
import org.adit.protocol.ipsec.Spi;

/// What other threads ask of the worker.
sealed interface Order {
    record Install(SaPair pair) implements Order {}

    record StartSending(Spi inbound) implements Order {}

    record Move(Spi inbound, Path path) implements Order {}

    record Remove(Spi inbound) implements Order {}

    record SendIke(Path path, Bytes message) implements Order {}

    record SendKeepalive(Path path) implements Order {}
}
