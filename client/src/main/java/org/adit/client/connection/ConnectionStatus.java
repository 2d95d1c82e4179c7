package org.adit.client.connection;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.adit.base.diagnosis.Failure;
import org.adit.protocol.ipsec.Spi;

/// Where a connection stands. `tunnel` is there while connected, `since` is when this state began, `failure` is the
/// last one there was, `children` are the inbound SPIs.
public record ConnectionStatus(
        State state,
        Instant since,
        Optional<ClientNews.Tunnel> tunnel,
        List<Spi> children,
        int failedAttempts,
        Optional<Failure> failure) {
    public ConnectionStatus {
        children = List.copyOf(children);
    }

    public enum State {
        OFF,
        RESOLVING,
        CONNECTING,
        CONNECTED,
        /// to connect again
        WAITING,
        DISCONNECTING
    }
}
