package org.adit.gateway.session;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.adit.base.diagnosis.Failure;
import org.adit.base.time.Now;
import org.adit.base.time.Tick;
import org.adit.gateway.access.AccessRules;
import org.adit.gateway.access.GatewayFailure;
import org.adit.gateway.audit.AuditLines;
import org.adit.gateway.session.GatewayInput.RequestId;
import org.adit.gateway.session.GatewayInput.Wanted;
import org.adit.gateway.store.Kept;
import org.adit.gateway.store.Store;
import org.adit.gateway.store.StoreWrite;
import org.adit.protocol.ike.Command;
import org.adit.protocol.ike.IkeEvent;
import org.adit.protocol.ike.SaId;
import org.adit.protocol.ipsec.SaCounters;
import org.adit.protocol.ipsec.Spi;

/// The gateway's sessions, leases and attempts. Not thread-safe, never blocks, reads no clock: same inputs, same
/// outcome. [Admissions] lets in; this class follows what lives.
public final class GatewayCore {
    /// How often counters are read, and with them the limits of roles checked.
    static final Duration COUNT_EVERY = Duration.ofSeconds(10);
    /// Attempts are written together: one flood is then one write a moment, not one a packet.
    static final Duration SAVE_AFTER = Duration.ofMillis(500);

    static final int SAVE_AT = 64;
    static final int KEEP_ATTEMPTS = 10_000;

    private final String name;
    private final Sessions sessions;
    private final Attempts attempts;
    private final Admissions admissions;
    private final SiteStarts siteStarts = new SiteStarts();
    private final Outbox out = new Outbox();
    /// Who asked for the sessions, and waits for fresh counters.
    private final List<RequestId> lookers = new ArrayList<>();
    private Optional<Tick> countDue = Optional.empty();
    private Optional<Tick> saveDue = Optional.empty();

    /// `leases` as the store has them, least recently used first.
    public GatewayCore(String name, AccessRules rules, List<Kept.Lease> leases, Store.Numbers numbers) {
        this.name = name;
        this.sessions = new Sessions(numbers.session());
        this.attempts = new Attempts(numbers.attempt());
        this.admissions = new Admissions(sessions, attempts, out);
        replaceRules(rules);
        admissions.restore(leases);
    }

    /// The only method that changes anything.
    public GatewayOutcome step(GatewayInput input, Now now) {
        switch (input) {
            case GatewayInput.Asked asked -> admissions.asked(asked, now);
            case GatewayInput.LookedUp known -> admissions.lookedUp(known, now);
            case GatewayInput.Happened(SaId sa, IkeEvent event) -> happened(sa, event, now);
            case GatewayInput.Counted counted -> counted(counted, now);
            case GatewayInput.PairRemoved removed -> pairRemoved(removed, now);
            case GatewayInput.Asks(RequestId request, Wanted what) -> wanted(request, what, now);
            case GatewayInput.SiteCalled(String site, SaId sa) -> {
                if (!siteStarts.calling(site, sa)) {
                    hangUp(sa);
                }
            }
            case GatewayInput.SiteNotCalled(String site, Failure why) -> siteNotCalled(site, why, now);
            case GatewayInput.RulesChanged(AccessRules rules) -> replaceRules(rules);
            case GatewayInput.TimeReached() -> {}
            case GatewayInput.Stopping() -> stop(now);
        }
        keepTime(now);
        return new GatewayOutcome(out.take(), wake());
    }

    Optional<Session> session(SaId sa) {
        return sessions.of(sa);
    }

    private void happened(SaId sa, IkeEvent event, Now now) {
        switch (event) {
            case IkeEvent.Started(boolean _, var path) -> attempts.started(sa, path.toString(), now);
            case IkeEvent.Noted(String what) -> attempts.noted(sa, what, now);
            case IkeEvent.PeerClaims(var identity) -> attempts.claimed(sa, identity.text(), now);
            case IkeEvent.Established established -> established(sa, established, now);
            case IkeEvent.ChildUp(IkeEvent.Child child) -> {
                sessions.of(sa).ifPresent(session -> session.childUp(child.inbound()));
                attempts.succeeded(sa, now);
            }
            case IkeEvent.ChildRekeyed(var _, IkeEvent.Child child) ->
                sessions.of(sa).ifPresent(session -> session.childUp(child.inbound()));
            case IkeEvent.ChildDown(var inbound) -> sessions.of(sa).ifPresent(session -> session.childDown(inbound));
            case IkeEvent.ChildRefused(var why) -> attempts.failed(sa, why, now);
            case IkeEvent.IkeRekeyed(var suite) ->
                sessions.of(sa).ifPresent(session -> session.suite = Optional.of(suite));
            case IkeEvent.PathMoved(var path) ->
                sessions.of(sa).ifPresent(session -> session.peer = path.peer().toString());
            case IkeEvent.Closed(IkeEvent.Closing how) -> closed(sa, how, now);
        }
    }

    private void replaceRules(AccessRules rules) {
        admissions.replaceRules(rules);
        siteStarts.replaceRules(rules).stream()
                .filter(sa -> sessions.of(sa).isEmpty())
                .forEach(this::hangUp);
    }

    private void hangUp(SaId sa) {
        out.add(new GatewayAction.OrderIke(sa, new Command.Disconnect()));
    }

    private void siteNotCalled(String site, Failure why, Now now) {
        attempts.neverStarted(Session.SITE + site, why, now);
        siteStarts.over(site, Optional.empty(), now);
    }

    private void established(SaId sa, IkeEvent.Established event, Now now) {
        siteStarts.siteOf(sa).ifPresent(site -> {
            siteStarts.succeeded(site);
            admissions.siteAnswered(sa, site, event.path().peer().toString(), now);
        });
        attempts.noted(sa, "signed in, " + event.suite(), now);
        sessions.of(sa).ifPresent(session -> {
            session.established = true;
            session.suite = Optional.of(event.suite());
            session.peer = event.path().peer().toString();
            Kept.Session kept = session.kept();
            out.persist(new StoreWrite.OpenSession(kept));
            out.persist(AuditLines.sessionOpened(now.wall(), kept));
            session.routes.forEach(network -> out.add(new GatewayAction.AddRoute(network)));
            out.add(new GatewayAction.Log("session " + session.number + " of " + kept.user() + " on " + kept.device()
                    + " from " + kept.peer() + " as " + kept.addresses()));
        });
    }

    private void closed(SaId sa, IkeEvent.Closing how, Now now) {
        admissions.forget(sa);
        siteStarts
                .siteOf(sa)
                .or(() -> sessions.of(sa).filter(Session::isSite).map(session -> session.holder.deviceName()))
                .ifPresent(site -> siteStarts.over(site, Optional.of(sa), now));
        how.failure().ifPresentOrElse(failure -> attempts.failed(sa, failure, now), () -> attempts.left(sa, now));
        sessions.remove(sa).ifPresent(session -> {
            String why = session.ending
                    .map(failure -> failure.code() + " " + failure.explain().what())
                    .or(() -> how.failure()
                            .map(failure ->
                                    failure.code() + " " + failure.explain().what()))
                    .orElse(how.by() == IkeEvent.Closing.By.PEER ? "the peer disconnected" : "we disconnected");
            finish(session, why, now);
        });
    }

    private void finish(Session session, String why, Now now) {
        admissions.giveBack(session, now);
        if (session.established) {
            Kept.Ending ending = session.ended(now.wall(), why);
            out.persist(new StoreWrite.EndSession(session.number, ending));
            out.persist(AuditLines.sessionClosed(now.wall(), session.kept(), ending));
            session.routes.stream()
                    .filter(network -> sessions.where(other -> other.established && other.routes.contains(network))
                            .isEmpty())
                    .forEach(network -> out.add(new GatewayAction.RemoveRoute(network)));
            out.add(new GatewayAction.Log("session " + session.number + " of " + session.holder.user() + " on "
                    + session.holder.deviceName() + " ended: " + why));
        }
    }

    private void counted(GatewayInput.Counted counted, Now now) {
        for (Session session : sessions.all()) {
            session.inboundSpis().forEach(spi -> {
                SaCounters counters = counted.counters().get(spi);
                if (counters != null) {
                    session.counted(spi, counters, now.tick());
                }
            });
        }
        lookers.forEach(request -> out.add(new GatewayAction.Reply(request, view())));
        lookers.clear();
    }

    /// A pair that was rekeyed goes without an event of its own, some time after its successor came.
    private void pairRemoved(GatewayInput.PairRemoved removed, Now now) {
        sessions.of(removed.sa()).ifPresent(session -> {
            session.counted(removed.inbound(), removed.last(), now.tick());
            session.childDown(removed.inbound());
        });
    }

    private void wanted(RequestId request, Wanted what, Now now) {
        if (what instanceof Wanted.Sessions && !inboundSpis().isEmpty()) {
            // One reading serves all who ask before it is done.
            if (lookers.isEmpty()) {
                out.add(new GatewayAction.ReadCounters(inboundSpis()));
            }
            lookers.add(request);
            return;
        }
        GatewayAction.Said said = switch (what) {
            case Wanted.Sessions() -> view();
            case Wanted.Pools() -> new GatewayAction.Said.Pools(admissions.pools());
            case Wanted.RecentAttempts() -> new GatewayAction.Said.Attempts(attempts.recent());
            case Wanted.Disconnect(long number, String who) -> ended(session -> session.number == number, who, now);
            case Wanted.Rekey(long number, boolean children) -> rekey(number, children);
            case Wanted.DeviceRevoked(List<String> devices, String who) -> {
                devices.forEach(admissions::bar);
                yield ended(session -> devices.contains(session.holder.device()), who, now);
            }
            case Wanted.UserDisabled(var user, String who) -> {
                admissions.disable(user);
                yield ended(session -> session.holder.user().equals(user.text()), who, now);
            }
            case Wanted.Taken(List<String> roles, List<String> sites) ->
                ended(
                        session -> session.isSite()
                                ? sites.contains(session.holder.deviceName())
                                : roles.contains(session.holder.role()),
                        "a change of the settings",
                        now);
            case Wanted.UserEnabled(var user) -> {
                admissions.enable(user);
                yield new GatewayAction.Said.Ended(0);
            }
        };
        out.add(new GatewayAction.Reply(request, said));
    }

    /// Without those whose end is ordered: a peer that is dead already takes its time to confirm it.
    private GatewayAction.Said view() {
        return new GatewayAction.Said.Sessions(
                sessions.where(session -> session.established && session.ending.isEmpty()).stream()
                        .map(Session::view)
                        .toList());
    }

    private List<Spi> inboundSpis() {
        return sessions.all().stream()
                .flatMap(session -> session.inboundSpis().stream())
                .toList();
    }

    private GatewayAction.Said rekey(long number, boolean children) {
        List<Command> commands = sessions.where(session -> session.number == number).stream()
                .flatMap(session -> commands(session, children).stream())
                .toList();
        return new GatewayAction.Said.Rekeying(commands.size());
    }

    private List<Command> commands(Session session, boolean children) {
        List<Command> commands = children
                ? session.inboundSpis().stream()
                        .<Command>map(inbound -> new Command.RekeyChild(inbound, true))
                        .toList()
                : List.of(new Command.RekeyIke());
        commands.forEach(command -> out.add(new GatewayAction.OrderIke(session.sa, command)));
        return commands;
    }

    private GatewayAction.Said ended(Predicate<Session> which, String who, Now now) {
        List<Session> concerned = sessions.where(which.and(session -> session.ending.isEmpty()));
        concerned.forEach(session -> end(session, new GatewayFailure.EndedByAdministrator(who), now));
        return new GatewayAction.Said.Ended(concerned.size());
    }

    /// Orders the end; the session goes when the IKE SA says that it is closed.
    private void end(Session session, GatewayFailure why, Now now) {
        session.ending = Optional.of(why);
        attempts.failed(session.sa, why, now);
        out.add(new GatewayAction.OrderIke(session.sa, new Command.Disconnect()));
    }

    private void stop(Now now) {
        GatewayFailure why = new GatewayFailure.GatewayStopped(name);
        siteStarts.replaceRules(AccessRules.NONE);
        for (Session session : sessions.all()) {
            end(session, why, now);
            sessions.remove(session.sa);
            finish(session, why.code() + " " + why.explain().what(), now);
        }
        attempts.allFailed(why, now);
        save();
    }

    private void keepTime(Now now) {
        siteStarts.takeDue(connectedSites(), now).forEach(site -> out.add(new GatewayAction.CallSite(site)));
        if (sessions.isEmpty()) {
            countDue = Optional.empty();
        } else if (countDue.isEmpty()) {
            countDue = Optional.of(now.tick().plus(COUNT_EVERY));
        } else if (!now.tick().isBefore(countDue.get())) {
            countDue = Optional.of(now.tick().plus(COUNT_EVERY));
            sessions.all().forEach(session -> checkLimits(session, now));
            out.add(new GatewayAction.ReadCounters(inboundSpis()));
        }
        if (attempts.anyUnsaved() && saveDue.isEmpty()) {
            saveDue = Optional.of(now.tick().plus(SAVE_AFTER));
        }
        boolean due = saveDue.isPresent() && !now.tick().isBefore(saveDue.get());
        if (due || attempts.unsavedCount() >= SAVE_AT) {
            save();
        }
    }

    private void checkLimits(Session session, Now now) {
        if (session.ending.isPresent() || !session.established) {
            return;
        }
        AccessRules.Limits limits = session.holder.limits();
        String role = session.holder.role();
        Duration age = now.tick().since(session.since.tick());
        Duration idle = now.tick().since(session.lastUsed);
        if (limits.longest().filter(longest -> age.compareTo(longest) >= 0).isPresent()) {
            end(
                    session,
                    new GatewayFailure.ConnectedTooLong(role, limits.longest().get()),
                    now);
        } else if (limits.idle().filter(longest -> idle.compareTo(longest) >= 0).isPresent()) {
            end(session, new GatewayFailure.WasIdle(role, limits.idle().get()), now);
        }
    }

    private void save() {
        saveDue = Optional.empty();
        if (attempts.anyUnsaved()) {
            out.persist(new StoreWrite.KeepAttempts(attempts.takeUnsaved()));
            out.persist(new StoreWrite.PruneAttempts(KEEP_ATTEMPTS));
        }
    }

    private List<String> connectedSites() {
        return sessions.sites().stream()
                .map(session -> session.holder.deviceName())
                .toList();
    }

    private Optional<Tick> wake() {
        return Stream.of(countDue, saveDue, siteStarts.wake(connectedSites()))
                .flatMap(Optional::stream)
                .reduce((one, other) -> one.isBefore(other) ? one : other);
    }
}
