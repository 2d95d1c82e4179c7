package org.adit.gateway.store;

import java.util.List;
import java.util.Optional;
import org.adit.base.Bytes;
import org.adit.base.diagnosis.Result;
import org.adit.gateway.identity.UserName;

/// The port to what is kept. Calls may wait and may come from any thread; pure code never calls it, but asks for
/// [StoreWrite]s. A write that returned well survives a crash of process and machine.
public interface Store extends AutoCloseable {
    /// All or nothing, in order.
    Result<Done, StoreFailure> write(List<StoreWrite> writes);

    Result<Optional<Kept.User>, StoreFailure> user(UserName name);

    /// By name.
    Result<List<Kept.User>, StoreFailure> users();

    /// By user, then by creation; each with its newest certificate.
    Result<List<Kept.Enrolled>, StoreFailure> devices();

    /// Whose certificate this is, by its SHA-256.
    Result<Optional<Kept.Enrolled>, StoreFailure> enrolled(Bytes fingerprint);

    /// Least recently used first.
    Result<List<Kept.Lease>, StoreFailure> leases();

    /// Newest first.
    Result<List<Kept.Session>, StoreFailure> sessions(int atMost);

    /// Newest first, without timelines.
    Result<List<Kept.Attempt>, StoreFailure> attempts(int atMost);

    Result<Optional<Kept.Attempt>, StoreFailure> attempt(long number);

    /// Newest first.
    Result<List<Kept.AuditLine>, StoreFailure> audit(int atMost);

    /// The highest numbers ever given; 0 if none.
    Result<Numbers, StoreFailure> numbers();

    @Override
    void close();

    /// A write is done.
    enum Done {
        DONE
    }

    record Numbers(long attempt, long session) {}
}
