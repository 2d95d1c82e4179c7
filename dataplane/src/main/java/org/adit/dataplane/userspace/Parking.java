package org.adit.dataplane.userspace;

/// Where a worker rests when there was nothing to do.
public interface Parking extends AutoCloseable {
    /// Returns as soon as any port of this worker has something to read, after [#wake], or after `nanos`; sooner is
    /// allowed. Called by the worker's thread only.
    void park(long nanos);

    /// Ends the present or else the next [#park]. Called by any thread.
    void wake();

    @Override
    void close();
}
