package org.adit.gateway.store.embedded;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import org.adit.base.Bytes;
import org.adit.base.diagnosis.Result;
import org.adit.gateway.identity.UserName;
import org.adit.gateway.store.Kept;
import org.adit.gateway.store.Store;
import org.adit.gateway.store.StoreFailure;
import org.adit.gateway.store.StoreWrite;

/// One SQLite file, one connection, one platform thread that alone uses it: SQLite has one writer anyway, and its
/// native calls would pin a virtual thread.
public final class EmbeddedStore implements Store {
    private static final int SQLITE_CONSTRAINT = 19;

    private final Connection connection;
    private final Prepared prepared;
    private final ExecutorService owner;

    /// Runs on the store's thread.
    private interface Work<T> {
        T on(Prepared db) throws SQLException;
    }

    private EmbeddedStore(Connection connection) {
        this.connection = connection;
        this.prepared = new Prepared(connection);
        this.owner = Executors.newSingleThreadExecutor(work -> {
            Thread thread = new Thread(work, "store");
            thread.setDaemon(true);
            return thread;
        });
    }

    /// Opens or makes `file`, readable by its owner only, and brings its schema to this version.
    public static Result<EmbeddedStore, StoreFailure> open(Path file) {
        return StoreFile.open(file).map(EmbeddedStore::new);
    }

    @Override
    public Result<Done, StoreFailure> write(List<StoreWrite> writes) {
        return onOwner(
                db -> {
                    db.inTransaction(() -> {
                        for (StoreWrite write : writes) {
                            Writes.write(db, write);
                        }
                    });
                    return Done.DONE;
                },
                EmbeddedStore::writeFailure);
    }

    @Override
    public Result<Optional<Kept.User>, StoreFailure> user(UserName name) {
        return read("a user", db -> db.first("SELECT * FROM user WHERE name = ?", Rows::user, name.text()));
    }

    @Override
    public Result<List<Kept.User>, StoreFailure> users() {
        return read("the users", db -> db.all("SELECT * FROM user ORDER BY name", Rows::user));
    }

    @Override
    public Result<List<Kept.Enrolled>, StoreFailure> devices() {
        return read("the devices", db -> db.all("""
                        SELECT d.*, c.fingerprint, c.serial, c.subject, c.not_after
                        FROM device d JOIN device_certificate c ON c.device = d.id
                        WHERE c.rowid = (SELECT max(rowid) FROM device_certificate WHERE device = d.id)
                        ORDER BY d.user, d.created, d.rowid""", Rows::enrolled));
    }

    @Override
    public Result<Optional<Kept.Enrolled>, StoreFailure> enrolled(Bytes fingerprint) {
        return read("a device", db -> db.first("""
                        SELECT d.*, c.fingerprint, c.serial, c.subject, c.not_after
                        FROM device d JOIN device_certificate c ON c.device = d.id
                        WHERE c.fingerprint = ?""", Rows::enrolled, fingerprint.hex()));
    }

    @Override
    public Result<List<Kept.Lease>, StoreFailure> leases() {
        return read("the leases", db -> db.all("SELECT * FROM lease ORDER BY used, rowid", Rows::lease));
    }

    @Override
    public Result<List<Kept.Session>, StoreFailure> sessions(int atMost) {
        return read(
                "the sessions",
                db -> db.all("SELECT * FROM session ORDER BY number DESC LIMIT ?", Rows::session, atMost));
    }

    @Override
    public Result<List<Kept.Attempt>, StoreFailure> attempts(int atMost) {
        return read(
                "the attempts",
                db -> db.all(
                        "SELECT * FROM attempt ORDER BY number DESC LIMIT ?",
                        row -> Rows.attempt(row, List.of()),
                        atMost));
    }

    @Override
    public Result<Optional<Kept.Attempt>, StoreFailure> attempt(long number) {
        return read("an attempt", db -> {
            List<Kept.Moment> timeline =
                    db.all("SELECT millis, what FROM moment WHERE attempt = ? ORDER BY position", Rows::moment, number);
            return db.first("SELECT * FROM attempt WHERE number = ?", row -> Rows.attempt(row, timeline), number);
        });
    }

    @Override
    public Result<List<Kept.AuditLine>, StoreFailure> audit(int atMost) {
        return read(
                "the audit trail",
                db -> db.all("SELECT * FROM audit ORDER BY number DESC LIMIT ?", Rows::audit, atMost));
    }

    @Override
    public Result<Numbers, StoreFailure> numbers() {
        return read("the highest numbers", db -> new Numbers(highest(db, "attempt"), highest(db, "session")));
    }

    @Override
    public void close() {
        owner.close();
        try {
            prepared.close();
        } catch (SQLException ignored) {
            // The connection is closed next, and with it every statement.
        }
        StoreFile.close(connection);
    }

    private static long highest(Prepared db, String what) throws SQLException {
        return db.first("SELECT number FROM highest WHERE what = ?", row -> row.getLong(1), what)
                .orElseThrow(() -> new SQLException("no highest number of a " + what));
    }

    private <T> Result<T, StoreFailure> read(String what, Work<T> reader) {
        return onOwner(reader, failure -> new StoreFailure.CannotRead(what, StoreFile.words(failure)));
    }

    private <T> Result<T, StoreFailure> onOwner(Work<T> work, Function<SQLException, StoreFailure> explain) {
        try {
            return CompletableFuture.supplyAsync(() -> attempted(work, explain), owner)
                    .join();
        } catch (RejectedExecutionException | CompletionException closed) {
            return Result.failed(new StoreFailure.CannotRead("it is closed", String.valueOf(closed.getMessage())));
        }
    }

    private <T> Result<T, StoreFailure> attempted(Work<T> work, Function<SQLException, StoreFailure> explain) {
        try {
            return Result.ok(work.on(prepared));
        } catch (SQLException failure) {
            return Result.failed(explain.apply(failure));
        }
    }

    private static StoreFailure writeFailure(SQLException failure) {
        if ((failure.getErrorCode() & 0xff) == SQLITE_CONSTRAINT) {
            return new StoreFailure.Conflict(StoreFile.words(failure));
        }
        return new StoreFailure.CannotWrite("the store refused it", StoreFile.words(failure));
    }
}
