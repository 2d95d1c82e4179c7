package org.adit.client.host.linux;

import org.adit.base.diagnosis.Failure;
import org.adit.base.diagnosis.Result;
import org.adit.dataplane.linux.Done;
import org.adit.dataplane.linux.OsFailure;
import org.adit.dataplane.linux.netlink.Link;
import org.adit.dataplane.linux.netlink.LinuxNetwork;

/// What a process that was killed left in the kernel: rules and routes that do not need the device, which went with it.
final class Leftovers {
    private Leftovers() {}

    static Result<Done, Failure> remove(Slot slot) {
        return switch (LinuxNetwork.open(LinuxNetwork.CLIENT_MARK)) {
            case Result.Ok<LinuxNetwork, OsFailure>(LinuxNetwork network) -> {
                try (network) {
                    yield widened(new Routing(network, slot).remove().then(_ -> removeDevice(network, slot)));
                }
            }
            case Result.Failed<LinuxNetwork, OsFailure>(OsFailure failure) -> Result.failed(failure);
        };
    }

    private static Result<Done, OsFailure> removeDevice(LinuxNetwork network, Slot slot) {
        return switch (network.link(slot.device())) {
            case Result.Ok<Link, OsFailure>(Link link) -> network.delete(link);
            case Result.Failed<Link, OsFailure>(OsFailure failure) ->
                failure instanceof OsFailure.NoSuchLink ? Result.ok(Done.DONE) : Result.failed(failure);
        };
    }

    static Result<Done, Failure> widened(Result<Done, OsFailure> result) {
        return switch (result) {
            case Result.Ok<Done, OsFailure>(Done done) -> Result.ok(done);
            case Result.Failed<Done, OsFailure>(OsFailure failure) -> Result.failed(failure);
        };
    }
}
