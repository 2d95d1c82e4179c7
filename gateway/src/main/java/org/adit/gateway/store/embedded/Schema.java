package org.adit.gateway.store.embedded;

import java.util.List;

/// The versions of the schema. Version n is what the first n steps made; a step that was released never changes.
/// Times are epoch milliseconds, octets and addresses hex or text, lists JSON-free: one item a line.
final class Schema {
    static final List<List<String>> STEPS = List.of(List.of(
            """
            CREATE TABLE user (
              name TEXT PRIMARY KEY NOT NULL, groups TEXT NOT NULL, enabled INTEGER NOT NULL, created INTEGER NOT NULL
            ) STRICT""",
            """
            CREATE TABLE device (
              id TEXT PRIMARY KEY NOT NULL,
              user TEXT NOT NULL REFERENCES user(name) ON DELETE CASCADE,
              name TEXT NOT NULL, created INTEGER NOT NULL, revoked INTEGER
            ) STRICT""",
            "CREATE UNIQUE INDEX device_name ON device(user, name) WHERE revoked IS NULL",
            """
            CREATE TABLE device_certificate (
              fingerprint TEXT PRIMARY KEY NOT NULL,
              device TEXT NOT NULL REFERENCES device(id) ON DELETE CASCADE,
              serial TEXT NOT NULL, subject TEXT NOT NULL, not_after INTEGER NOT NULL
            ) STRICT""",
            "CREATE INDEX device_certificate_device ON device_certificate(device)",
            """
            CREATE TABLE lease (
              pool TEXT NOT NULL, address TEXT NOT NULL, family INTEGER NOT NULL,
              device TEXT NOT NULL REFERENCES device(id) ON DELETE CASCADE,
              used INTEGER NOT NULL,
              PRIMARY KEY (pool, address), UNIQUE (pool, device, family)
            ) STRICT""",
            """
            CREATE TABLE session (
              number INTEGER PRIMARY KEY NOT NULL, user TEXT NOT NULL, device TEXT NOT NULL, role TEXT NOT NULL,
              addresses TEXT NOT NULL, peer TEXT NOT NULL, since INTEGER NOT NULL,
              ended INTEGER, why TEXT, inbound_octets INTEGER, outbound_octets INTEGER
            ) STRICT""",
            """
            CREATE TABLE attempt (
              number INTEGER PRIMARY KEY NOT NULL, started INTEGER NOT NULL, ended INTEGER NOT NULL, path TEXT NOT NULL,
              claimed TEXT, user TEXT, device TEXT,
              code TEXT, blame TEXT, what TEXT, why TEXT, remedy TEXT
            ) STRICT""",
            """
            CREATE TABLE moment (
              attempt INTEGER NOT NULL REFERENCES attempt(number) ON DELETE CASCADE,
              position INTEGER NOT NULL, millis INTEGER NOT NULL, what TEXT NOT NULL,
              PRIMARY KEY (attempt, position)
            ) STRICT""",
            """
            CREATE TABLE audit (
              number INTEGER PRIMARY KEY AUTOINCREMENT,
              at INTEGER NOT NULL, actor TEXT NOT NULL, action TEXT NOT NULL, subject TEXT NOT NULL, detail TEXT NOT NULL
            ) STRICT""",
            "CREATE TABLE highest (what TEXT PRIMARY KEY NOT NULL, number INTEGER NOT NULL) STRICT",
            "INSERT INTO highest VALUES ('attempt', 0), ('session', 0)"));

    private Schema() {}
}
