package org.adit.dataplane.linux;

import org.adit.dataplane.ffm.Descriptor;

/// Something a [Poller] can wait for.
public interface Watched {
    Descriptor descriptor();
}
