package org.adit.gateway.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.adit.base.Bytes;
import org.adit.base.diagnosis.Blame;
import org.adit.base.diagnosis.Explanation;
import org.adit.base.diagnosis.Result;
import org.adit.base.net.IpAddress;
import org.adit.gateway.identity.UserName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What every store must do.
abstract class StoreContract {
    static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
    static final UserName ALICE = new UserName("alice");

    private Store store;

    abstract Store make();

    @BeforeEach
    final void makeStore() {
        store = make();
    }

    @AfterEach
    final void closeStore() {
        store.close();
    }

    static Kept.User user(String name, String... groups) {
        return new Kept.User(new UserName(name), List.of(groups), true, NOON);
    }

    static StoreWrite device(String id, String user, String name) {
        return new StoreWrite.AddDevice(
                new Kept.Device(id, new UserName(user), name, NOON, Optional.empty()),
                new Kept.DeviceCertificate(id, "0a" + id.length(), Bytes.ofUtf8("print of " + id), "CN=" + name, NOON));
    }

    static StoreWrite lease(String device, String address, int second) {
        return new StoreWrite.PutLease(
                new Kept.Lease("staff", device, IpAddress.of(address), NOON.plusSeconds(second)));
    }

    static Kept.Attempt attempt(long number, Optional<Kept.Why> failure) {
        return new Kept.Attempt(
                number,
                NOON,
                NOON.plusMillis(250),
                "192.0.2.1:500 - 198.51.100.7:500",
                Optional.of("laptop"),
                Optional.empty(),
                Optional.of("laptop"),
                failure,
                List.of(new Kept.Moment(0, "first packet"), new Kept.Moment(250, "done")));
    }

    static <T> T value(Result<T, StoreFailure> result) {
        return switch (result) {
            case Result.Ok<T, StoreFailure>(T value) -> value;
            case Result.Failed<T, StoreFailure>(StoreFailure failure) ->
                throw new AssertionError(failure.code() + " " + failure.explain());
        };
    }

    static <T> StoreFailure failure(Result<T, StoreFailure> result) {
        return switch (result) {
            case Result.Ok<T, StoreFailure>(T value) -> throw new AssertionError("it worked: " + value);
            case Result.Failed<T, StoreFailure>(StoreFailure failure) -> failure;
        };
    }

    private void write(StoreWrite... writes) {
        value(store.write(List.of(writes)));
    }

    @Test
    void aUserIsKeptAndReplacedByName() {
        write(new StoreWrite.PutUser(user("alice", "employees", "admins of things")), device("d1", "alice", "laptop"));
        write(new StoreWrite.PutUser(new Kept.User(ALICE, List.of(), false, NOON)));
        assertThat(value(store.user(ALICE))).contains(new Kept.User(ALICE, List.of(), false, NOON));
        assertThat(value(store.devices())).hasSize(1);
    }

    @Test
    void usersComeByName() {
        write(new StoreWrite.PutUser(user("bob", "x")), new StoreWrite.PutUser(user("alice", "employees", "y")));
        assertThat(value(store.users())).containsExactly(user("alice", "employees", "y"), user("bob", "x"));
        assertThat(value(store.user(new UserName("carol")))).isEmpty();
    }

    @Test
    void aDeviceIsFoundByTheFingerprintOfItsCertificate() {
        write(new StoreWrite.PutUser(user("alice")), device("d1", "alice", "laptop"), device("d2", "alice", "phone"));
        Kept.Enrolled found = value(store.enrolled(Bytes.ofUtf8("print of d2"))).orElseThrow();
        assertThat(found.device()).isEqualTo(new Kept.Device("d2", ALICE, "phone", NOON, Optional.empty()));
        assertThat(found.certificate().subject()).isEqualTo("CN=phone");
        assertThat(value(store.enrolled(Bytes.ofUtf8("nobody's")))).isEmpty();
    }

    @Test
    void theFirstRevocationStays() {
        write(new StoreWrite.PutUser(user("alice")), device("d1", "alice", "laptop"));
        write(new StoreWrite.RevokeDevice("d1", NOON), new StoreWrite.RevokeDevice("d1", NOON.plusSeconds(9)));
        assertThat(value(store.devices()).getFirst().device().revoked()).contains(NOON);
        assertThat(value(store.enrolled(Bytes.ofUtf8("print of d1")))
                        .orElseThrow()
                        .device()
                        .revoked())
                .contains(NOON);
    }

    @Test
    void twoLiveDevicesOfAUserMayNotShareANameButARevokedOneMakesRoom() {
        write(new StoreWrite.PutUser(user("alice")), device("d1", "alice", "laptop"));
        assertThat(failure(store.write(List.of(device("d2", "alice", "laptop")))))
                .isInstanceOf(StoreFailure.Conflict.class);
        write(new StoreWrite.RevokeDevice("d1", NOON));
        write(device("d2", "alice", "laptop"));
        assertThat(value(store.devices())).hasSize(2);
    }

    @Test
    void aDeviceOfNobodyIsRefused() {
        assertThat(failure(store.write(List.of(device("d1", "alice", "laptop")))))
                .isInstanceOf(StoreFailure.Conflict.class);
    }

    @Test
    void aWriteIsAllOrNothing() {
        StoreFailure failure =
                failure(store.write(List.of(new StoreWrite.PutUser(user("alice")), device("d1", "bob", "laptop"))));
        assertThat(failure).isInstanceOf(StoreFailure.Conflict.class);
        assertThat(value(store.users())).isEmpty();
    }

    @Test
    void aRemovedUserTakesDevicesAndLeasesAlong() {
        write(new StoreWrite.PutUser(user("alice")), device("d1", "alice", "laptop"), lease("d1", "10.99.0.2", 0));
        write(new StoreWrite.RemoveUser(ALICE));
        assertThat(value(store.users())).isEmpty();
        assertThat(value(store.devices())).isEmpty();
        assertThat(value(store.leases())).isEmpty();
        assertThat(value(store.enrolled(Bytes.ofUtf8("print of d1")))).isEmpty();
    }

    @Test
    void leasesComeLeastRecentlyUsedFirstAndOneAPoolDeviceAndFamily() {
        write(
                new StoreWrite.PutUser(user("alice")),
                device("d1", "alice", "laptop"),
                device("d2", "alice", "phone"),
                lease("d1", "10.99.0.2", 5),
                lease("d1", "fd99::2", 4),
                lease("d2", "10.99.0.3", 1),
                lease("d1", "10.99.0.9", 7),
                lease("nobody", "10.99.0.4", 1));
        assertThat(value(store.leases()))
                .extracting(lease -> lease.device() + " " + lease.address())
                .containsExactly("d2 10.99.0.3", "d1 fd99::2", "d1 10.99.0.9");
        write(lease("d2", "10.99.0.9", 8), new StoreWrite.ForgetLease("staff", IpAddress.of("fd99::2")));
        assertThat(value(store.leases()))
                .extracting(lease -> lease.device() + " " + lease.address())
                .containsExactly("d2 10.99.0.9");
    }

    @Test
    void sessionsAreOpenUntilTheyEndOnce() {
        List<IpAddress> addresses = List.of(IpAddress.of("10.99.0.2"), IpAddress.of("fd99::2"));
        Kept.Session open =
                new Kept.Session(7, "alice", "laptop", "staff", addresses, "198.51.100.7:4500", NOON, Optional.empty());
        Kept.Ending ending = new Kept.Ending(NOON.plusSeconds(60), "the peer disconnected", 11, 22);
        Kept.Ending crash = new Kept.Ending(NOON.plusSeconds(90), "the gateway stopped", 0, 0);
        write(new StoreWrite.OpenSession(open));
        assertThat(value(store.sessions(9))).containsExactly(open);
        write(new StoreWrite.EndSession(7, ending), new StoreWrite.EndAllSessions(crash));
        assertThat(value(store.sessions(9)).getFirst().ended()).contains(ending);
    }

    @Test
    void afterACrashAllOpenSessionsCanBeEnded() {
        Kept.Session open = new Kept.Session(7, "alice", "laptop", "staff", List.of(), "peer", NOON, Optional.empty());
        Kept.Ending crash = new Kept.Ending(NOON.plusSeconds(90), "the gateway stopped", 0, 0);
        write(new StoreWrite.OpenSession(open), new StoreWrite.EndAllSessions(crash));
        assertThat(value(store.sessions(9)).getFirst().ended()).contains(crash);
    }

    @Test
    void attemptsAreListedNewestFirstAndExplainedWithTheirTimeline() {
        Kept.Why why = new Kept.Why("GW-001", Blame.CREDENTIALS, new Explanation("what", "why", "do"));
        write(new StoreWrite.KeepAttempts(List.of(attempt(1, Optional.of(why)), attempt(2, Optional.empty()))));
        assertThat(value(store.attempts(9))).extracting(Kept.Attempt::number).containsExactly(2L, 1L);
        assertThat(value(store.attempts(1))).extracting(Kept.Attempt::number).containsExactly(2L);
        assertThat(value(store.attempt(1))).contains(attempt(1, Optional.of(why)));
        assertThat(value(store.attempt(3))).isEmpty();
    }

    @Test
    void pruningKeepsTheNewestEvenIfNumbersAreMissing() {
        write(new StoreWrite.KeepAttempts(
                List.of(attempt(1, Optional.empty()), attempt(5, Optional.empty()), attempt(9, Optional.empty()))));
        write(new StoreWrite.PruneAttempts(3));
        assertThat(value(store.attempts(9))).hasSize(3);
        write(new StoreWrite.PruneAttempts(2));
        assertThat(value(store.attempts(9))).extracting(Kept.Attempt::number).containsExactly(9L, 5L);
    }

    @Test
    void oldAttemptsArePrunedAndTheirNumbersNotReused() {
        write(new StoreWrite.KeepAttempts(List.of(attempt(1, Optional.empty()), attempt(2, Optional.empty()))));
        write(new StoreWrite.PruneAttempts(0));
        assertThat(value(store.attempts(9))).isEmpty();
        assertThat(value(store.numbers())).isEqualTo(new Store.Numbers(2, 0));
    }

    @Test
    void theAuditTrailIsReadNewestFirst() {
        Kept.AuditLine first = new Kept.AuditLine(NOON, "root", "user.add", "alice", "");
        Kept.AuditLine second = new Kept.AuditLine(NOON, "root", "user.add", "bob", "groups: x");
        write(new StoreWrite.Audit(first), new StoreWrite.Audit(second));
        assertThat(value(store.audit(9))).containsExactly(second, first);
        assertThat(value(store.audit(1))).containsExactly(second);
    }
}
