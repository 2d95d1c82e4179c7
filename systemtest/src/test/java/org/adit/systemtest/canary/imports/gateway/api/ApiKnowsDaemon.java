package org.adit.systemtest.canary.imports.gateway.api;

import org.adit.systemtest.canary.imports.gateway.daemon.DaemonThing;

final class ApiKnowsDaemon {
    final DaemonThing other = new DaemonThing();
}
