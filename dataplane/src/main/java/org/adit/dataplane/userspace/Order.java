package org.adit.dataplane.userspace;

import org.adit.base.Bytes;
import org.adit.protocol.ipsec.Path;
import org.adit.protocol.ipsec.Spi;

/// What other threads ask of a worker.
sealed interface Order {
    /// To the pair's owner.
    record Install(SaPair pair) implements Order {}

    /// To every worker: each may read packets that leave through it.
    record StartSending(SaPair pair) implements Order {}

    record Move(Spi inbound, Path path) implements Order {}

    /// To every worker.
    record Remove(SaPair pair) implements Order {}

    record SendIke(Path path, Bytes message) implements Order {}

    record SendKeepalive(Path path) implements Order {}
}
