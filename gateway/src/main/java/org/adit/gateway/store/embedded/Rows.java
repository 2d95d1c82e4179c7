package org.adit.gateway.store.embedded;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.adit.base.Bytes;
import org.adit.base.diagnosis.Blame;
import org.adit.base.diagnosis.Explanation;
import org.adit.base.net.IpAddress;
import org.adit.gateway.identity.UserName;
import org.adit.gateway.store.Kept;

/// Rows to what is kept, and lists to text and back.
final class Rows {
    private Rows() {}

    static Kept.Lease lease(ResultSet row) throws SQLException {
        return new Kept.Lease(
                row.getString("pool"),
                row.getString("device"),
                IpAddress.of(row.getString("address")),
                instant(row, "used"));
    }

    static Kept.Session session(ResultSet row) throws SQLException {
        return new Kept.Session(
                row.getLong("number"),
                row.getString("user"),
                row.getString("device"),
                row.getString("role"),
                items(row.getString("addresses")).stream().map(IpAddress::of).toList(),
                row.getString("peer"),
                instant(row, "since"),
                ending(row));
    }

    static Kept.Moment moment(ResultSet row) throws SQLException {
        return new Kept.Moment(row.getLong("millis"), row.getString("what"));
    }

    static Kept.AuditLine audit(ResultSet row) throws SQLException {
        return new Kept.AuditLine(
                instant(row, "at"),
                row.getString("actor"),
                row.getString("action"),
                row.getString("subject"),
                row.getString("detail"));
    }

    static Kept.User user(ResultSet row) throws SQLException {
        return new Kept.User(
                new UserName(row.getString("name")),
                items(row.getString("groups")),
                row.getBoolean("enabled"),
                instant(row, "created"));
    }

    static Kept.Enrolled enrolled(ResultSet row) throws SQLException {
        return new Kept.Enrolled(
                new Kept.Device(
                        row.getString("id"),
                        new UserName(row.getString("user")),
                        row.getString("name"),
                        instant(row, "created"),
                        maybeInstant(row, "revoked")),
                new Kept.DeviceCertificate(
                        row.getString("id"),
                        row.getString("serial"),
                        Bytes.ofHex(row.getString("fingerprint")),
                        row.getString("subject"),
                        instant(row, "not_after")));
    }

    static Kept.Attempt attempt(ResultSet row, List<Kept.Moment> timeline) throws SQLException {
        return new Kept.Attempt(
                row.getLong("number"),
                instant(row, "started"),
                instant(row, "ended"),
                row.getString("path"),
                Optional.ofNullable(row.getString("claimed")),
                Optional.ofNullable(row.getString("user")),
                Optional.ofNullable(row.getString("device")),
                why(row),
                timeline);
    }

    static String lines(List<?> items) {
        return String.join("\n", items.stream().map(Object::toString).toList());
    }

    static List<String> items(String lines) {
        return lines.isEmpty() ? List.of() : List.of(lines.split("\n"));
    }

    private static Optional<Kept.Why> why(ResultSet row) throws SQLException {
        String code = row.getString("code");
        if (code == null) {
            return Optional.empty();
        }
        Explanation explanation = new Explanation(row.getString("what"), row.getString("why"), row.getString("remedy"));
        return Optional.of(new Kept.Why(code, Blame.valueOf(row.getString("blame")), explanation));
    }

    private static Optional<Kept.Ending> ending(ResultSet row) throws SQLException {
        Optional<Instant> at = maybeInstant(row, "ended");
        return at.isEmpty()
                ? Optional.empty()
                : Optional.of(new Kept.Ending(
                        at.get(), row.getString("why"), row.getLong("inbound_octets"), row.getLong("outbound_octets")));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return Instant.ofEpochMilli(row.getLong(column));
    }

    private static Optional<Instant> maybeInstant(ResultSet row, String column) throws SQLException {
        long millis = row.getLong(column);
        return row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(millis));
    }
}
