package org.adit.client.connection;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import org.adit.base.Randomness;
import org.adit.base.diagnosis.Blame;
import org.adit.base.diagnosis.Failure;
import org.adit.base.net.IpAddress;
import org.adit.base.net.IpFamily;
import org.adit.base.time.Now;
import org.adit.base.time.Tick;
import org.adit.client.host.Host;
import org.adit.client.host.HostPlan;
import org.adit.client.profile.Profile.Tunnel;
import org.adit.protocol.ike.Command;
import org.adit.protocol.ike.ConnectRequest;
import org.adit.protocol.ike.IkeEvent;
import org.adit.protocol.ike.SaId;
import org.adit.protocol.ipsec.Path;
import org.adit.protocol.ipsec.TrafficSelector;
import org.jspecify.annotations.Nullable;

/// One connection, from the wish to the end: finds the gateway, lets the engine open an IKE SA, has the host set up,
/// and starts over when the connection is lost. Not thread-safe, never waits.
///
/// While it is lost the host stays set up, so that nothing goes around the tunnel, until a whole round of attempts has
/// failed: then the gateway may have to be looked up anew, with the host's own name servers.
public final class ClientCore {
    private static final Duration GOODBYE = Duration.ofSeconds(3);
    /// A change of network comes as many events.
    private static final Duration SETTLE = Duration.ofMillis(300);

    private final ConnectionWish wish;
    private final Backoff backoff;
    private final Deque<IpAddress> untried = new ArrayDeque<>();
    /// All addresses the gateway may have, the one that worked last in front.
    private final SequencedSet<IpAddress> known = new LinkedHashSet<>();

    private Stage stage = new Stage.Off();
    private Instant since = Instant.EPOCH;
    private @Nullable Link link;
    private @Nullable HostPlan plan;
    private ClientNews.@Nullable Tunnel tunnel;
    private @Nullable Failure lastFailure;
    private @Nullable Tick lookAgainAt;
    private boolean everConnected;
    private boolean over;
    private int failedAttempts;
    private long attempts;

    private List<ClientAction> actions = new ArrayList<>();
    private Now now = new Now(new Tick(0), Instant.EPOCH);

    public ClientCore(ConnectionWish wish, Randomness randomness) {
        this.wish = wish;
        this.backoff = new Backoff(randomness);
    }

    /// The only method that changes anything.
    public ClientOutcome step(ClientInput input, Now at) {
        actions = new ArrayList<>();
        now = at;
        switch (input) {
            case ClientInput.Start _ -> start();
            case ClientInput.Resolved(var addresses) -> onResolved(addresses);
            case ClientInput.PathFound(var gateway, var path) -> onPath(gateway, path);
            case ClientInput.FromIke(var sa, var event) -> onIke(sa, event);
            case ClientInput.HostApplied(var how) -> onApplied(how);
            case ClientInput.HostRefused(var why) -> onHostRefused(why);
            case ClientInput.HostRestored(var trouble) -> onRestored(trouble);
            case ClientInput.NetworkChanged _ -> onNetworkChanged();
            case ClientInput.Broken(var why) -> end(Optional.of(why));
            case ClientInput.Disconnect _ -> end(Optional.empty());
            case ClientInput.TimeReached _ -> onTime();
        }
        return new ClientOutcome(actions, wake());
    }

    public ConnectionStatus status() {
        return new ConnectionStatus(
                stage.state(),
                since,
                stage instanceof Stage.Connected ? Optional.ofNullable(tunnel) : Optional.empty(),
                link == null ? List.of() : link.inbound(),
                failedAttempts,
                Optional.ofNullable(lastFailure));
    }

    // ---- finding the gateway

    private void start() {
        if (stage instanceof Stage.Off && !over) {
            seek();
        }
    }

    private void seek() {
        if (wish.addresses().isEmpty() && known.isEmpty()) {
            enter(new Stage.Resolving());
            tell(new ClientNews.Resolving(wish.host()));
            actions.add(new ClientAction.Resolve(wish.host()));
        } else {
            known.addAll(wish.addresses());
            untried.clear();
            untried.addAll(known);
            tryNext();
        }
    }

    private void onResolved(List<IpAddress> addresses) {
        if (!(stage instanceof Stage.Resolving)) {
            return;
        }
        known.addAll(addresses);
        untried.addAll(known);
        if (untried.isEmpty()) {
            lastFailure = new ClientFailure.NameNotFound(wish.host());
        }
        tryNext();
    }

    private void tryNext() {
        IpAddress next = untried.poll();
        if (next == null) {
            roundFailed();
            return;
        }
        enter(new Stage.FindingPath(next));
        actions.add(new ClientAction.FindPath(next));
    }

    private void onPath(IpAddress gateway, Optional<Path> path) {
        if (stage instanceof Stage.FindingPath(var wanted) && wanted.equals(gateway)) {
            path.ifPresentOrElse(this::open, () -> {
                lastFailure = new ClientFailure.NoWayToGateway(gateway);
                tryNext();
            });
        } else if (link != null && link.path().peer().address().equals(gateway)) {
            Link moving = link;
            path.filter(found -> !found.equals(moving.path())).ifPresent(found -> move(moving, found));
        }
    }

    private void open(Path path) {
        attempts++;
        Link opened = new Link(new SaId(attempts), path);
        link = opened;
        enter(new Stage.Opening());
        tell(new ClientNews.Trying(path.peer()));
        List<TrafficSelector> all = List.of(TrafficSelector.all(IpFamily.V4), TrafficSelector.all(IpFamily.V6));
        ConnectRequest request = new ConnectRequest(
                path, wish.credential(), Optional.of(wish.gateway()), List.of(IpFamily.values()), all, all);
        actions.add(new ClientAction.Connect(opened.sa(), request));
    }

    // ---- the engine's events

    private void onIke(SaId sa, IkeEvent event) {
        if (link == null || !link.sa().equals(sa)) {
            return;
        }
        switch (event) {
            case IkeEvent.Established established -> onEstablished(link, established);
            case IkeEvent.ChildUp(var child) -> {
                link.childUp(child);
                configure(link);
            }
            case IkeEvent.ChildRekeyed(var old, var child) -> {
                link.childDown(old);
                link.childUp(child);
                tell(new ClientNews.Rekeyed("Child SA"));
            }
            case IkeEvent.ChildDown(var inbound) -> {
                link.childDown(inbound);
                withoutTraffic(link, new ClientFailure.ClosedByGateway(wish.host()));
            }
            case IkeEvent.ChildRefused(var why) ->
                withoutTraffic(link, ClientFailure.NoTraffic.because(wish.host(), why));
            case IkeEvent.IkeRekeyed _ -> tell(new ClientNews.Rekeyed("IKE SA"));
            case IkeEvent.PathMoved(var path) -> link.move(path);
            case IkeEvent.Closed(var how) ->
                onClosed(how.failure().orElseGet(() -> new ClientFailure.ClosedByGateway(wish.host())));
            case IkeEvent.Started _, IkeEvent.Noted _, IkeEvent.PeerClaims _ -> {
                // for a gateway's list of attempts
            }
        }
    }

    private void onEstablished(Link opened, IkeEvent.Established established) {
        opened.establish(established);
        opened.move(established.path());
        tell(new ClientNews.SignedIn(
                established.peer().identity().text(),
                established.suite().toString(),
                established.nat().localBehindNat()));
        configure(opened);
    }

    /// As soon as the engine has told both halves.
    private void configure(Link opened) {
        if (!(stage instanceof Stage.Opening) || !opened.carriesTraffic()) {
            return;
        }
        opened.established().map(IkeEvent.Established::assignment).ifPresent(given -> {
            if (given.addresses().isEmpty()) {
                giveUp(opened, new ClientFailure.NoInsideAddress(wish.host()));
                return;
            }
            known.remove(opened.path().peer().address());
            known.addFirst(opened.path().peer().address());
            plan = HostPlans.plan(wish.tunnel(), given, opened.remote(), known);
            enter(new Stage.Configuring());
            actions.add(new ClientAction.Apply(plan));
        });
    }

    /// An IKE SA alone is of no use to us.
    private void withoutTraffic(Link opened, Failure why) {
        if (!opened.carriesTraffic() && !(stage instanceof Stage.Ending)) {
            giveUp(opened, why);
        }
    }

    private void giveUp(Link opened, Failure why) {
        actions.add(new ClientAction.Order(opened.sa(), new Command.Disconnect()));
        onClosed(why);
    }

    private void onClosed(Failure why) {
        link = null;
        switch (stage) {
            case Stage.Ending ending ->
                check(new Stage.Ending(false, ending.restoring(), ending.deadline(), ending.why()));
            case Stage.Opening _ -> {
                lastFailure = why;
                if (why.blame() != Blame.NETWORK) {
                    untried.clear(); // another address of the same gateway would say the same
                }
                tryNext();
            }
            case Stage.Configuring _, Stage.Connected _ -> {
                lastFailure = why;
                waitFor(why);
            }
            case Stage.Off _, Stage.Resolving _, Stage.FindingPath _, Stage.Waiting _ -> {
                // it was not ours any more
            }
        }
    }

    // ---- the host

    private void onApplied(Host.Applied how) {
        if (!(stage instanceof Stage.Configuring) || link == null || plan == null) {
            return;
        }
        String gateway = link.established().map(e -> e.peer().identity().text()).orElse(wish.host());
        boolean everything = wish.tunnel().mode() == Tunnel.Mode.FULL;
        List<IpAddress> dns = plan.names().servers();
        tunnel = new ClientNews.Tunnel(gateway, link.path(), plan.addresses(), plan.inside(), everything, how, dns);
        everConnected = true;
        failedAttempts = 0;
        enter(new Stage.Connected());
        tell(new ClientNews.Connected(tunnel));
        if (how.names() instanceof Host.NameService.NotSet(Failure why)) {
            tell(new ClientNews.Warned(why));
        }
    }

    private void onHostRefused(Failure why) {
        if (!(stage instanceof Stage.Ending)) {
            end(Optional.of(why));
        }
    }

    private void onRestored(Optional<Failure> trouble) {
        if (stage instanceof Stage.Ending ending) {
            Optional<Failure> why = ending.why().isPresent() ? ending.why() : trouble;
            check(new Stage.Ending(ending.goodbye(), false, ending.deadline(), why));
        } else {
            trouble.ifPresent(why -> tell(new ClientNews.Warned(why)));
        }
    }

    // ---- losing and trying again

    private void roundFailed() {
        Failure why = lastFailure == null ? new ClientFailure.NameNotFound(wish.host()) : lastFailure;
        if (!wish.persistent() && (!everConnected || !passes(why.blame()))) {
            end(Optional.of(why));
            return;
        }
        failedAttempts++;
        known.clear();
        if (plan != null) {
            plan = null;
            actions.add(new ClientAction.Restore());
        }
        waitFor(why);
    }

    /// Whether it may go away by itself.
    private static boolean passes(Blame blame) {
        return switch (blame) {
            case NETWORK, OVERLOAD, PEER_PROTOCOL, OUR_BUG -> true;
            case OUR_SETTINGS, THEIR_SETTINGS, CREDENTIALS -> false;
        };
    }

    private void waitFor(Failure why) {
        Duration delay = backoff.after(failedAttempts);
        enter(new Stage.Waiting(now.tick().plus(delay)));
        tell(new ClientNews.Interrupted(why, delay));
    }

    private void onNetworkChanged() {
        lookAgainAt = now.tick().plus(SETTLE);
    }

    /// The network has settled after a change.
    private void lookAgain() {
        lookAgainAt = null;
        switch (stage) {
            case Stage.Waiting _ -> seek();
            case Stage.Opening _, Stage.Configuring _, Stage.Connected _ -> {
                if (link != null) {
                    actions.add(new ClientAction.FindPath(link.path().peer().address()));
                }
            }
            case Stage.Off _, Stage.Resolving _, Stage.FindingPath _, Stage.Ending _ -> {
                // whatever comes next looks for itself
            }
        }
    }

    private void move(Link moving, Path to) {
        if (moving.established().isPresent()) {
            moving.move(to);
            tell(new ClientNews.Moved(to));
            actions.add(new ClientAction.Order(moving.sa(), new Command.PathChanged(to)));
        } else {
            actions.add(new ClientAction.Order(moving.sa(), new Command.Disconnect()));
            open(to);
        }
    }

    // ---- the end

    private void end(Optional<Failure> why) {
        if (over || stage instanceof Stage.Ending) {
            return;
        }
        tell(new ClientNews.Disconnecting());
        boolean goodbye = link != null;
        if (link != null) {
            actions.add(new ClientAction.Order(link.sa(), new Command.Disconnect()));
        }
        // Also where no plan is known to be in effect: one may be under way.
        actions.add(new ClientAction.Restore());
        enter(new Stage.Ending(goodbye, true, now.tick().plus(GOODBYE), why));
    }

    private void check(Stage.Ending ending) {
        stage = ending;
        boolean late = !now.tick().isBefore(ending.deadline());
        if (!ending.restoring() && (!ending.goodbye() || late)) {
            enter(new Stage.Off());
            over = true;
            link = null;
            tell(new ClientNews.Ended(ending.why()));
            actions.add(new ClientAction.Finish(ending.why()));
        }
    }

    // ---- time

    private void onTime() {
        if (lookAgainAt != null && !now.tick().isBefore(lookAgainAt)) {
            lookAgain();
        }
        switch (stage) {
            case Stage.Waiting(var until) -> {
                if (!now.tick().isBefore(until)) {
                    seek();
                }
            }
            case Stage.Ending ending -> check(ending);
            case Stage.Off _,
                    Stage.Resolving _,
                    Stage.FindingPath _,
                    Stage.Opening _,
                    Stage.Configuring _,
                    Stage.Connected _ -> {
                // nothing of ours is due
            }
        }
    }

    private Optional<Tick> wake() {
        Optional<Tick> due = switch (stage) {
            case Stage.Waiting(var until) -> Optional.of(until);
            case Stage.Ending ending ->
                ending.goodbye() && now.tick().isBefore(ending.deadline())
                        ? Optional.of(ending.deadline())
                        : Optional.empty();
            case Stage.Off _,
                    Stage.Resolving _,
                    Stage.FindingPath _,
                    Stage.Opening _,
                    Stage.Configuring _,
                    Stage.Connected _ -> Optional.empty();
        };
        if (lookAgainAt == null) {
            return due;
        }
        Tick look = lookAgainAt;
        return Optional.of(due.filter(tick -> tick.isBefore(look)).orElse(look));
    }

    private void enter(Stage next) {
        if (next.state() != stage.state()) {
            since = now.wall();
        }
        stage = next;
    }

    private void tell(ClientNews news) {
        actions.add(new ClientAction.Tell(news));
    }
}
