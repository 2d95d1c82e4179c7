package org.adit.gateway.store.embedded;

import java.sql.SQLException;
import java.time.Instant;
import org.adit.base.diagnosis.Explanation;
import org.adit.gateway.store.Kept;
import org.adit.gateway.store.StoreWrite;
import org.jspecify.annotations.Nullable;

/// Each [StoreWrite] as SQL.
final class Writes {
    private Writes() {}

    static void write(Prepared db, StoreWrite write) throws SQLException {
        switch (write) {
            case StoreWrite.PutUser(Kept.User user) -> putUser(db, user);
            case StoreWrite.RemoveUser(var name) -> db.execute("DELETE FROM user WHERE name = ?", name.text());
            case StoreWrite.AddDevice(Kept.Device device, Kept.DeviceCertificate certificate) ->
                addDevice(db, device, certificate);
            case StoreWrite.RevokeDevice(String device, Instant at) ->
                db.execute("UPDATE device SET revoked = ? WHERE id = ? AND revoked IS NULL", at.toEpochMilli(), device);
            case StoreWrite.PutLease(Kept.Lease lease) -> putLease(db, lease);
            case StoreWrite.ForgetLease(String pool, var address) ->
                db.execute("DELETE FROM lease WHERE pool = ? AND address = ?", pool, address.toString());
            case StoreWrite.OpenSession(Kept.Session session) -> openSession(db, session);
            case StoreWrite.EndSession(long number, Kept.Ending ending) ->
                db.execute(
                        """
                        UPDATE session SET ended = ?, why = ?, inbound_octets = ?, outbound_octets = ?
                        WHERE number = ? AND ended IS NULL""",
                        ending.at().toEpochMilli(),
                        ending.why(),
                        ending.inboundOctets(),
                        ending.outboundOctets(),
                        number);
            case StoreWrite.EndAllSessions(Kept.Ending ending) ->
                db.execute(
                        """
                        UPDATE session SET ended = ?, why = ?, inbound_octets = ?, outbound_octets = ?
                        WHERE ended IS NULL""", ending.at().toEpochMilli(), ending.why(), ending.inboundOctets(), ending.outboundOctets());
            case StoreWrite.KeepAttempts(var attempts) -> {
                for (Kept.Attempt attempt : attempts) {
                    keepAttempt(db, attempt);
                }
            }
            case StoreWrite.PruneAttempts(int keep) -> db.execute("""
                        DELETE FROM attempt WHERE number <=
                          (SELECT number FROM attempt ORDER BY number DESC LIMIT 1 OFFSET ?)""", keep);
            case StoreWrite.Audit(Kept.AuditLine line) ->
                db.execute(
                        "INSERT INTO audit(at, actor, action, subject, detail) VALUES (?, ?, ?, ?, ?)",
                        line.at().toEpochMilli(),
                        line.actor(),
                        line.action(),
                        line.subject(),
                        line.detail());
        }
    }

    private static void putUser(Prepared db, Kept.User user) throws SQLException {
        db.execute(
                """
                INSERT INTO user(name, groups, enabled, created) VALUES (?, ?, ?, ?)
                ON CONFLICT(name) DO UPDATE SET groups = excluded.groups, enabled = excluded.enabled,
                  created = excluded.created""",
                user.name().text(),
                Rows.lines(user.groups()),
                user.enabled(),
                user.created().toEpochMilli());
    }

    private static void addDevice(Prepared db, Kept.Device device, Kept.DeviceCertificate certificate)
            throws SQLException {
        db.execute(
                "INSERT INTO device(id, user, name, created, revoked) VALUES (?, ?, ?, ?, ?)",
                device.id(),
                device.user().text(),
                device.name(),
                device.created().toEpochMilli(),
                device.revoked().map(Instant::toEpochMilli).orElse(null));
        db.execute(
                """
                INSERT INTO device_certificate(fingerprint, device, serial, subject, not_after)
                VALUES (?, ?, ?, ?, ?)""",
                certificate.fingerprint().hex(),
                device.id(),
                certificate.serial(),
                certificate.subject(),
                certificate.notAfter().toEpochMilli());
    }

    private static void putLease(Prepared db, Kept.Lease lease) throws SQLException {
        db.execute(
                "DELETE FROM lease WHERE pool = ? AND (address = ? OR (device = ? AND family = ?))"
                        + " AND EXISTS (SELECT 1 FROM device WHERE id = ?)",
                lease.pool(),
                lease.address().toString(),
                lease.device(),
                lease.address().family().bits(),
                lease.device());
        db.execute(
                """
                INSERT INTO lease(pool, address, family, device, used)
                SELECT ?, ?, ?, ?, ? WHERE EXISTS (SELECT 1 FROM device WHERE id = ?)""",
                lease.pool(),
                lease.address().toString(),
                lease.address().family().bits(),
                lease.device(),
                lease.used().toEpochMilli(),
                lease.device());
    }

    private static void openSession(Prepared db, Kept.Session session) throws SQLException {
        db.execute(
                """
                INSERT INTO session(number, user, device, role, addresses, peer, since)
                VALUES (?, ?, ?, ?, ?, ?, ?)""",
                session.number(),
                session.user(),
                session.device(),
                session.role(),
                Rows.lines(session.addresses()),
                session.peer(),
                session.since().toEpochMilli());
        raise(db, "session", session.number());
    }

    private static void keepAttempt(Prepared db, Kept.Attempt attempt) throws SQLException {
        db.execute("DELETE FROM attempt WHERE number = ?", attempt.number());
        db.execute(
                """
                INSERT INTO attempt(number, started, ended, path, claimed, user, device, code, blame, what, why, remedy)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
                attempt.number(),
                attempt.started().toEpochMilli(),
                attempt.ended().toEpochMilli(),
                attempt.path(),
                attempt.claimed().orElse(null),
                attempt.user().orElse(null),
                attempt.device().orElse(null),
                attempt.failure().map(Kept.Why::code).orElse(null),
                attempt.failure().map(why -> why.blame().name()).orElse(null),
                text(attempt, 0),
                text(attempt, 1),
                text(attempt, 2));
        for (int position = 0; position < attempt.timeline().size(); position++) {
            Kept.Moment moment = attempt.timeline().get(position);
            db.execute(
                    "INSERT INTO moment(attempt, position, millis, what) VALUES (?, ?, ?, ?)",
                    attempt.number(),
                    position,
                    moment.millis(),
                    moment.what());
        }
        raise(db, "attempt", attempt.number());
    }

    private static @Nullable String text(Kept.Attempt attempt, int which) {
        if (attempt.failure().isEmpty()) {
            return null;
        }
        Explanation explanation = attempt.failure().get().explanation();
        return switch (which) {
            case 0 -> explanation.what();
            case 1 -> explanation.why();
            default -> explanation.remedy();
        };
    }

    private static void raise(Prepared db, String what, long number) throws SQLException {
        db.execute("UPDATE highest SET number = max(number, ?) WHERE what = ?", number, what);
    }
}
