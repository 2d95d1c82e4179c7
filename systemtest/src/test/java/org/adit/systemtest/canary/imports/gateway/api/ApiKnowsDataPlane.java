package org.adit.systemtest.canary.imports.gateway.api;

import org.adit.systemtest.canary.imports.dataplane.userspace.DataPlaneThing;

final class ApiKnowsDataPlane {
    final DataPlaneThing other = new DataPlaneThing();
}
