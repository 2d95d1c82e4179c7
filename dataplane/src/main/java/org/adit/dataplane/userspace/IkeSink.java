package org.adit.dataplane.userspace;

import org.adit.base.Bytes;
import org.adit.protocol.ipsec.Path;

/// Where IKE messages go that arrived on the sockets. Called by the worker's thread: must not block, and drops (and
/// counts) what it has no room for.
@FunctionalInterface
public interface IkeSink {
    /// `message` starts with the IKE header: a non-ESP marker is already taken off.
    void onIke(Path path, Bytes message);
}
