package org.adit.gateway.api;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.adit.base.Randomness;
import org.adit.base.diagnosis.Failure;
import org.adit.base.diagnosis.Result;
import org.adit.gateway.audit.AuditLines;
import org.adit.gateway.identity.UserName;
import org.adit.gateway.session.GatewayAction.Said;
import org.adit.gateway.session.GatewayInput.Wanted;
import org.adit.gateway.store.Kept;
import org.adit.gateway.store.Store;
import org.adit.gateway.store.StoreFailure;
import org.adit.gateway.store.StoreWrite;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What an administrator can do, each as one method. The store is changed first, then the running sessions, so that
/// nobody slips in between. Every change leaves a line in the audit trail.
final class Administration {
    private static final int MOST = 1000;
    /// Who can open the socket: nothing more is known of them.
    private static final String ACTOR = "local administrator";

    /// Stands for a signal that is caught in this class: a failure anywhere ends the request.
    static final class Refused extends Exception {
        private static final long serialVersionUID = 1;

        private final transient Failure failure;

        Refused(Failure failure) {
            this.failure = failure;
        }

        Failure failure() {
            return failure;
        }
    }

    private final Store store;
    private final CorePort core;
    private final DeviceIssuer issuer;
    private final Randomness randomness;
    private final InstantSource clock;

    Administration(ApiServer.Parts parts) {
        this.store = parts.store();
        this.core = parts.core();
        this.issuer = parts.issuer();
        this.randomness = parts.randomness();
        this.clock = parts.clock();
    }

    ObjectNode status(Request request) {
        return core.status();
    }

    ObjectNode reload(Request request) throws Refused {
        String what = value(core.reload());
        write(AuditLines.reloaded(now(), ACTOR, what));
        return Json.object().put("reloaded", what);
    }

    ObjectNode users(Request request) throws Refused {
        return Json.list("users", kept(store.users()), Json::user);
    }

    ObjectNode addUser(Request request) throws Refused {
        UserName name = userName(request.text("name"));
        if (kept(store.user(name)).isPresent()) {
            throw new Refused(new ApiFailure.UserExists(name.text()));
        }
        List<String> groups = groups(request.body());
        Kept.User user = new Kept.User(name, groups, true, now());
        write(new StoreWrite.PutUser(user), AuditLines.userAdded(now(), ACTOR, name.text(), groups));
        ask(new Wanted.UserEnabled(name));
        return Json.user(user);
    }

    ObjectNode disableUser(Request request) throws Refused {
        Kept.User user = changed(request, false);
        int ended = ended(new Wanted.UserDisabled(user.name(), ACTOR));
        return Json.user(user).put("endedSessions", ended);
    }

    ObjectNode enableUser(Request request) throws Refused {
        Kept.User user = changed(request, true);
        ask(new Wanted.UserEnabled(user.name()));
        return Json.user(user);
    }

    ObjectNode removeUser(Request request) throws Refused {
        Kept.User user = user(request);
        List<String> devices = kept(store.devices()).stream()
                .map(Kept.Enrolled::device)
                .filter(device -> device.user().equals(user.name()))
                .map(Kept.Device::id)
                .toList();
        write(
                new StoreWrite.RemoveUser(user.name()),
                AuditLines.userRemoved(now(), ACTOR, user.name().text()));
        int ended = ended(new Wanted.DeviceRevoked(devices, ACTOR));
        return Json.user(user).put("endedSessions", ended);
    }

    ObjectNode devices(Request request) throws Refused {
        return Json.list("devices", kept(store.devices()), Json::device);
    }

    /// Answers with everything that a profile is made of, the private key included: it is kept nowhere here.
    ObjectNode addDevice(Request request) throws Refused {
        UserName name = userName(request.text("user"));
        if (kept(store.user(name)).isEmpty()) {
            throw new Refused(new ApiFailure.NoSuchUser(name.text()));
        }
        String deviceName = deviceName(request.text("name"));
        DeviceIssuer.Issued issued = value(issuer.issue(name.text(), deviceName, key(request)));
        Kept.Device device = new Kept.Device(randomness.octets(8).hex(), name, deviceName, now(), Optional.empty());
        Kept.DeviceCertificate certificate = new Kept.DeviceCertificate(
                device.id(),
                issued.serial(),
                issued.fingerprint(),
                issued.subject(),
                issued.notAfter().truncatedTo(ChronoUnit.MILLIS));
        write(new StoreWrite.AddDevice(device, certificate), AuditLines.deviceAdded(now(), ACTOR, device, certificate));
        ObjectNode answer = Json.device(new Kept.Enrolled(device, certificate));
        ObjectNode profile = answer.putObject("profile");
        profile.put("identity", issued.identity());
        profile.put("certificate", issued.certificatePem());
        profile.put("authority", issued.authorityPem());
        try (var key = issued.keyPem()) {
            String pem = key.use(octets -> new String(octets, StandardCharsets.US_ASCII));
            profile.put("key", pem);
        }
        return answer;
    }

    ObjectNode revokeDevice(Request request) throws Refused {
        String wanted = request.path("device");
        Kept.Enrolled found = kept(store.devices()).stream()
                .filter(one -> one.device().revoked().isEmpty())
                .filter(one -> one.device().id().equals(wanted)
                        || (one.device().user() + "/" + one.device().name()).equals(wanted))
                .findFirst()
                .orElseThrow(() -> new Refused(new ApiFailure.NoSuchDevice(wanted)));
        write(
                new StoreWrite.RevokeDevice(found.device().id(), now()),
                AuditLines.deviceRevoked(now(), ACTOR, found.device()));
        int ended = ended(new Wanted.DeviceRevoked(List.of(found.device().id()), ACTOR));
        return Json.device(found).put("revoked", now().toString()).put("endedSessions", ended);
    }

    ObjectNode sessions(Request request) throws Refused {
        return ask(new Wanted.Sessions()) instanceof Said.Sessions(var sessions)
                ? Json.list("sessions", sessions, Json::session)
                : Json.object();
    }

    ObjectNode disconnect(Request request) throws Refused {
        long number = request.number("session");
        if (ended(new Wanted.Disconnect(number, ACTOR)) == 0) {
            throw new Refused(new ApiFailure.NoSuchSession(number));
        }
        write(AuditLines.sessionEnded(now(), ACTOR, number));
        return Json.object().put("number", number);
    }

    ObjectNode rekey(Request request) throws Refused {
        long number = request.number("session");
        boolean children = request.body().path("children").asBoolean(false);
        int sas = ask(new Wanted.Rekey(number, children)) instanceof Said.Rekeying(int count) ? count : 0;
        if (sas == 0) {
            throw new Refused(new ApiFailure.NoSuchSession(number));
        }
        return Json.object().put("number", number).put("rekeying", sas);
    }

    ObjectNode pools(Request request) throws Refused {
        return ask(new Wanted.Pools()) instanceof Said.Pools(var pools)
                ? Json.list("pools", pools, Json::pool)
                : Json.object();
    }

    ObjectNode ca(Request request) {
        return Json.list(
                "authorities",
                issuer.authorities(),
                authority -> Json.object()
                        .put("subject", authority.subject())
                        .put("serial", authority.serial())
                        .put("fingerprint", authority.fingerprint())
                        .put("notBefore", authority.notBefore().toString())
                        .put("notAfter", authority.notAfter().toString()));
    }

    /// The newest are not in the store yet: they are written together.
    ObjectNode attempts(Request request) throws Refused {
        List<Kept.Attempt> all = new ArrayList<>(recent());
        for (Kept.Attempt kept : kept(store.attempts(MOST))) {
            if (all.stream().noneMatch(one -> one.number() == kept.number())) {
                all.add(kept);
            }
        }
        return Json.list("attempts", all.stream().limit(MOST).toList(), Json::attempt);
    }

    ObjectNode attempt(Request request) throws Refused {
        long number = request.number("attempt");
        Optional<Kept.Attempt> found =
                recent().stream().filter(attempt -> attempt.number() == number).findFirst();
        if (found.isEmpty()) {
            found = kept(store.attempt(number));
        }
        return Json.attempt(found.orElseThrow(() -> new Refused(new ApiFailure.NoSuchAttempt(number))));
    }

    ObjectNode audit(Request request) throws Refused {
        return Json.list("audit", kept(store.audit(MOST)), Json::audit);
    }

    private List<Kept.Attempt> recent() throws Refused {
        return ask(new Wanted.RecentAttempts()) instanceof Said.Attempts(var recent) ? recent : List.of();
    }

    private Kept.User changed(Request request, boolean enabled) throws Refused {
        Kept.User before = user(request);
        Kept.User user = new Kept.User(before.name(), before.groups(), enabled, before.created());
        write(
                new StoreWrite.PutUser(user),
                AuditLines.userChanged(now(), ACTOR, user.name().text(), enabled ? "enabled" : "disabled"));
        return user;
    }

    private Kept.User user(Request request) throws Refused {
        UserName name = userName(request.path("user"));
        return kept(store.user(name)).orElseThrow(() -> new Refused(new ApiFailure.NoSuchUser(name.text())));
    }

    private static UserName userName(String text) throws Refused {
        return UserName.parse(text)
                .orElseThrow(() -> new Refused(new ApiFailure.BadRequest(
                        "a user name has letters, digits, dots, dashes and at most one @; this is none: "
                                + Request.shown(text))));
    }

    private static String deviceName(String text) throws Refused {
        if (!text.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,39}")) {
            throw new Refused(new ApiFailure.BadRequest(
                    "a device name has up to 40 letters, digits, dots and dashes; this is none: "
                            + Request.shown(text)));
        }
        return text;
    }

    private static DeviceIssuer.Key key(Request request) throws Refused {
        if (!request.body().has("key")) {
            return DeviceIssuer.Key.ECDSA;
        }
        String word = request.text("key");
        return DeviceIssuer.Key.named(word)
                .orElseThrow(() -> new Refused(new ApiFailure.BadRequest("the key of a device is one of "
                        + Stream.of(DeviceIssuer.Key.values())
                                .map(DeviceIssuer.Key::word)
                                .collect(Collectors.joining(", "))
                        + ", not " + Request.shown(word))));
    }

    private static List<String> groups(ObjectNode body) throws Refused {
        JsonNode node = body.get("groups");
        if (node == null) {
            return List.of();
        }
        List<String> groups = new ArrayList<>();
        if (node instanceof ArrayNode array) {
            for (JsonNode group : array) {
                groups.add(group.isString() ? group.stringValue() : "");
            }
        }
        if (!(node instanceof ArrayNode)
                || groups.size() > 64
                || !groups.stream().allMatch(group -> group.matches("[^\\p{Cntrl}]{1,64}"))) {
            throw new Refused(new ApiFailure.BadRequest("groups is a list of up to 64 short names"));
        }
        return groups;
    }

    private int ended(Wanted what) throws Refused {
        return ask(what) instanceof Said.Ended(int sessions) ? sessions : 0;
    }

    private Said ask(Wanted what) throws Refused {
        return value(core.ask(what));
    }

    private void write(StoreWrite... writes) throws Refused {
        kept(store.write(List.of(writes)));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private static <T> T kept(Result<T, StoreFailure> result) throws Refused {
        return switch (result) {
            case Result.Ok<T, StoreFailure>(T value) -> value;
            case Result.Failed<T, StoreFailure>(StoreFailure failure) -> throw new Refused(failure);
        };
    }

    private static <T> T value(Result<T, Failure> result) throws Refused {
        return switch (result) {
            case Result.Ok<T, Failure>(T value) -> value;
            case Result.Failed<T, Failure>(Failure failure) -> throw new Refused(failure);
        };
    }
}
