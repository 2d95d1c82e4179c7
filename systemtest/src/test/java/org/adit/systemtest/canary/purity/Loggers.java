package org.adit.systemtest.canary.purity;

import java.util.logging.Logger;

final class Loggers {
    private static final Logger LOG = Logger.getLogger("canary");

    void sing() {
        LOG.info("cheep");
    }
}
