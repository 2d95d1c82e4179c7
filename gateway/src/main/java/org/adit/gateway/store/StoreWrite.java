package org.adit.gateway.store;

import java.time.Instant;
import java.util.List;
import org.adit.base.net.IpAddress;
import org.adit.gateway.identity.UserName;

/// One change of what is kept. Changes of things that are not there do nothing.
public sealed interface StoreWrite {
    /// Adds, or replaces the one of the same name.
    record PutUser(Kept.User user) implements StoreWrite {}

    /// With its devices, their certificates and leases.
    record RemoveUser(UserName name) implements StoreWrite {}

    record AddDevice(Kept.Device device, Kept.DeviceCertificate certificate) implements StoreWrite {}

    /// The first revocation stays.
    record RevokeDevice(String device, Instant at) implements StoreWrite {}

    /// One address per pool, device and family; nobody else keeps it.
    record PutLease(Kept.Lease lease) implements StoreWrite {}

    record ForgetLease(String pool, IpAddress address) implements StoreWrite {}

    record OpenSession(Kept.Session session) implements StoreWrite {}

    record EndSession(long number, Kept.Ending ending) implements StoreWrite {}

    /// After a crash: whatever is still open ended, nobody knows when.
    record EndAllSessions(Kept.Ending ending) implements StoreWrite {}

    record KeepAttempts(List<Kept.Attempt> attempts) implements StoreWrite {
        public KeepAttempts {
            attempts = List.copyOf(attempts);
        }
    }

    /// Keeps only the newest `keep` attempts.
    record PruneAttempts(int keep) implements StoreWrite {}

    record Audit(Kept.AuditLine line) implements StoreWrite {}
}
