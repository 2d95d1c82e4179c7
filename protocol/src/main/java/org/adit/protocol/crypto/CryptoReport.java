package org.adit.protocol.crypto;

import java.util.List;

/// What the start of the cryptography came to, for the log: which provider is used and why, and what failed its
/// self-test and is therefore not offered.
public record CryptoReport(String provider, String why, List<String> withdrawn) {
    public CryptoReport {
        withdrawn = List.copyOf(withdrawn);
    }
}
