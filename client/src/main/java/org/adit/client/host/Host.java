package org.adit.client.host;

import org.adit.base.diagnosis.Failure;
import org.adit.base.diagnosis.Result;

/// The port from the client to the system it runs on. Calls may wait for the system, not for the network. For one
/// thread at a time. Whatever happens to this process, what it changed can be undone by a later one.
public interface Host extends AutoCloseable {
    /// Makes the host as `plan` says, in place of an earlier plan; the same plan twice is harmless. After a failure
    /// the caller restores.
    Result<Applied, Failure> apply(HostPlan plan);

    /// Undoes everything. More than once, or before anything was applied, is harmless.
    Result<Restored, Failure> restore();

    /// Restores, as far as that goes.
    @Override
    void close();

    /// What became of a plan. `device` is the tunnel's interface.
    record Applied(String device, NameService names) {}

    /// How names are resolved now.
    sealed interface NameService {
        /// The plan named no servers.
        record Untouched() implements NameService {}

        /// `how` continues "names are resolved …".
        record Set(String how) implements NameService {}

        /// The tunnel works, but names inside it do not resolve.
        record NotSet(Failure why) implements NameService {}
    }

    /// Nothing of ours is left.
    enum Restored {
        RESTORED
    }
}
