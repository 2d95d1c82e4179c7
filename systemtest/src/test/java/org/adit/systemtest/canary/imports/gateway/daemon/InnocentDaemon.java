package org.adit.systemtest.canary.imports.gateway.daemon;

import org.adit.systemtest.canary.imports.dataplane.userspace.DataPlaneThing;

final class InnocentDaemon {
    final DataPlaneThing other = new DataPlaneThing();
}
