package org.adit.gateway.store.memory;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.adit.base.diagnosis.Result;
import org.adit.gateway.store.Kept;
import org.adit.gateway.store.Store;
import org.adit.gateway.store.StoreFailure;
import org.adit.gateway.store.StoreWrite;

/// Everything kept at one moment.
record MemoryState(
        List<Kept.User> users,
        List<Kept.Device> devices,
        List<Kept.DeviceCertificate> certificates,
        List<Kept.Lease> leases,
        List<Kept.Session> sessions,
        List<Kept.Attempt> attempts,
        List<Kept.AuditLine> audit,
        Store.Numbers numbers) {
    static final MemoryState EMPTY = new MemoryState(
            List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), new Store.Numbers(0, 0));

    Result<MemoryState, StoreFailure> with(StoreWrite write) {
        return switch (write) {
            case StoreWrite.PutUser(Kept.User user) ->
                Result.ok(withUsers(replaced(users, user, old -> old.name().equals(user.name()))));
            case StoreWrite.RemoveUser removal -> Result.ok(withoutUser(removal));
            case StoreWrite.AddDevice addition -> withDevice(addition);
            case StoreWrite.RevokeDevice(String id, var at) ->
                Result.ok(withDevices(changed(
                        devices,
                        device -> device.id().equals(id) && device.revoked().isEmpty(),
                        device -> new Kept.Device(
                                device.id(), device.user(), device.name(), device.created(), Optional.of(at)))));
            case StoreWrite.PutLease(Kept.Lease lease) -> Result.ok(withLease(lease));
            case StoreWrite.ForgetLease(String pool, var address) ->
                Result.ok(withLeases(without(
                        leases,
                        lease -> lease.pool().equals(pool) && lease.address().equals(address))));
            case StoreWrite.OpenSession(Kept.Session session) ->
                Result.ok(withSessions(replaced(sessions, session, old -> old.number() == session.number())));
            case StoreWrite.EndSession(long number, Kept.Ending ending) ->
                Result.ok(withSessions(ended(session -> session.number() == number, ending)));
            case StoreWrite.EndAllSessions(Kept.Ending ending) -> Result.ok(withSessions(ended(_ -> true, ending)));
            case StoreWrite.KeepAttempts(List<Kept.Attempt> more) -> Result.ok(withMore(more));
            case StoreWrite.PruneAttempts(int keep) -> Result.ok(pruned(keep));
            case StoreWrite.Audit(Kept.AuditLine line) ->
                Result.ok(new MemoryState(
                        users, devices, certificates, leases, sessions, attempts, plus(audit, line), numbers));
        };
    }

    private Result<MemoryState, StoreFailure> withDevice(StoreWrite.AddDevice addition) {
        Kept.Device device = addition.device();
        boolean noSuchUser = users.stream().noneMatch(user -> user.name().equals(device.user()));
        boolean taken = devices.stream().anyMatch(old -> old.id().equals(device.id()) || sameName(old, device));
        boolean sameCertificate = certificates.stream()
                .anyMatch(old -> old.fingerprint().equals(addition.certificate().fingerprint()));
        if (noSuchUser || taken || sameCertificate) {
            return Result.failed(new StoreFailure.Conflict("the device " + device.name() + " of " + device.user()));
        }
        return Result.ok(new MemoryState(
                users,
                plus(devices, device),
                plus(certificates, addition.certificate()),
                leases,
                sessions,
                attempts,
                audit,
                numbers));
    }

    private static boolean sameName(Kept.Device old, Kept.Device device) {
        return old.revoked().isEmpty()
                && old.user().equals(device.user())
                && old.name().equals(device.name());
    }

    private MemoryState withoutUser(StoreWrite.RemoveUser removal) {
        List<String> gone = devices.stream()
                .filter(device -> device.user().equals(removal.name()))
                .map(Kept.Device::id)
                .toList();
        return new MemoryState(
                without(users, user -> user.name().equals(removal.name())),
                without(devices, device -> gone.contains(device.id())),
                without(certificates, certificate -> gone.contains(certificate.device())),
                without(leases, lease -> gone.contains(lease.device())),
                sessions,
                attempts,
                audit,
                numbers);
    }

    private MemoryState withLease(Kept.Lease lease) {
        if (devices.stream().noneMatch(device -> device.id().equals(lease.device()))) {
            return this;
        }
        List<Kept.Lease> others = without(
                leases,
                old -> old.pool().equals(lease.pool())
                        && (old.address().equals(lease.address())
                                || old.device().equals(lease.device())
                                        && old.address().family()
                                                == lease.address().family()));
        return withLeases(plus(others, lease));
    }

    private MemoryState withMore(List<Kept.Attempt> more) {
        List<Kept.Attempt> all = new ArrayList<>(attempts);
        long highest = numbers.attempt();
        for (Kept.Attempt attempt : more) {
            all.removeIf(old -> old.number() == attempt.number());
            all.add(attempt);
            highest = Math.max(highest, attempt.number());
        }
        return new MemoryState(
                users,
                devices,
                certificates,
                leases,
                sessions,
                List.copyOf(all),
                audit,
                new Store.Numbers(highest, numbers.session()));
    }

    private MemoryState pruned(int keep) {
        List<Kept.Attempt> newest = attempts.stream()
                .sorted(Comparator.comparingLong(Kept.Attempt::number).reversed())
                .limit(keep)
                .toList();
        return new MemoryState(users, devices, certificates, leases, sessions, newest, audit, numbers);
    }

    private List<Kept.Session> ended(Predicate<Kept.Session> which, Kept.Ending ending) {
        return changed(
                sessions,
                session -> session.ended().isEmpty() && which.test(session),
                session -> new Kept.Session(
                        session.number(),
                        session.user(),
                        session.device(),
                        session.role(),
                        session.addresses(),
                        session.peer(),
                        session.since(),
                        Optional.of(ending)));
    }

    private MemoryState withUsers(List<Kept.User> next) {
        return new MemoryState(next, devices, certificates, leases, sessions, attempts, audit, numbers);
    }

    private MemoryState withDevices(List<Kept.Device> next) {
        return new MemoryState(users, next, certificates, leases, sessions, attempts, audit, numbers);
    }

    private MemoryState withLeases(List<Kept.Lease> next) {
        return new MemoryState(users, devices, certificates, next, sessions, attempts, audit, numbers);
    }

    private MemoryState withSessions(List<Kept.Session> next) {
        long highest = next.stream().mapToLong(Kept.Session::number).max().orElse(0);
        return new MemoryState(
                users,
                devices,
                certificates,
                leases,
                next,
                attempts,
                audit,
                new Store.Numbers(numbers.attempt(), Math.max(numbers.session(), highest)));
    }

    private static <T> List<T> plus(List<T> all, T more) {
        List<T> longer = new ArrayList<>(all);
        longer.add(more);
        return List.copyOf(longer);
    }

    private static <T> List<T> without(List<T> all, Predicate<T> which) {
        return all.stream().filter(which.negate()).toList();
    }

    private static <T> List<T> replaced(List<T> all, T by, Predicate<T> which) {
        return plus(without(all, which), by);
    }

    private static <T> List<T> changed(List<T> all, Predicate<T> which, UnaryOperator<T> how) {
        return all.stream().map(one -> which.test(one) ? how.apply(one) : one).toList();
    }
}
