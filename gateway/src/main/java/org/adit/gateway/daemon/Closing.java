package org.adit.gateway.daemon;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What has to be given back, last made first; each even if another fails. More than once is harmless.
final class Closing implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Closing.class);

    private record Entry(String name, AutoCloseable thing) {}

    private final Deque<Entry> entries = new ArrayDeque<>();

    synchronized <T extends AutoCloseable> T add(String name, T thing) {
        entries.push(new Entry(name, thing));
        return thing;
    }

    @Override
    public synchronized void close() {
        while (!entries.isEmpty()) {
            Entry entry = entries.pop();
            try {
                entry.thing().close();
            } catch (Exception failure) {
                LOG.warn("closing the {} failed: {}", entry.name(), failure.toString());
            }
        }
    }
}
