package org.adit.protocol.negotiate;

import java.util.Optional;
import org.adit.base.Bytes;
import org.adit.base.Randomness;
import org.adit.protocol.crypto.PrfAlgorithm;

/// Nonces (RFC 7296 §2.10, §3.9): 16 to 256 octets and at least half the key of the PRF.
public final class Nonces {
    /// Enough for every PRF, so that ours can be chosen before the PRF is.
    public static final int OCTETS = 32;

    static final int MIN_OCTETS = 16;
    static final int MAX_OCTETS = 256;

    private Nonces() {}

    public static Bytes fresh(Randomness randomness) {
        return randomness.octets(OCTETS);
    }

    /// Why a peer's nonce cannot be used with `prf`; empty if it can.
    public static Optional<NegotiateFailure> fault(Bytes nonce, PrfAlgorithm prf) {
        int least = Math.max(MIN_OCTETS, prf.outputOctets() / 2);
        boolean fits = nonce.length() >= least && nonce.length() <= MAX_OCTETS;
        return fits ? Optional.empty() : Optional.of(new NegotiateFailure.NonceUnfit(nonce.length(), least));
    }
}
