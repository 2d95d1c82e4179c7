package org.adit.protocol.ike;

import org.adit.base.Randomness;
import org.adit.base.time.Now;
import org.adit.protocol.crypto.CryptoProvider;

/// All IKE SAs of one shard: finds the SA for every input, answers what needs no state (cookies, unknown SPIs), limits
/// what is half-open, and keeps the schedule of wakes. Not thread-safe, never blocks.
public final class IkeEndpoint {
    private final IkeSettings settings;

    public IkeEndpoint(IkeSettings settings, CryptoProvider crypto, Randomness randomness, KeyWitness witness) {
        java.util.Objects.requireNonNull(crypto.toString() + randomness + witness);
        this.settings = settings;
    }

    /// The only method that changes anything.
    public EndpointOutcome step(Input input, Now now) {
        throw new UnsupportedOperationException("seam " + settings + input + now);
    }

    /// New settings for SAs to come; those that live keep theirs.
    public void replaceSettings(IkeSettings next) {
        throw new UnsupportedOperationException("seam " + next);
    }
}
