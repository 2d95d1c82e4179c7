package org.adit.protocol.negotiate;

import java.util.List;
import org.adit.base.net.Endpoint;
import org.adit.protocol.crypto.CryptoProvider;
import org.adit.protocol.ipsec.Path;
import org.adit.protocol.wire.IkeHeader;
import org.adit.protocol.wire.IkeMessage;
import org.adit.protocol.wire.Payload;

/// NAT_DETECTION_SOURCE_IP and NAT_DETECTION_DESTINATION_IP (RFC 7296 §2.23).
public final class NatDetection {
    private NatDetection() {}

    /// `supported` is false if the peer sent no hashes. `localBehindNat`: our endpoint is not what the peer sees.
    public record NatStatus(boolean supported, boolean localBehindNat, boolean peerBehindNat) {
        public static final NatStatus UNKNOWN = new NatStatus(false, false, false);
    }

    /// Both notifies for a message with `header` on `path`. With `forceEncapsulation` the source hash matches nothing,
    /// so that the peer sees a NAT and uses UDP encapsulation.
    public static List<Payload> payloads(
            CryptoProvider crypto, IkeHeader header, Path path, boolean forceEncapsulation) {
        throw new UnsupportedOperationException("seam " + crypto + header + path + forceEncapsulation);
    }

    /// What a received message says about `path`, as we see it.
    public static NatStatus detect(CryptoProvider crypto, IkeMessage message, Path path) {
        throw new UnsupportedOperationException("seam " + crypto + message + path);
    }

    static org.adit.base.Bytes hash(CryptoProvider crypto, IkeHeader header, Endpoint endpoint) {
        throw new UnsupportedOperationException("seam " + crypto + header + endpoint);
    }
}
