package org.adit.client.daemon;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Closes one thing so that the next is closed as well.
final class Closing {
    private static final Logger LOG = LoggerFactory.getLogger(Closing.class);

    private Closing() {}

    static void quietly(AutoCloseable one) {
        try {
            one.close();
        } catch (Exception trouble) {
            if (trouble instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            LOG.warn("{} did not close well", one.getClass().getSimpleName(), trouble);
        }
    }
}
