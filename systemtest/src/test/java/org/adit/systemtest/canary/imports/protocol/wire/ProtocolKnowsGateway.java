package org.adit.systemtest.canary.imports.protocol.wire;

import org.adit.systemtest.canary.imports.gateway.session.SessionThing;

final class ProtocolKnowsGateway {
    final SessionThing other = new SessionThing();
}
