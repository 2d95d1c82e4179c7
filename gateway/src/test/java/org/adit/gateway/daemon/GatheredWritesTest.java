package org.adit.gateway.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.adit.base.Bytes;
import org.adit.base.diagnosis.Result;
import org.adit.gateway.identity.UserName;
import org.adit.gateway.store.Kept;
import org.adit.gateway.store.Store;
import org.adit.gateway.store.StoreFailure;
import org.adit.gateway.store.StoreWrite;
import org.adit.gateway.store.memory.MemoryStore;
import org.junit.jupiter.api.Test;

class GatheredWritesTest {
    private static final Instant NOON = Instant.parse("2026-11-01T12:00:00Z");
    private static final UserName ALICE = UserName.parse("alice").orElseThrow();

    private final Store store = new MemoryStore();

    private static StoreWrite user(UserName name) {
        return new StoreWrite.PutUser(new Kept.User(name, List.of("people"), true, NOON));
    }

    /// The id of a device is unique.
    private static StoreWrite device(String id, String name) {
        return new StoreWrite.AddDevice(
                new Kept.Device(id, ALICE, name, NOON, Optional.empty()),
                new Kept.DeviceCertificate(id, "01", Bytes.ofUtf8(name), "CN=" + name, NOON));
    }

    private static <T> T value(Result<T, StoreFailure> result) {
        return switch (result) {
            case Result.Ok<T, StoreFailure>(T value) -> value;
            case Result.Failed<T, StoreFailure>(StoreFailure why) -> throw new AssertionError(why);
        };
    }

    @Test
    void theEndWaitsForWhatWasWanted() {
        try (GatheredWrites writes = new GatheredWrites(store)) {
            writes.add(List.of(user(ALICE)));
            writes.add(List.of(device("1", "laptop"), device("2", "phone")));
        }
        assertThat(value(store.devices())).hasSize(2);
    }

    @Test
    void aMistakeCostsOnlyItsOwnGroup() {
        try (GatheredWrites writes = new GatheredWrites(store)) {
            writes.add(List.of(user(ALICE)));
            writes.add(List.of(device("1", "laptop")));
            writes.add(List.of(device("2", "phone"), device("1", "again")));
            writes.add(List.of(device("3", "tablet")));
        }
        assertThat(value(store.devices()))
                .extracting(enrolled -> enrolled.device().name())
                .containsExactlyInAnyOrder("laptop", "tablet");
    }
}
