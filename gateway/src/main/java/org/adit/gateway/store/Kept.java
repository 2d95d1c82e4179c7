package org.adit.gateway.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.adit.base.Bytes;
import org.adit.base.diagnosis.Blame;
import org.adit.base.diagnosis.Explanation;
import org.adit.base.diagnosis.Failure;
import org.adit.base.net.IpAddress;
import org.adit.gateway.identity.UserName;

/// The things that are kept. Times are whole milliseconds.
public sealed interface Kept {
    record User(UserName name, List<String> groups, boolean enabled, Instant created) implements Kept {
        public User {
            groups = List.copyOf(groups);
        }
    }

    /// `id` is ours and never reused; `name` is unique among the user's devices.
    record Device(String id, UserName user, String name, Instant created, Optional<Instant> revoked) implements Kept {}

    /// `serial` is lower-case hex, `fingerprint` the SHA-256 of the DER.
    record DeviceCertificate(String device, String serial, Bytes fingerprint, String subject, Instant notAfter)
            implements Kept {}

    /// A device with one of its certificates.
    record Enrolled(Device device, DeviceCertificate certificate) implements Kept {}

    /// The address that `device` has or had last in `pool`.
    record Lease(String pool, String device, IpAddress address, Instant used) implements Kept {}

    /// A session as of its last write; `ended` is empty while it lives.
    record Session(
            long number,
            String user,
            String device,
            String role,
            List<IpAddress> addresses,
            String peer,
            Instant since,
            Optional<Ending> ended)
            implements Kept {
        public Session {
            addresses = List.copyOf(addresses);
        }
    }

    record Ending(Instant at, String why, long inboundOctets, long outboundOctets) implements Kept {}

    /// Everything from the first packet to success or failure. `claimed`, `user` and `device` as far as it got.
    record Attempt(
            long number,
            Instant started,
            Instant ended,
            String path,
            Optional<String> claimed,
            Optional<String> user,
            Optional<String> device,
            Optional<Why> failure,
            List<Moment> timeline)
            implements Kept {
        public Attempt {
            timeline = List.copyOf(timeline);
        }
    }

    /// A line of a timeline, `millis` after the start.
    record Moment(long millis, String what) implements Kept {}

    /// A failure as it was told when it happened.
    record Why(String code, Blame blame, Explanation explanation) implements Kept {
        public static Why of(Failure failure) {
            return new Why(failure.code().toString(), failure.blame(), failure.explain());
        }
    }

    /// Who did what to whom. Never changed once written.
    record AuditLine(Instant at, String actor, String action, String subject, String detail) implements Kept {}
}
