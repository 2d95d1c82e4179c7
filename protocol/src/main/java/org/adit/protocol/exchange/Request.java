package org.adit.protocol.exchange;

import java.util.List;
import java.util.Optional;
import org.adit.base.Bytes;
import org.adit.protocol.ipsec.Spi;
import org.adit.protocol.wire.Payload;
import org.adit.protocol.wire.Proposal;

/// A request that holds everything its exchange needs. [RequestReader] makes them from messages.
public sealed interface Request {
    /// IKE_SA_INIT.
    record Init(
            List<Proposal> proposals,
            Payload.KeyExchangeData keyExchange,
            Bytes nonce,
            Optional<Bytes> cookie,
            PeerFeatures features)
            implements Request {
        public Init {
            proposals = List.copyOf(proposals);
        }
    }

    /// IKE_AUTH. Without `authentication` the peer wants EAP; without `child` it wants none now (RFC 6023).
    record Authenticate(
            Payload.Identification initiator,
            Optional<Payload.Identification> responder,
            List<Payload.Certificate> certificates,
            List<Payload.CertificateRequest> wanted,
            Optional<Payload.Authentication> authentication,
            Optional<Payload.Configuration> configuration,
            Optional<ChildWish> child,
            boolean initialContact)
            implements Request {
        public Authenticate {
            certificates = List.copyOf(certificates);
            wanted = List.copyOf(wanted);
        }
    }

    /// CREATE_CHILD_SA for a further Child SA.
    record CreateChild(ChildWish wish, Bytes nonce) implements Request {}

    /// CREATE_CHILD_SA with REKEY_SA. `old` is the SPI on which the requester receives.
    record RekeyChild(Spi old, ChildWish wish, Bytes nonce) implements Request {}

    /// CREATE_CHILD_SA for the IKE SA itself.
    record RekeyIke(List<Proposal> proposals, Payload.KeyExchangeData keyExchange, Bytes nonce) implements Request {
        public RekeyIke {
            proposals = List.copyOf(proposals);
        }
    }

    /// INFORMATIONAL. Empty lists make it a liveness check.
    record Inform(List<Payload.Delete> deletes, List<Payload.Notify> notifies) implements Request {
        public Inform {
            deletes = List.copyOf(deletes);
            notifies = List.copyOf(notifies);
        }

        public boolean deletesIkeSa() {
            return deletes.stream().anyMatch(d -> d.protocol() == Payload.Delete.IKE);
        }
    }
}
