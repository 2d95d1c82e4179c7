package org.adit.protocol.ike;

import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.adit.base.Randomness;
import org.adit.base.net.IpAddress;
import org.adit.protocol.auth.AuthVerifier;
import org.adit.protocol.crypto.CryptoProvider;
import org.adit.protocol.ipsec.Spi;
import org.adit.protocol.negotiate.Proposals;
import org.adit.protocol.wire.IkeSpi;

/// What all IKE SAs of an endpoint share under one set of settings, and the SPIs that are taken.
final class Tools {
    private final IkeSettings settings;
    private final CryptoProvider crypto;
    private final Randomness randomness;
    private final KeyWitness witness;
    private final Proposals proposals;
    private final AuthVerifier verifier;
    private final Set<Spi> childSpis;

    Tools(IkeSettings settings, CryptoProvider crypto, Randomness randomness, KeyWitness witness) {
        this(settings, crypto, randomness, witness, new HashSet<>());
    }

    private Tools(
            IkeSettings settings,
            CryptoProvider crypto,
            Randomness randomness,
            KeyWitness witness,
            Set<Spi> childSpis) {
        this.settings = settings;
        this.crypto = crypto;
        this.randomness = randomness;
        this.witness = witness;
        this.proposals = new Proposals(settings.policy(), crypto);
        this.verifier = new AuthVerifier(settings.trust());
        this.childSpis = childSpis;
    }

    /// For IKE SAs to come. Those that live keep these, but have nobody to verify any more, except those half-open.
    Tools with(IkeSettings next) {
        verifier.forget();
        return new Tools(next, crypto, randomness, witness, childSpis);
    }

    IkeSettings settings() {
        return settings;
    }

    IkeTimes times() {
        return settings.times();
    }

    CryptoProvider crypto() {
        return crypto;
    }

    Randomness randomness() {
        return randomness;
    }

    KeyWitness witness() {
        return witness;
    }

    Proposals proposals() {
        return proposals;
    }

    AuthVerifier verifier() {
        return verifier;
    }

    IkeSpi newIkeSpi() {
        long value;
        do {
            value = randomness.nextLong();
        } while (value == 0);
        return new IkeSpi(value);
    }

    /// `sibling` is of the same peer, `inner` its address; where they are known already.
    Spi newChildSpi(Optional<Spi> sibling, Optional<IpAddress> inner) {
        Spi spi;
        do {
            Spi any = new Spi(randomness.nextInt());
            spi = sibling.map(any::besides).or(() -> inner.map(any::answering)).orElse(any);
        } while (!spi.usable() || !childSpis.add(spi));
        return spi;
    }

    void freeChildSpi(Spi spi) {
        childSpis.remove(spi);
    }

    /// Up to a tenth shorter, so that SAs made together are not rekeyed together.
    Duration jittered(Duration duration) {
        long tenth = Math.max(1, duration.toMillis() / 10);
        return duration.minusMillis(randomness.below((int) Math.min(tenth, Integer.MAX_VALUE)));
    }
}
