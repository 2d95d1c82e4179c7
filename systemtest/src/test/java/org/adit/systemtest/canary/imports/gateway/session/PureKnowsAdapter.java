package org.adit.systemtest.canary.imports.gateway.session;

import org.adit.systemtest.canary.imports.gateway.api.ApiThing;

final class PureKnowsAdapter {
    final ApiThing other = new ApiThing();
}
