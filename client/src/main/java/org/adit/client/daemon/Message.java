package org.adit.client.daemon;

import org.adit.client.connection.ClientInput;
import org.adit.protocol.ike.Input;

/// What the shard's queue holds.
sealed interface Message {
    record ToCore(ClientInput input) implements Message {}

    record ToIke(Input input) implements Message {}
}
