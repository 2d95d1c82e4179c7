package org.adit.dataplane.offload;

import java.nio.ByteBuffer;

/// Sums up whole packets for their Internet checksum (RFC 1071), which is most of what an offload computes.
/// `Checksum::add` is one; what may use vector instructions outside the heap is several times as fast. One is for one
/// thread.
@FunctionalInterface
public interface PacketSum {
    /// Adds the octets `[at, at + length)` to a running sum, as `Checksum#add` does: any sum that is the same modulo
    /// 65535, and 0 only for nothing but zeros.
    long add(long sum, ByteBuffer octets, int at, int length);
}
