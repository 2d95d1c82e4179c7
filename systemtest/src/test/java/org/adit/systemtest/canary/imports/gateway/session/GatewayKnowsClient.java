package org.adit.systemtest.canary.imports.gateway.session;

import org.adit.systemtest.canary.imports.client.connection.ClientThing;

final class GatewayKnowsClient {
    final ClientThing other = new ClientThing();
}
