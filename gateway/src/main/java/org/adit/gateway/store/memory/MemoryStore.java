package org.adit.gateway.store.memory;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.adit.base.Bytes;
import org.adit.base.diagnosis.Result;
import org.adit.gateway.identity.UserName;
import org.adit.gateway.store.Kept;
import org.adit.gateway.store.Store;
import org.adit.gateway.store.StoreFailure;
import org.adit.gateway.store.StoreWrite;

/// Keeps an immutable picture and replaces it by the next one, or not at all.
public final class MemoryStore implements Store {
    private MemoryState state = MemoryState.EMPTY;

    @Override
    public synchronized Result<Done, StoreFailure> write(List<StoreWrite> writes) {
        MemoryState next = state;
        for (StoreWrite write : writes) {
            switch (next.with(write)) {
                case Result.Ok<MemoryState, StoreFailure>(MemoryState changed) -> next = changed;
                case Result.Failed<MemoryState, StoreFailure>(StoreFailure failure) -> {
                    return Result.failed(failure);
                }
            }
        }
        state = next;
        return Result.ok(Done.DONE);
    }

    @Override
    public Result<Optional<Kept.User>, StoreFailure> user(UserName name) {
        return read(now ->
                now.users().stream().filter(user -> user.name().equals(name)).findFirst());
    }

    @Override
    public Result<List<Kept.User>, StoreFailure> users() {
        return read(now -> now.users().stream()
                .sorted(Comparator.comparing(Kept.User::name))
                .toList());
    }

    @Override
    public Result<List<Kept.Enrolled>, StoreFailure> devices() {
        return read(now -> now.devices().stream()
                .sorted(Comparator.comparing(Kept.Device::user).thenComparing(Kept.Device::created))
                .map(device -> new Kept.Enrolled(device, newest(now, device)))
                .toList());
    }

    @Override
    public Result<Optional<Kept.Enrolled>, StoreFailure> enrolled(Bytes fingerprint) {
        return read(now -> now.certificates().stream()
                .filter(certificate -> certificate.fingerprint().equals(fingerprint))
                .findFirst()
                .flatMap(certificate -> now.devices().stream()
                        .filter(device -> device.id().equals(certificate.device()))
                        .findFirst()
                        .map(device -> new Kept.Enrolled(device, certificate))));
    }

    @Override
    public Result<List<Kept.Lease>, StoreFailure> leases() {
        return read(now -> now.leases().stream()
                .sorted(Comparator.comparing(Kept.Lease::used))
                .toList());
    }

    @Override
    public Result<List<Kept.Session>, StoreFailure> sessions(int atMost) {
        return read(now -> newestFirst(now.sessions(), Comparator.comparingLong(Kept.Session::number), atMost));
    }

    @Override
    public Result<List<Kept.Attempt>, StoreFailure> attempts(int atMost) {
        return read(now -> newestFirst(now.attempts(), Comparator.comparingLong(Kept.Attempt::number), atMost).stream()
                .map(MemoryStore::withoutTimeline)
                .toList());
    }

    @Override
    public Result<Optional<Kept.Attempt>, StoreFailure> attempt(long number) {
        return read(now -> now.attempts().stream()
                .filter(attempt -> attempt.number() == number)
                .findFirst());
    }

    @Override
    public Result<List<Kept.AuditLine>, StoreFailure> audit(int atMost) {
        return read(now -> now.audit().reversed().stream().limit(atMost).toList());
    }

    @Override
    public Result<Numbers, StoreFailure> numbers() {
        return read(MemoryState::numbers);
    }

    @Override
    public void close() {}

    private synchronized <T> Result<T, StoreFailure> read(Function<MemoryState, T> reader) {
        return Result.ok(reader.apply(state));
    }

    private static Kept.DeviceCertificate newest(MemoryState now, Kept.Device device) {
        return now.certificates().stream()
                .filter(certificate -> certificate.device().equals(device.id()))
                .reduce((_, later) -> later)
                .orElseThrow();
    }

    private static <T> List<T> newestFirst(List<T> all, Comparator<T> order, int atMost) {
        List<T> sorted = new ArrayList<>(all);
        sorted.sort(order.reversed());
        return sorted.stream().limit(atMost).toList();
    }

    private static Kept.Attempt withoutTimeline(Kept.Attempt full) {
        return new Kept.Attempt(
                full.number(),
                full.started(),
                full.ended(),
                full.path(),
                full.claimed(),
                full.user(),
                full.device(),
                full.failure(),
                List.of());
    }
}
