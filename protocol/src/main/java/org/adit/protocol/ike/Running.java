package org.adit.protocol.ike;

import java.util.List;
import java.util.Optional;
import org.adit.base.Bytes;
import org.adit.protocol.crypto.KeyExchange;
import org.adit.protocol.exchange.RekeyCollision;
import org.adit.protocol.wire.IkeSpi;
import org.adit.protocol.wire.Proposal;

/// The exchange that we started and whose response is awaited.
sealed interface Running {
    /// `old` is there for a rekey. `colliding` are the nonces of the peer's rekey of the same pair.
    record MakeChild(
            ChildMaking.Asked asked,
            Bytes nonce,
            Optional<ChildSa> old,
            boolean triedOtherGroup,
            Optional<RekeyCollision.Nonces> colliding)
            implements Running {
        MakeChild collidingWith(RekeyCollision.Nonces theirs) {
            return new MakeChild(asked, nonce, old, triedOtherGroup, Optional.of(theirs));
        }
    }

    /// `colliding` are the nonces of the peer's rekey of this IKE SA.
    record RekeyIke(
            IkeSpi spi,
            List<Proposal> offered,
            Bytes nonce,
            KeyExchange.Offer offer,
            boolean triedOtherGroup,
            Optional<RekeyCollision.Nonces> colliding)
            implements Running {
        RekeyIke collidingWith(RekeyCollision.Nonces theirs) {
            return new RekeyIke(spi, offered, nonce, offer, triedOtherGroup, Optional.of(theirs));
        }
    }

    record DeleteChild(ChildSa child) implements Running {}

    record CheckLiveness() implements Running {}

    record DeleteIke() implements Running {}
}
