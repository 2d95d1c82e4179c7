package org.adit.protocol.wire;

import java.util.List;
import java.util.Optional;

/// A message with its payloads, whether they came in the clear or inside SK. RFC 7296 §1.
public record IkeMessage(IkeHeader header, List<Payload> payloads) {
    public IkeMessage {
        payloads = List.copyOf(payloads);
    }

    /// The first payload of that kind. Parsing above turns messages into typed requests once; this is for that place.
    public <P extends Payload> Optional<P> first(Class<P> kind) {
        return payloads.stream().filter(kind::isInstance).map(kind::cast).findFirst();
    }

    public <P extends Payload> List<P> all(Class<P> kind) {
        return payloads.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    public Optional<Payload.Notify> notify(NotifyType type) {
        return all(Payload.Notify.class).stream()
                .filter(n -> n.type().equals(type))
                .findFirst();
    }
}
