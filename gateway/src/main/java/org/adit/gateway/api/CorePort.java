package org.adit.gateway.api;

import org.adit.base.diagnosis.Failure;
import org.adit.base.diagnosis.Result;
import org.adit.gateway.session.GatewayAction.Said;
import org.adit.gateway.session.GatewayInput.Wanted;
import tools.jackson.databind.node.ObjectNode;

/// What the API asks of the running gateway. Calls wait; they come from virtual threads.
public interface CorePort {
    Result<Said, Failure> ask(Wanted what);

    /// Reads the settings again. The answer says what changed.
    Result<String, Failure> reload();

    /// Name, version, uptime, counts.
    ObjectNode status();
}
