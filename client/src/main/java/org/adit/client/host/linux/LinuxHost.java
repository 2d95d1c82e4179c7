package org.adit.client.host.linux;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import org.adit.base.diagnosis.Failure;
import org.adit.base.diagnosis.Result;
import org.adit.base.net.IpAddress;
import org.adit.client.connection.ClientFailure;
import org.adit.client.host.Host;
import org.adit.client.host.HostPlan;
import org.adit.dataplane.linux.OsFailure;
import org.adit.dataplane.linux.netlink.Link;
import org.adit.dataplane.linux.netlink.LinuxNetwork;
import org.adit.dataplane.linux.netlink.Route;

/// A Linux host. The TUN device of the claim's slot must be there; it is the data plane's.
public final class LinuxHost implements Host {
    private final RunFolder.Claim claim;
    private final LinuxNetwork network;
    private final Routing routing;
    private final Path resolvConfFile;
    private final ResolvConf resolvConf;
    private final Optional<Resolvectl> resolved;
    private boolean resolvedSet;

    private LinuxHost(RunFolder.Claim claim, LinuxNetwork network, Path resolvConf, Optional<Resolvectl> resolved) {
        this.claim = claim;
        this.network = network;
        this.routing = new Routing(network, claim.slot());
        this.resolvConfFile = resolvConf;
        this.resolvConf = new ResolvConf(resolvConf);
        this.resolved = resolved;
    }

    public static Result<LinuxHost, Failure> open(RunFolder.Claim claim, Path resolvConf) {
        return open(claim, resolvConf, Resolvectl.find(resolvConf));
    }

    static Result<LinuxHost, Failure> open(RunFolder.Claim claim, Path resolvConf, Optional<Resolvectl> resolved) {
        return switch (LinuxNetwork.open(LinuxNetwork.CLIENT_MARK)) {
            case Result.Ok<LinuxNetwork, OsFailure>(LinuxNetwork network) ->
                Result.ok(new LinuxHost(claim, network, resolvConf, resolved));
            case Result.Failed<LinuxNetwork, OsFailure>(OsFailure failure) -> Result.failed(failure);
        };
    }

    @Override
    public Result<Applied, Failure> apply(HostPlan plan) {
        return Leftovers.widened(routing.apply(plan))
                .map(_ -> new Applied(claim.slot().device(), names(plan.names())));
    }

    @Override
    public Result<Restored, Failure> restore() {
        Optional<Failure> trouble = restoreNames();
        Result<Restored, Failure> removed = Leftovers.widened(routing.remove()).map(_ -> Restored.RESTORED);
        return trouble.isPresent() ? Result.failed(trouble.get()) : removed;
    }

    @Override
    public void close() {
        restore();
        network.close();
    }

    /// The address that packets to `gateway` would leave with now; empty if there is no way but through the tunnel.
    public Optional<IpAddress> sourceTowards(IpAddress gateway) {
        return switch (network.routeTo(gateway, OptionalInt.empty())) {
            case Result.Ok<Route, OsFailure>(Route route) ->
                ourDevice(route) ? Optional.empty() : route.preferredSource();
            case Result.Failed<Route, OsFailure> _ -> Optional.empty();
        };
    }

    private boolean ourDevice(Route route) {
        return network.link(claim.slot().device()) instanceof Result.Ok<Link, OsFailure>(Link link)
                && route.link().isPresent()
                && route.link().getAsInt() == link.index();
    }

    private NameService names(HostPlan.Names names) {
        try {
            if (names.servers().isEmpty()) {
                restoreNames();
                return new NameService.Untouched();
            }
            if (resolved.isPresent()) {
                resolvedSet = true;
                resolved.get().set(claim.slot().device(), names);
                return new NameService.Set("by systemd-resolved");
            }
            Optional<String> owner = resolvConf.owner();
            if (owner.filter(other -> !other.equals(claim.profile())).isPresent()) {
                return new NameService.NotSet(new ClientFailure.NamesTaken(resolvConfFile.toString(), owner.get()));
            }
            resolvConf.set(claim.profile(), names);
            return new NameService.Set("by " + resolvConfFile);
        } catch (IOException trouble) {
            return new NameService.NotSet(notSet(trouble));
        }
    }

    private Optional<Failure> restoreNames() {
        try {
            if (resolvedSet) {
                resolvedSet = false;
                resolved.orElseThrow().restore(claim.slot().device());
            }
            resolvConf.restore(claim.profile());
            return Optional.empty();
        } catch (IOException trouble) {
            return Optional.of(notSet(trouble));
        }
    }

    private Failure notSet(IOException trouble) {
        return new ClientFailure.NamesNotSet(resolvConfFile.toString(), String.valueOf(trouble.getMessage()));
    }
}
