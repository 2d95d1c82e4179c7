package org.adit.gateway.store.embedded;

import java.nio.file.Path;
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
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;

/// One SQLite file, one connection, one platform thread that alone uses it: SQLite has one writer anyway, and its
/// native calls would pin a virtual thread.
public final class EmbeddedStore implements Store {
    private static final int SQLITE_CONSTRAINT = 19;

    private final Handle handle;
    private final Prepared prepared;
    private final ExecutorService owner;

    /// Runs on the store's thread.
    private interface Work<T> {
        T on(Handle db) throws SQLException;
    }

    private EmbeddedStore(Handle handle) {
        this.handle = handle;
        this.prepared = new Prepared(handle.getConnection());
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
                    db.useTransaction(_ -> {
                        for (StoreWrite write : writes) {
                            Writes.write(prepared, write);
                        }
                    });
                    return Done.DONE;
                },
                EmbeddedStore::writeFailure);
    }

    @Override
    public Result<Optional<Kept.User>, StoreFailure> user(UserName name) {
        return read("a user", _ -> prepared.first("SELECT * FROM user WHERE name = ?", Rows::user, name.text()));
    }

    @Override
    public Result<List<Kept.User>, StoreFailure> users() {
        return read(
                "the users",
                db -> db.createQuery("SELECT * FROM user ORDER BY name")
                        .map(Rows.USER)
                        .list());
    }

    @Override
    public Result<List<Kept.Enrolled>, StoreFailure> devices() {
        return read("the devices", db -> db.createQuery("""
                        SELECT d.*, c.fingerprint, c.serial, c.subject, c.not_after
                        FROM device d JOIN device_certificate c ON c.device = d.id
                        WHERE c.rowid = (SELECT max(rowid) FROM device_certificate WHERE device = d.id)
                        ORDER BY d.user, d.created, d.rowid""").map(Rows.ENROLLED).list());
    }

    @Override
    public Result<Optional<Kept.Enrolled>, StoreFailure> enrolled(Bytes fingerprint) {
        return read("a device", _ -> prepared.first("""
                        SELECT d.*, c.fingerprint, c.serial, c.subject, c.not_after
                        FROM device d JOIN device_certificate c ON c.device = d.id
                        WHERE c.fingerprint = ?""", Rows::enrolled, fingerprint.hex()));
    }

    @Override
    public Result<List<Kept.Lease>, StoreFailure> leases() {
        return read(
                "the leases",
                db -> db.createQuery("SELECT * FROM lease ORDER BY used, rowid")
                        .map(Rows.LEASE)
                        .list());
    }

    @Override
    public Result<List<Kept.Session>, StoreFailure> sessions(int atMost) {
        return read(
                "the sessions",
                db -> db.createQuery("SELECT * FROM session ORDER BY number DESC LIMIT :most")
                        .bind("most", atMost)
                        .map(Rows.SESSION)
                        .list());
    }

    @Override
    public Result<List<Kept.Attempt>, StoreFailure> attempts(int atMost) {
        return read(
                "the attempts",
                db -> db.createQuery("SELECT * FROM attempt ORDER BY number DESC LIMIT :most")
                        .bind("most", atMost)
                        .map(Rows.attempt(List.of()))
                        .list());
    }

    @Override
    public Result<Optional<Kept.Attempt>, StoreFailure> attempt(long number) {
        return read("an attempt", db -> {
            List<Kept.Moment> timeline = db.createQuery(
                            "SELECT millis, what FROM moment WHERE attempt = :number ORDER BY position")
                    .bind("number", number)
                    .map(Rows.MOMENT)
                    .list();
            return db.createQuery("SELECT * FROM attempt WHERE number = :number")
                    .bind("number", number)
                    .map(Rows.attempt(timeline))
                    .findOne();
        });
    }

    @Override
    public Result<List<Kept.AuditLine>, StoreFailure> audit(int atMost) {
        return read(
                "the audit trail",
                db -> db.createQuery("SELECT * FROM audit ORDER BY number DESC LIMIT :most")
                        .bind("most", atMost)
                        .map(Rows.AUDIT)
                        .list());
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
        StoreFile.close(handle);
    }

    private static long highest(Handle db, String what) {
        return db.createQuery("SELECT number FROM highest WHERE what = :what")
                .bind("what", what)
                .mapTo(Long.class)
                .one();
    }

    private <T> Result<T, StoreFailure> read(String what, Work<T> reader) {
        return onOwner(reader, failure -> new StoreFailure.CannotRead(what, StoreFile.words(failure)));
    }

    private <T> Result<T, StoreFailure> onOwner(Work<T> work, Function<Exception, StoreFailure> explain) {
        try {
            return CompletableFuture.supplyAsync(() -> attempted(work, explain), owner)
                    .join();
        } catch (RejectedExecutionException | CompletionException closed) {
            return Result.failed(new StoreFailure.CannotRead("it is closed", String.valueOf(closed.getMessage())));
        }
    }

    private <T> Result<T, StoreFailure> attempted(Work<T> work, Function<Exception, StoreFailure> explain) {
        try {
            return Result.ok(work.on(handle));
        } catch (JdbiException | SQLException failure) {
            return Result.failed(explain.apply(failure));
        }
    }

    private static StoreFailure writeFailure(Exception failure) {
        Throwable cause = failure instanceof JdbiException ? failure.getCause() : failure;
        if (cause instanceof SQLException sql && (sql.getErrorCode() & 0xff) == SQLITE_CONSTRAINT) {
            return new StoreFailure.Conflict(StoreFile.words(failure));
        }
        return new StoreFailure.CannotWrite("the store refused it", StoreFile.words(failure));
    }
}
