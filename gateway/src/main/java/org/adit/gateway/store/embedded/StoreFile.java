package org.adit.gateway.store.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;
import org.adit.base.diagnosis.Result;
import org.adit.gateway.store.StoreFailure;
import org.sqlite.JDBC;

/// Opening the file: whose it is, which version it has, and the steps to ours.
final class StoreFile {
    private static final int SQLITE_BUSY = 5;
    private static final int SQLITE_LOCKED = 6;
    private static final int SQLITE_CORRUPT = 11;
    private static final int SQLITE_NOTADB = 26;
    /// "Adit" in SQLite's application id: another program's database is not ours to change.
    private static final int APPLICATION_ID = 0x41646974;

    private StoreFile() {}

    static Result<Connection, StoreFailure> open(Path file) {
        try {
            boolean fresh = makeOwnerOnly(file) || isFresh(file);
            return Result.ok(connect(file, fresh));
        } catch (Refused refused) {
            return Result.failed(refused.failure);
        } catch (IOException failure) {
            return Result.failed(new StoreFailure.CannotOpen(file.toString(), failure.toString()));
        } catch (SQLException failure) {
            return Result.failed(openFailure(file, failure));
        }
    }

    static void close(Connection connection) {
        try {
            connection.close();
        } catch (SQLException ignored) {
            // What was written is safe without it: the write-ahead log is read at the next start.
        }
    }

    /// The store's own words, without the statement.
    static String words(Throwable failure) {
        Throwable deepest = failure;
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        String message = deepest.getMessage();
        return message == null
                ? deepest.getClass().getSimpleName()
                : message.lines().findFirst().orElse("unknown");
    }

    private static boolean makeOwnerOnly(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null && !Files.exists(folder)) {
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            return true;
        }
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        return Files.size(file) == 0;
    }

    /// Looks before anything is opened for writing, so that a newer store stays as it is. A database without anything
    /// in it is as good as none: we were killed when we made it.
    private static boolean isFresh(Path file) throws SQLException, Refused {
        Properties readOnly = new Properties();
        readOnly.setProperty("open_mode", "1"); // SQLITE_OPEN_READONLY
        readOnly.setProperty("busy_timeout", "2000");
        try (Connection look = JDBC.createConnection(url(file), readOnly)) {
            int application = pragma(look, "application_id");
            int version = pragma(look, "user_version");
            if (application == 0 && version == 0 && number(look, "SELECT count(*) FROM sqlite_schema") == 0) {
                return true;
            }
            if (application != APPLICATION_ID) {
                throw new Refused(new StoreFailure.NotAStore(file.toString(), "it is another program's database"));
            }
            if (version > Schema.STEPS.size()) {
                throw new Refused(new StoreFailure.Newer(file.toString(), version, Schema.STEPS.size()));
            }
            return false;
        }
    }

    private static Connection connect(Path file, boolean fresh) throws SQLException {
        Properties settings = new Properties();
        settings.setProperty("busy_timeout", "2000");
        settings.setProperty("locking_mode", "EXCLUSIVE"); // a second gateway on this file is refused
        settings.setProperty("journal_mode", "WAL");
        settings.setProperty("synchronous", "FULL");
        settings.setProperty("foreign_keys", "true");
        settings.setProperty("jdbc.get_generated_keys", "false"); // else the driver asks for one after each write
        Connection connection = JDBC.createConnection(url(file), settings);
        try {
            if (fresh) {
                execute(connection, "PRAGMA application_id = " + APPLICATION_ID);
            }
            migrate(connection);
            return connection;
        } catch (SQLException failure) {
            connection.close();
            throw failure;
        }
    }

    private static void migrate(Connection connection) throws SQLException {
        List<List<String>> steps = Schema.STEPS;
        try (Prepared transactions = new Prepared(connection)) {
            for (int next = pragma(connection, "user_version"); next < steps.size(); next++) {
                int reached = next + 1;
                List<String> step = steps.get(next);
                transactions.inTransaction(() -> {
                    for (String statement : step) {
                        execute(connection, statement);
                    }
                    execute(connection, "PRAGMA user_version = " + reached);
                });
            }
            // Takes the exclusive lock even when there was nothing to do.
            transactions.inTransaction(() -> execute(connection, "UPDATE highest SET number = number WHERE FALSE"));
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String url(Path file) {
        return "jdbc:sqlite:" + file.toAbsolutePath();
    }

    private static int pragma(Connection connection, String name) throws SQLException {
        return number(connection, "PRAGMA " + name);
    }

    private static int number(Connection connection, String query) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            return rows.next() ? rows.getInt(1) : 0;
        }
    }

    private static StoreFailure openFailure(Path file, SQLException failure) {
        return switch (failure.getErrorCode() & 0xff) {
            case SQLITE_BUSY, SQLITE_LOCKED -> new StoreFailure.InUse(file.toString());
            case SQLITE_NOTADB, SQLITE_CORRUPT -> new StoreFailure.NotAStore(file.toString(), words(failure));
            default -> new StoreFailure.CannotOpen(file.toString(), words(failure));
        };
    }

    private static final class Refused extends Exception {
        private static final long serialVersionUID = 1;

        private final transient StoreFailure failure;

        Refused(StoreFailure failure) {
            this.failure = failure;
        }
    }
}
