package org.adit.gateway.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.adit.base.Bytes;
import org.adit.base.diagnosis.Blame;
import org.adit.base.diagnosis.Explanation;
import org.adit.base.diagnosis.Failure;
import org.adit.base.diagnosis.Result;
import org.adit.base.secret.Secret;
import org.adit.gateway.session.GatewayAction.Said;
import org.adit.gateway.session.GatewayInput.Wanted;
import org.adit.gateway.store.Kept;
import org.adit.gateway.store.StoreWrite;
import org.adit.gateway.store.memory.MemoryStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

final class ApiTest {
    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

    @TempDir
    Path folder;

    private final MemoryStore store = new MemoryStore();
    private final List<Wanted> asked = new ArrayList<>();
    private final AtomicInteger issued = new AtomicInteger();
    private final List<DeviceIssuer.Key> keys = new ArrayList<>();
    private ApiServer server;
    private ApiClient client;

    private final class FakeCore implements CorePort {
        @Override
        public Result<Said, Failure> ask(Wanted what) {
            asked.add(what);
            return Result.ok(
                    switch (what) {
                        case Wanted.Sessions() -> new Said.Sessions(List.of());
                        case Wanted.Pools() -> new Said.Pools(List.of());
                        case Wanted.RecentAttempts() ->
                            new Said.Attempts(List.of(attempt(3, Optional.empty()), attempt(2, Optional.empty())));
                        case Wanted.Disconnect(long session, String _) -> new Said.Ended(session == 7 ? 1 : 0);
                        case Wanted.Rekey(long session, boolean _) -> new Said.Rekeying(session == 7 ? 1 : 0);
                        case Wanted.DeviceRevoked _ -> new Said.Ended(1);
                        case Wanted.UserDisabled _ -> new Said.Ended(2);
                        case Wanted.Taken _ -> new Said.Ended(0);
                        case Wanted.UserEnabled _ -> new Said.Ended(0);
                    });
        }

        @Override
        public Result<String, Failure> reload() {
            throw new IllegalStateException("a bug on purpose");
        }

        @Override
        public ObjectNode status() {
            return Json.object().put("name", "vpn.example.org");
        }
    }

    private final class FakeIssuer implements DeviceIssuer {
        @Override
        public Result<Issued, Failure> issue(String user, String device, Key key) {
            int serial = issued.incrementAndGet();
            keys.add(key);
            return Result.ok(new Issued(
                    device,
                    "0" + serial,
                    Bytes.ofUtf8("print" + serial),
                    "CN=" + device,
                    NOON,
                    "CERT",
                    "CA",
                    Secret.own("KEY".getBytes(StandardCharsets.US_ASCII))));
        }

        @Override
        public List<Authority> authorities() {
            return List.of(new Authority("CN=Adit CA", "01", "ab", NOON, NOON));
        }
    }

    private static Kept.Attempt attempt(long number, Optional<Kept.Why> failure) {
        return new Kept.Attempt(
                number,
                NOON,
                NOON,
                "a - b",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                failure,
                List.of(new Kept.Moment(0, "first packet")));
    }

    @BeforeEach
    void start() throws IOException {
        Path socket = folder.resolve(ApiClient.SOCKET);
        server = new ApiServer(
                socket,
                new ApiServer.Parts(
                        store,
                        new FakeCore(),
                        new FakeIssuer(),
                        target -> java.util.Arrays.fill(target, (byte) issued.get()),
                        InstantSource.fixed(NOON)));
        client = new ApiClient(folder);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static ObjectNode value(Result<ObjectNode, Failure> result) {
        return switch (result) {
            case Result.Ok<ObjectNode, Failure>(ObjectNode value) -> value;
            case Result.Failed<ObjectNode, Failure>(Failure failure) ->
                throw new AssertionError(failure.code() + " " + failure.explain());
        };
    }

    private static String code(Result<ObjectNode, Failure> result) {
        return switch (result) {
            case Result.Ok<ObjectNode, Failure>(ObjectNode value) -> throw new AssertionError("it worked: " + value);
            case Result.Failed<ObjectNode, Failure>(Failure failure) ->
                failure.explain().remedy().isBlank()
                        ? "no remedy"
                        : failure.code().toString();
        };
    }

    private ObjectNode addAlice() {
        ObjectNode body = ApiClient.body().put("name", "Alice");
        body.putArray("groups").add("employees");
        return value(client.post(body, "users"));
    }

    private ObjectNode addLaptop() {
        return value(client.post(ApiClient.body().put("user", "alice").put("name", "laptop"), "devices"));
    }

    @Test
    void theSocketIsTheOwnersOnlyAndGoesWithTheServer() throws IOException {
        Path socket = folder.resolve(ApiClient.SOCKET);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(socket)))
                .isEqualTo("rw-------");
        server.close();
        assertThat(socket).doesNotExist();
        assertThat(code(client.get("status"))).isEqualTo("GW-036");
    }

    @Test
    void aSocketLeftByACrashIsReplaced() throws IOException {
        server.close();
        Files.writeString(folder.resolve(ApiClient.SOCKET), "");
        start();
        assertThat(value(client.get("status")).get("name").stringValue()).isEqualTo("vpn.example.org");
    }

    @Test
    void aUserIsAddedOnceWhateverTheCase() {
        assertThat(addAlice().get("name").stringValue()).isEqualTo("alice");
        assertThat(code(client.post(ApiClient.body().put("name", "ALICE"), "users")))
                .isEqualTo("GW-035");
        assertThat(value(client.get("users")).get("users")).hasSize(1);
    }

    @Test
    void aNameThatIsNoneIsRefused() {
        assertThat(code(client.post(ApiClient.body().put("name", "a\nb"), "users")))
                .isEqualTo("GW-030");
        assertThat(code(client.post(ApiClient.body(), "users"))).isEqualTo("GW-030");
        assertThat(code(client.post(ApiClient.body().put("user", "alice").put("name", "../x"), "devices")))
                .isIn("GW-030", "GW-031");
    }

    @Test
    void aDeviceGetsTheKindOfKeyThatWasAskedForAndEcdsaOtherwise() {
        addAlice();
        addLaptop();
        for (String key : List.of("rsa", "ed25519", "ecdsa")) {
            value(client.post(device(key, key), "devices"));
        }
        assertThat(keys)
                .containsExactly(
                        DeviceIssuer.Key.ECDSA, DeviceIssuer.Key.RSA, DeviceIssuer.Key.ED25519, DeviceIssuer.Key.ECDSA);
    }

    @Test
    void aKindOfKeyThatIsNoneIsRefusedAndTheRefusalNamesThoseThereAre() {
        addAlice();
        assertThat(code(client.post(device("laptop", "dsa"), "devices"))).isEqualTo("GW-030");
        assertThat(code(client.post(device("laptop", ""), "devices"))).isEqualTo("GW-030");
        assertThat(client.post(device("laptop", "dsa"), "devices").toString()).contains("ecdsa, rsa, ed25519");
        assertThat(keys).isEmpty();
        assertThat(value(client.get("devices")).get("devices")).isEmpty();
    }

    private static ObjectNode device(String name, String key) {
        return ApiClient.body().put("user", "alice").put("name", name).put("key", key);
    }

    @Test
    void aDeviceComesWithItsProfileAndIsFoundByItsCertificate() {
        addAlice();
        ObjectNode device = addLaptop();
        assertThat(device.get("profile").get("key").stringValue()).isEqualTo("KEY");
        assertThat(value(client.get("devices")).get("devices")).hasSize(1);
        assertThat(store.enrolled(Bytes.ofUtf8("print1")).toString()).contains("laptop");
        assertThat(value(client.get("devices")).toString()).doesNotContain("KEY");
    }

    @Test
    void aDeviceOfNobodyIsNotMadeAndNoCertificateIsIssued() {
        assertThat(code(client.post(ApiClient.body().put("user", "bob").put("name", "laptop"), "devices")))
                .isEqualTo("GW-031");
        assertThat(issued).hasValue(0);
    }

    @Test
    void revokingWritesToTheStoreBeforeTheSessionsEnd() {
        addAlice();
        addLaptop();
        ObjectNode revoked = value(client.post(ApiClient.body(), "devices", "alice/laptop", "revoke"));
        assertThat(revoked.get("endedSessions").intValue()).isEqualTo(1);
        assertThat(asked.getLast()).isInstanceOf(Wanted.DeviceRevoked.class);
        assertThat(value(client.get("devices"))
                        .get("devices")
                        .get(0)
                        .get("revoked")
                        .stringValue())
                .isEqualTo(NOON.toString());
        assertThat(code(client.post(ApiClient.body(), "devices", "alice/laptop", "revoke")))
                .isEqualTo("GW-032");
    }

    @Test
    void aDisabledUserLosesTheSessionsAndStaysListed() {
        addAlice();
        assertThat(value(client.post(ApiClient.body(), "users", "alice", "disable"))
                        .get("endedSessions")
                        .intValue())
                .isEqualTo(2);
        assertThat(value(client.get("users")).get("users").get(0).get("enabled").booleanValue())
                .isFalse();
        value(client.post(ApiClient.body(), "users", "alice", "enable"));
        assertThat(value(client.get("users")).get("users").get(0).get("enabled").booleanValue())
                .isTrue();
    }

    @Test
    void aRemovedUserIsGone() {
        addAlice();
        addLaptop();
        value(client.delete("users", "alice"));
        assertThat(value(client.get("users")).get("users")).isEmpty();
        assertThat(code(client.delete("users", "alice"))).isEqualTo("GW-031");
    }

    @Test
    void aSessionIsDisconnectedByItsNumber() {
        assertThat(value(client.post(ApiClient.body(), "sessions", "7", "disconnect"))
                        .get("number")
                        .intValue())
                .isEqualTo(7);
        assertThat(code(client.post(ApiClient.body(), "sessions", "8", "disconnect")))
                .isEqualTo("GW-033");
        assertThat(code(client.post(ApiClient.body(), "sessions", "x", "disconnect")))
                .isEqualTo("GW-030");
    }

    @Test
    void attemptsThatAreNotWrittenYetAreListedWithThoseThatAre() {
        Kept.Why why = new Kept.Why("GW-001", Blame.CREDENTIALS, new Explanation("what", "why", "do"));
        store.write(List.of(
                new StoreWrite.KeepAttempts(List.of(attempt(1, Optional.of(why)), attempt(2, Optional.empty())))));
        assertThat(value(client.get("attempts")).get("attempts").findValuesAsString("number"))
                .containsExactly("3", "2", "1");
        assertThat(value(client.get("attempts", "1"))
                        .get("failure")
                        .get("remedy")
                        .stringValue())
                .isEqualTo("do");
        assertThat(value(client.get("attempts", "3")).get("timeline")).hasSize(1);
        assertThat(code(client.get("attempts", "4"))).isEqualTo("GW-034");
    }

    @Test
    void everyChangeLeavesALineInTheAuditTrail() {
        addAlice();
        addLaptop();
        value(client.post(ApiClient.body(), "devices", "alice/laptop", "revoke"));
        assertThat(value(client.get("audit")).get("audit").findValuesAsString("action"))
                .containsExactly("device.revoke", "device.add", "user.add");
    }

    @Test
    void whatIsNotInTheTableDoesNotExist() {
        assertThat(code(client.get("..", "..", "etc", "passwd"))).isEqualTo("GW-030");
        assertThat(code(client.post(ApiClient.body(), "pools"))).isEqualTo("GW-030");
    }

    @Test
    void aBugIsACodedFailureWithoutAStackTrace() {
        assertThat(code(client.post(ApiClient.body(), "reload"))).isEqualTo("GW-038");
    }

    @Test
    void everyRouteSaysWhoMayUseIt() {
        Routes routes = new Routes(new Administration(
                new ApiServer.Parts(store, new FakeCore(), new FakeIssuer(), _ -> {}, InstantSource.fixed(NOON))));
        assertThat(routes.all())
                .hasSize(18)
                .allSatisfy(route -> assertThat(route.access()).isNotNull());
        assertThat(routes.all())
                .extracting(route -> route.method() + " " + route.pattern())
                .doesNotHaveDuplicates();
    }

    @Test
    void theCaIsShown() {
        assertThat(value(client.get("ca"))
                        .get("authorities")
                        .get(0)
                        .get("subject")
                        .stringValue())
                .isEqualTo("CN=Adit CA");
    }
}
