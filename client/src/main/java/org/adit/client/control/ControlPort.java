package org.adit.client.control;

import java.util.List;
import org.adit.base.feature.FeatureState;
import org.adit.client.connection.ConnectionStatus;

/// The running client, as its socket sees it. Called by any thread.
public interface ControlPort {
    String profile();

    ConnectionStatus status();

    StatusReport.Traffic traffic();

    /// What the data plane uses of this machine.
    List<FeatureState> features();

    /// Asks for the end and returns when the host is as it was.
    void disconnect() throws InterruptedException;
}
