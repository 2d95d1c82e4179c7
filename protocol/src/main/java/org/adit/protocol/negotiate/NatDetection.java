package org.adit.protocol.negotiate;

import java.util.List;
import org.adit.base.Bytes;
import org.adit.base.net.Endpoint;
import org.adit.protocol.crypto.CryptoProvider;
import org.adit.protocol.ipsec.Path;
import org.adit.protocol.wire.IkeHeader;
import org.adit.protocol.wire.IkeMessage;
import org.adit.protocol.wire.NotifyType;
import org.adit.protocol.wire.Payload;
import org.adit.protocol.wire.Payload.Notify;

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
        // Port 0 is no source of any packet.
        Endpoint source = forceEncapsulation ? path.local().withPort(0) : path.local();
        return List.of(
                Notify.of(NotifyType.NAT_DETECTION_SOURCE_IP, hash(crypto, header, source)),
                Notify.of(NotifyType.NAT_DETECTION_DESTINATION_IP, hash(crypto, header, path.peer())));
    }

    /// What a received message says about `path`, as we see it. A peer with several addresses sends several source
    /// hashes: one that fits is enough.
    public static NatStatus detect(CryptoProvider crypto, IkeMessage message, Path path) {
        List<Bytes> sources = hashes(message, NotifyType.NAT_DETECTION_SOURCE_IP);
        List<Bytes> destinations = hashes(message, NotifyType.NAT_DETECTION_DESTINATION_IP);
        if (sources.isEmpty() || destinations.isEmpty()) {
            return NatStatus.UNKNOWN;
        }
        boolean localAsSeen = destinations.contains(hash(crypto, message.header(), path.local()));
        boolean peerAsSeen = sources.contains(hash(crypto, message.header(), path.peer()));
        return new NatStatus(true, !localAsSeen, !peerAsSeen);
    }

    /// SHA-1 of SPIs, address and port.
    static Bytes hash(CryptoProvider crypto, IkeHeader header, Endpoint endpoint) {
        return crypto.sha1Identifier(Bytes.concat(
                Octets.of(header.initiatorSpi().value()),
                Octets.of(header.responderSpi().value()),
                endpoint.address().octets(),
                Octets.port(endpoint.port())));
    }

    private static List<Bytes> hashes(IkeMessage message, NotifyType type) {
        return message.all(Notify.class).stream()
                .filter(n -> n.type().equals(type))
                .map(Notify::data)
                .toList();
    }
}
