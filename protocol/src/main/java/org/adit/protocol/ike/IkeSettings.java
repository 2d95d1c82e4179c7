package org.adit.protocol.ike;

import java.util.List;
import org.adit.protocol.auth.LocalCredential;
import org.adit.protocol.auth.Trust;
import org.adit.protocol.negotiate.CryptoPolicy;

/// An endpoint's settings. `credentials` are a responder's, in order of preference; whom it answers as follows from
/// them. `maxDatagram` is the longest UDP payload before a message is fragmented. `cookiesFrom` half-open SAs on, or
/// `perSourceLimit` from one address, an IKE_SA_INIT needs a cookie; beyond `halfOpenLimit`, or a quarter of it from
/// one address, it is dropped.
public record IkeSettings(
        CryptoPolicy policy,
        List<LocalCredential> credentials,
        Trust trust,
        IkeTimes times,
        int maxDatagram,
        int cookiesFrom,
        int halfOpenLimit,
        int perSourceLimit,
        boolean answers) {
    /// Fits the 1280 octets every IPv6 path carries, with room for IP, UDP and the non-ESP marker.
    public static final int DEFAULT_MAX_DATAGRAM = 1220;

    public IkeSettings {
        credentials = List.copyOf(credentials);
    }

    public static IkeSettings gateway(CryptoPolicy policy, List<LocalCredential> credentials, Trust trust) {
        return new IkeSettings(policy, credentials, trust, IkeTimes.DEFAULT, DEFAULT_MAX_DATAGRAM, 128, 4096, 64, true);
    }

    public static IkeSettings client(CryptoPolicy policy, Trust trust) {
        return new IkeSettings(policy, List.of(), trust, IkeTimes.DEFAULT, DEFAULT_MAX_DATAGRAM, 128, 4096, 64, false);
    }

    public IkeSettings withTimes(IkeTimes other) {
        return new IkeSettings(
                policy, credentials, trust, other, maxDatagram, cookiesFrom, halfOpenLimit, perSourceLimit, answers);
    }
}
