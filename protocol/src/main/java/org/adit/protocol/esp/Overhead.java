package org.adit.protocol.esp;

import org.adit.protocol.ipsec.EspSuite;

/// How large an inner packet may be so that what is made of it fits the path.
public final class Overhead {
    private static final int IPV4_OCTETS = 20;
    private static final int IPV6_OCTETS = 40;
    private static final int UDP_OCTETS = 8;
    private static final int AEAD_IV_OCTETS = 8;
    private static final int AEAD_BLOCK_OCTETS = 4;
    private static final int CBC_OCTETS = 16;

    private Overhead() {}

    /// The largest inner packet, sealed by `suite` in UDP over IPv4 or IPv6, that makes outer packets of at most
    /// `pathMtu` octets (RFC 4303 §2, RFC 3948 §2.1).
    public static int innerMtu(int pathMtu, boolean outerV4, EspSuite suite) {
        boolean aead = suite.encryption().aead();
        int iv = aead ? AEAD_IV_OCTETS : CBC_OCTETS;
        int block = aead ? AEAD_BLOCK_OCTETS : CBC_OCTETS;
        int room = pathMtu
                - (outerV4 ? IPV4_OCTETS : IPV6_OCTETS)
                - UDP_OCTETS
                - EspView.HEADER_OCTETS
                - iv
                - suite.icvOctets();
        return room / block * block - EspView.TRAILER_OCTETS;
    }
}
