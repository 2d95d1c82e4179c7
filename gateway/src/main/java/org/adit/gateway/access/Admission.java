package org.adit.gateway.access;

import java.util.Optional;
import org.adit.base.diagnosis.Result;
import org.adit.gateway.access.AccessRules.Role;
import org.adit.gateway.identity.Person;
import org.adit.gateway.store.Kept;

/// The decision about a device whose certificate was proven: registered, not revoked, its user there and enabled, a
/// role, within the role's number of devices. In this order, and the first that fails decides.
public final class Admission {
    /// What the store and the directory know about a certificate.
    public record Known(Optional<Kept.Enrolled> enrolled, Optional<Person> person) {}

    /// A device that may come in.
    public record Granted(Kept.Device device, Person person, Role role) {}

    /// What is there beside the rules. `revokedDevice` and `disabledUser` were said since the store was asked.
    /// `otherDevices` of the same user are connected.
    public record Circumstances(boolean revokedDevice, boolean disabledUser, int otherDevices) {}

    private Admission() {}

    public static Result<Granted, GatewayFailure> decide(
            AccessRules rules, String certificate, Known known, Circumstances circumstances) {
        if (known.enrolled().isEmpty()) {
            return Result.failed(new GatewayFailure.UnknownDevice(certificate));
        }
        Kept.Device device = known.enrolled().get().device();
        if (device.revoked().isPresent() || circumstances.revokedDevice()) {
            return Result.failed(new GatewayFailure.DeviceIsRevoked(
                    device.name(), device.user().text()));
        }
        if (known.person().isEmpty()) {
            return Result.failed(new GatewayFailure.UserGone(device.user().text(), device.name()));
        }
        Person person = known.person().get();
        if (!person.enabled() || circumstances.disabledUser()) {
            return Result.failed(new GatewayFailure.UserIsDisabled(person.name().text()));
        }
        Optional<Role> role = rules.roleOf(person);
        if (role.isEmpty()) {
            return Result.failed(new GatewayFailure.NoRole(
                    person.name().text(),
                    person.groups(),
                    rules.roles().stream().flatMap(one -> one.groups().stream()).toList()));
        }
        Optional<Integer> limit = role.get().limits().devices();
        if (limit.isPresent() && circumstances.otherDevices() >= limit.get()) {
            return Result.failed(new GatewayFailure.TooManyDevices(
                    person.name().text(), role.get().name(), limit.get(), circumstances.otherDevices()));
        }
        return Result.ok(new Granted(device, person, role.get()));
    }
}
