package org.adit.client.host;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.adit.base.diagnosis.Failure;
import org.adit.base.diagnosis.Result;
import org.adit.base.net.IpAddress;
import org.adit.base.net.IpPrefix;

/// A host that is only remembered. Passes [HostContract], so that it may stand for one.
public final class MemoryHost implements Host, HostContract.Sight {
    public static final List<IpAddress> SERVERS_BEFORE = List.of(IpAddress.of("192.0.2.53"));

    private Optional<HostPlan> plan = Optional.empty();
    private Optional<Failure> refusal = Optional.empty();
    private int applied;

    /// What a local network and a default route would be.
    private final List<IpPrefix> localNetworks = List.of(HostContract.LOCAL_NETWORK);

    public void refuseWith(Failure failure) {
        refusal = Optional.of(failure);
    }

    public Optional<HostPlan> plan() {
        return plan;
    }

    public int timesApplied() {
        return applied;
    }

    @Override
    public Result<Applied, Failure> apply(HostPlan next) {
        if (refusal.isPresent()) {
            return Result.failed(refusal.get());
        }
        applied++;
        plan = Optional.of(next);
        NameService names =
                next.names().servers().isEmpty() ? new NameService.Untouched() : new NameService.Set("by remembering");
        return Result.ok(new Applied("adit-m0", names));
    }

    @Override
    public Result<Restored, Failure> restore() {
        plan = Optional.empty();
        return Result.ok(Restored.RESTORED);
    }

    @Override
    public void close() {
        restore();
    }

    // ---- what a look at the host would show

    @Override
    public List<IpAddress> addresses() {
        return plan.map(HostPlan::addresses).orElse(List.of());
    }

    @Override
    public HostContract.Way way(IpAddress destination) {
        if (plan.isEmpty() || plan.get().outside().contains(destination)) {
            return HostContract.Way.OUTSIDE;
        }
        if (plan.get().localNetworksFirst() && localNetworks.stream().anyMatch(n -> n.contains(destination))) {
            return HostContract.Way.OUTSIDE;
        }
        record Candidate(IpPrefix prefix, HostContract.Way way) {}
        return Stream.concat(
                        plan.get().inside().stream().map(p -> new Candidate(p, HostContract.Way.INSIDE)),
                        plan.get().refused().stream().map(p -> new Candidate(p, HostContract.Way.REFUSED)))
                .filter(candidate -> candidate.prefix().contains(destination))
                .max(Comparator.comparingInt(candidate -> candidate.prefix().length()))
                .map(Candidate::way)
                .orElse(HostContract.Way.OUTSIDE);
    }

    @Override
    public List<IpAddress> servers() {
        List<IpAddress> servers =
                new ArrayList<>(plan.map(p -> p.names().servers()).orElse(List.of()));
        boolean everything = plan.filter(p -> p.names().everything()).isPresent();
        if (servers.isEmpty() || !everything) {
            servers.addAll(SERVERS_BEFORE);
        }
        return servers;
    }
}
