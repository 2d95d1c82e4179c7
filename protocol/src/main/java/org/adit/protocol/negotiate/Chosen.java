package org.adit.protocol.negotiate;

import java.util.Optional;
import org.adit.base.Bytes;
import org.adit.protocol.crypto.KeyExchangeMethod;
import org.adit.protocol.ipsec.EspSuite;
import org.adit.protocol.wire.Proposal;

/// What was agreed. `peerSpi` is the SPI of the other side's proposal: empty in IKE_SA_INIT, 8 octets for an IKE rekey,
/// 4 for ESP.
public sealed interface Chosen {
    Bytes peerSpi();

    /// `answer` is the responder's proposal for `suite`, without SPI: [Proposals#withSpi] adds ours.
    record Ike(IkeSuite suite, Bytes peerSpi, Proposal answer) implements Chosen {}

    /// `keyExchange` is empty if the pair takes its keys from SK_d alone.
    record Child(EspSuite suite, Optional<KeyExchangeMethod> keyExchange, Bytes peerSpi, Proposal answer)
            implements Chosen {}
}
