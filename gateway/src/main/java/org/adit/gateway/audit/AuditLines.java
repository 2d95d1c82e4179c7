package org.adit.gateway.audit;

import java.time.Instant;
import java.util.List;
import org.adit.base.diagnosis.Failure;
import org.adit.base.net.IpAddress;
import org.adit.gateway.store.Kept;
import org.adit.gateway.store.StoreWrite;

/// One function per kind of line. Actions are `thing.verb` and never renamed: searches depend on them.
public final class AuditLines {
    /// What the gateway does by itself.
    public static final String GATEWAY = "gateway";

    private AuditLines() {}

    public static StoreWrite sessionOpened(Instant at, Kept.Session session) {
        String addresses = String.join(
                " ", session.addresses().stream().map(IpAddress::toString).toList());
        return line(
                at,
                session.user(),
                "session.open",
                session.device(),
                "session " + session.number() + " role " + session.role() + " from " + session.peer() + " as "
                        + addresses);
    }

    public static StoreWrite sessionClosed(Instant at, Kept.Session session, Kept.Ending ending) {
        return line(
                at,
                session.user(),
                "session.close",
                session.device(),
                "session " + session.number() + ": " + ending.why() + "; " + ending.inboundOctets() + " octets in, "
                        + ending.outboundOctets() + " out");
    }

    /// `who` is what was proven, not what was claimed.
    public static StoreWrite refused(Instant at, String who, Failure why) {
        return line(
                at,
                GATEWAY,
                "session.refuse",
                who,
                why.code() + " " + why.explain().what());
    }

    public static StoreWrite userAdded(Instant at, String actor, String user, List<String> groups) {
        return line(at, actor, "user.add", user, "groups: " + String.join(", ", groups));
    }

    public static StoreWrite userChanged(Instant at, String actor, String user, String how) {
        return line(at, actor, "user.change", user, how);
    }

    public static StoreWrite userRemoved(Instant at, String actor, String user) {
        return line(at, actor, "user.remove", user, "with all devices");
    }

    public static StoreWrite deviceAdded(Instant at, String actor, Kept.Device device, Kept.DeviceCertificate leaf) {
        return line(
                at,
                actor,
                "device.add",
                device.user() + "/" + device.name(),
                "certificate " + leaf.serial() + " until " + leaf.notAfter());
    }

    public static StoreWrite deviceRevoked(Instant at, String actor, Kept.Device device) {
        return line(at, actor, "device.revoke", device.user() + "/" + device.name(), "");
    }

    public static StoreWrite sessionEnded(Instant at, String actor, long session) {
        return line(at, actor, "session.disconnect", "session " + session, "");
    }

    public static StoreWrite reloaded(Instant at, String actor, String what) {
        return line(at, actor, "settings.reload", "gateway.toml", what);
    }

    private static StoreWrite line(Instant at, String actor, String action, String subject, String detail) {
        return new StoreWrite.Audit(new Kept.AuditLine(at, actor, action, subject, detail));
    }
}
