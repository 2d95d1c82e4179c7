package org.adit.protocol.exchange;

import java.util.List;
import java.util.Optional;
import org.adit.protocol.ipsec.TrafficSelector;
import org.adit.protocol.wire.Payload;
import org.adit.protocol.wire.Proposal;

/// What one side says of a Child SA: the initiator its offer, the responder its choice.
public record ChildWish(
        List<Proposal> proposals,
        Optional<Payload.KeyExchangeData> keyExchange,
        List<TrafficSelector> initiatorSelectors,
        List<TrafficSelector> responderSelectors) {
    public ChildWish {
        proposals = List.copyOf(proposals);
        initiatorSelectors = List.copyOf(initiatorSelectors);
        responderSelectors = List.copyOf(responderSelectors);
    }

    public Optional<Integer> group() {
        return keyExchange.map(Payload.KeyExchangeData::group);
    }
}
