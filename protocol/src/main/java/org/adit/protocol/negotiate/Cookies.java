package org.adit.protocol.negotiate;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.adit.base.Bytes;
import org.adit.base.Randomness;
import org.adit.base.net.Endpoint;
import org.adit.base.secret.Secret;
import org.adit.base.time.Tick;
import org.adit.protocol.crypto.CryptoProvider;
import org.adit.protocol.crypto.Prf;
import org.adit.protocol.crypto.PrfAlgorithm;
import org.adit.protocol.wire.IkeSpi;
import org.jspecify.annotations.Nullable;

/// Stateless cookies (RFC 7296 §2.6): bound to the initiator's nonce, SPI, address and port. The secret changes every
/// two minutes and the one before is still accepted. A cookie is a generation octet and a MAC, 33 octets.
public final class Cookies {
    static final Duration LIFE = Duration.ofMinutes(2);
    private static final int SECRET_OCTETS = 32;
    private static final int MAC_OCTETS = 32;

    private final Prf prf;
    private final Randomness randomness;
    private @Nullable Generation current;
    private @Nullable Generation previous;

    public Cookies(CryptoProvider crypto, Randomness randomness) {
        PrfAlgorithm algorithm = Arrays.stream(PrfAlgorithm.values())
                .filter(crypto::offers)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no PRF passed the self-test"));
        this.prf = crypto.prf(algorithm);
        this.randomness = randomness;
    }

    public Bytes issue(IkeSpi initiatorSpi, Bytes nonce, Endpoint peer, Tick now) {
        return cookie(rotated(now), bound(initiatorSpi, nonce, peer));
    }

    /// Whether this is a cookie that was issued for exactly these, less than two generations ago.
    public boolean accepts(Bytes cookie, IkeSpi initiatorSpi, Bytes nonce, Endpoint peer, Tick now) {
        Generation newest = rotated(now);
        if (cookie.length() != 1 + MAC_OCTETS) {
            return false;
        }
        Bytes bound = bound(initiatorSpi, nonce, peer);
        return generation(cookie.at(0), newest)
                .filter(generation -> same(cookie, cookie(generation, bound)))
                .isPresent();
    }

    /// A secret with the octet that names it and the time of its birth.
    private record Generation(int name, Secret secret, Tick born) {
        boolean over(Tick now) {
            return now.since(born).compareTo(LIFE) >= 0;
        }
    }

    private Optional<Generation> generation(int name, Generation newest) {
        if (newest.name() == name) {
            return Optional.of(newest);
        }
        return Optional.ofNullable(previous).filter(old -> old.name() == name);
    }

    private Generation rotated(Tick now) {
        Generation newest = current;
        if (newest != null && !newest.over(now)) {
            return newest;
        }
        if (previous != null) {
            previous.secret().close();
            previous = null;
        }
        if (newest != null && now.since(newest.born()).compareTo(LIFE.multipliedBy(2)) < 0) {
            previous = newest;
        } else if (newest != null) {
            newest.secret().close();
        }
        byte[] octets = new byte[SECRET_OCTETS];
        randomness.fill(octets);
        int name = newest == null ? 0 : newest.name() + 1 & 0xff;
        Generation next = new Generation(name, Secret.own(octets), now);
        current = next;
        return next;
    }

    private Bytes cookie(Generation generation, Bytes bound) {
        Bytes mac = prf.compute(generation.secret(), bound);
        return Bytes.of((byte) generation.name()).plus(mac.slice(0, MAC_OCTETS));
    }

    /// The nonce comes last, as the only part whose length the peer chooses within one family.
    private static Bytes bound(IkeSpi initiatorSpi, Bytes nonce, Endpoint peer) {
        return Bytes.concat(
                Octets.of(initiatorSpi.value()),
                Bytes.of((byte) peer.address().family().octets()),
                peer.address().octets(),
                Octets.port(peer.port()),
                nonce);
    }

    private static boolean same(Bytes one, Bytes other) {
        try (Secret a = Secret.own(one.toArray());
                Secret b = Secret.own(other.toArray())) {
            return a.sameAs(b);
        }
    }
}
