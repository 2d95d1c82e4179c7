package org.adit.protocol.exchange;

import java.util.List;
import java.util.Optional;
import org.adit.base.Bytes;
import org.adit.protocol.ipsec.Spi;
import org.adit.protocol.wire.NotifyType;
import org.adit.protocol.wire.Payload;
import org.adit.protocol.wire.Proposal;

/// A response that holds everything its exchange promises. [ResponseReader] makes them from messages.
public sealed interface Response {
    /// IKE_SA_INIT, accepted. `wanted` tells under which authorities the peer looks for certificates.
    record Init(
            List<Proposal> proposals,
            Payload.KeyExchangeData keyExchange,
            Bytes nonce,
            PeerFeatures features,
            List<Payload.CertificateRequest> wanted)
            implements Response {
        public Init {
            proposals = List.copyOf(proposals);
            wanted = List.copyOf(wanted);
        }
    }

    /// IKE_SA_INIT: come again with this cookie.
    record CookieWanted(Bytes cookie) implements Response {}

    /// IKE_SA_INIT or CREATE_CHILD_SA: come again with this group.
    record GroupWanted(int group) implements Response {}

    /// An error notify instead of an answer.
    record Refused(NotifyType error) implements Response {}

    /// IKE_AUTH, accepted. `child` is empty if none came about; `childError` may say why.
    record Authenticated(
            Payload.Identification responder,
            List<Payload.Certificate> certificates,
            Payload.Authentication authentication,
            Optional<Payload.Configuration> configuration,
            Optional<ChildWish> child,
            Optional<NotifyType> childError)
            implements Response {
        public Authenticated {
            certificates = List.copyOf(certificates);
        }
    }

    /// CREATE_CHILD_SA for a Child SA, new or rekeyed.
    record Child(ChildWish grant, Bytes nonce) implements Response {}

    /// CREATE_CHILD_SA for the IKE SA.
    record Ike(List<Proposal> proposals, Payload.KeyExchangeData keyExchange, Bytes nonce) implements Response {
        public Ike {
            proposals = List.copyOf(proposals);
        }
    }

    /// INFORMATIONAL. `deletedSpis` are ESP SPIs on which the peer received.
    record Informed(List<Spi> deletedSpis) implements Response {
        public Informed {
            deletedSpis = List.copyOf(deletedSpis);
        }
    }
}
