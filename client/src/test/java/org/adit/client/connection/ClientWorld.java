package org.adit.client.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.adit.base.Bytes;
import org.adit.base.diagnosis.Failure;
import org.adit.base.diagnosis.Result;
import org.adit.base.net.Endpoint;
import org.adit.base.net.IpAddress;
import org.adit.base.net.IpFamily;
import org.adit.base.net.IpPrefix;
import org.adit.base.secret.Secret;
import org.adit.base.time.Now;
import org.adit.base.time.Tick;
import org.adit.client.host.Host;
import org.adit.client.host.MemoryHost;
import org.adit.client.profile.Profile.Tunnel;
import org.adit.protocol.auth.Identity;
import org.adit.protocol.auth.LocalCredential;
import org.adit.protocol.auth.Trust;
import org.adit.protocol.crypto.JcaCrypto;
import org.adit.protocol.ike.Action;
import org.adit.protocol.ike.Answer;
import org.adit.protocol.ike.Assignment;
import org.adit.protocol.ike.Command;
import org.adit.protocol.ike.IkeEndpoint;
import org.adit.protocol.ike.IkeEvent;
import org.adit.protocol.ike.IkeSettings;
import org.adit.protocol.ike.Input;
import org.adit.protocol.ike.KeyWitness;
import org.adit.protocol.ike.Question;
import org.adit.protocol.ike.SaId;
import org.adit.protocol.ipsec.ChildSaSpec;
import org.adit.protocol.ipsec.Path;
import org.adit.protocol.ipsec.Spi;
import org.adit.protocol.ipsec.TrafficSelector;
import org.adit.protocol.negotiate.CryptoPolicy;
import org.adit.protocol.pki.ChainChecker;

/// A core with a real engine, a gateway's engine, and a host that is only remembered; in virtual time. What is sent
/// arrives at once, or never.
final class ClientWorld {
    static final IpAddress FIRST = IpAddress.of("198.51.100.1");
    static final IpAddress SECOND = IpAddress.of("198.51.100.2");
    static final IpAddress HOME = IpAddress.of("192.0.2.10");
    static final Assignment GIVEN = new Assignment(
            List.of(IpAddress.of("10.99.0.2"), IpAddress.of("fd99:1::2")),
            List.of(IpAddress.of("10.1.0.53")),
            List.of("corp.example.org"),
            List.of());

    private static final JcaCrypto CRYPTO = JcaCrypto.create(Optional.empty());
    private static final String SECRET = "0123456789abcdef0123456789abcdef";

    final MemoryHost host = new MemoryHost();
    final List<ClientNews> news = new ArrayList<>();
    final List<ClientAction> done = new ArrayList<>();
    final List<Spi> installed = new ArrayList<>();
    final List<Path> moves = new ArrayList<>();
    final List<String> resolved = new ArrayList<>();
    final ClientCore core;

    List<IpAddress> dns = List.of(FIRST, SECOND);
    /// Gateway addresses that answer.
    List<IpAddress> alive = List.of(FIRST, SECOND);
    /// Our own address, if there is a network.
    Optional<IpAddress> source = Optional.of(HOME);
    Assignment given = GIVEN;
    List<TrafficSelector> allowed = List.of(selector("10.1.0.0/24"), selector("fd00:1::/64"));
    boolean denies;
    Optional<Optional<Failure>> finished = Optional.empty();
    Duration time = Duration.ofSeconds(1);

    private final IkeEndpoint client;
    private IkeEndpoint gateway;
    private Optional<Tick> coreWake = Optional.empty();
    private Optional<Tick> clientWake = Optional.empty();
    private Optional<Tick> gatewayWake = Optional.empty();
    private Optional<SaId> gatewaySa = Optional.empty();
    private final long seed;

    private sealed interface Pending {
        record Core(ClientInput input) implements Pending {}

        record Client(Input input) implements Pending {}

        record Gateway(Input input) implements Pending {}
    }

    private final Deque<Pending> pending = new ArrayDeque<>();

    ClientWorld(Tunnel.Mode mode, boolean persistent, long seed) {
        this(mode, persistent, List.of(), seed);
    }

    ClientWorld(Tunnel.Mode mode, boolean persistent, List<IpAddress> addresses, long seed) {
        this.seed = seed;
        client = new IkeEndpoint(
                IkeSettings.client(CryptoPolicy.DEFAULT, trust("vpn.example.org")),
                CRYPTO,
                new Random(seed)::nextBytes,
                KeyWitness.NONE);
        gateway = newGateway();
        core = new ClientCore(
                new ConnectionWish(
                        "vpn.example.org",
                        addresses,
                        4500,
                        Identity.fqdn("vpn.example.org"),
                        credential("alice.example.org"),
                        new Tunnel(mode, 1400),
                        persistent),
                new Random(seed + 1)::nextBytes);
    }

    static TrafficSelector selector(String prefix) {
        return TrafficSelector.of(IpPrefix.of(prefix));
    }

    /// All its IKE SAs are forgotten.
    void restartGateway() {
        gateway = newGateway();
        gatewayWake = Optional.empty();
    }

    private IkeEndpoint newGateway() {
        return new IkeEndpoint(
                IkeSettings.gateway(
                        CryptoPolicy.DEFAULT, List.of(credential("vpn.example.org")), trust("alice.example.org")),
                CRYPTO,
                new Random(seed + 2)::nextBytes,
                KeyWitness.NONE);
    }

    private static LocalCredential credential(String name) {
        return new LocalCredential.WithSharedSecret(Identity.fqdn(name), secret());
    }

    private static Trust trust(String peer) {
        return new Trust(
                new ChainChecker(List.of()), List.of(new Trust.SharedSecret(Identity.fqdn(peer), secret())), false);
    }

    private static Secret secret() {
        return Secret.own(Bytes.ofUtf8(SECRET).toArray());
    }

    // ---- what tests do

    ClientWorld start() {
        return tell(new ClientInput.Start());
    }

    ClientWorld tell(ClientInput input) {
        pending.add(new Pending.Core(input));
        settle();
        return this;
    }

    void orderGateway(Command command) {
        pending.add(new Pending.Gateway(new Input.Order(gatewaySa.orElseThrow(), command)));
        settle();
    }

    /// Moves time on, waking who asked for it.
    void pass(Duration duration) {
        Duration end = time.plus(duration);
        for (int wakes = 0; ; wakes++) {
            assertThat(wakes).as("wakes").isLessThan(20_000);
            Optional<Tick> next = Stream.of(coreWake, clientWake, gatewayWake)
                    .flatMap(Optional::stream)
                    .min(Tick::compareTo);
            if (next.isEmpty() || next.get().nanos() > end.toNanos()) {
                break;
            }
            time = Duration.ofNanos(Math.max(time.toNanos(), next.get().nanos()));
            wakeIfDue(coreWake, new Pending.Core(new ClientInput.TimeReached()));
            wakeIfDue(clientWake, new Pending.Client(new Input.TimeReached()));
            wakeIfDue(gatewayWake, new Pending.Gateway(new Input.TimeReached()));
            settle();
        }
        time = end;
    }

    <N extends ClientNews> List<N> news(Class<N> kind) {
        return news.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    ConnectionStatus.State state() {
        return core.status().state();
    }

    String endedWith() {
        return finished.orElseThrow(() -> new AssertionError("not finished: " + news))
                .map(failure -> failure.code().toString())
                .orElse("wanted");
    }

    // ---- the shell

    private void wakeIfDue(Optional<Tick> wake, Pending reason) {
        if (wake.filter(at -> at.nanos() <= time.toNanos()).isPresent()) {
            pending.add(reason);
        }
    }

    private void settle() {
        for (int steps = 0; !pending.isEmpty(); steps++) {
            assertThat(steps).as("steps until silence").isLessThan(2_000);
            Now now = new Now(
                    new Tick(time.toNanos()),
                    Instant.parse("2026-11-01T00:00:00Z").plus(time));
            switch (pending.poll()) {
                case Pending.Core(var input) -> {
                    ClientOutcome outcome = core.step(input, now);
                    coreWake = outcome.wake();
                    outcome.actions().forEach(this::obey);
                }
                case Pending.Client(var input) -> {
                    var outcome = client.step(input, now);
                    clientWake = outcome.wake();
                    outcome.actions().forEach(this::obeyClient);
                }
                case Pending.Gateway(var input) -> {
                    var outcome = gateway.step(input, now);
                    gatewayWake = outcome.wake();
                    outcome.actions().forEach(this::obeyGateway);
                }
            }
        }
    }

    private void obey(ClientAction action) {
        done.add(action);
        switch (action) {
            case ClientAction.Resolve(var name) -> {
                resolved.add(name);
                pending.add(new Pending.Core(new ClientInput.Resolved(dns)));
            }
            case ClientAction.FindPath(var to) ->
                pending.add(new Pending.Core(new ClientInput.PathFound(
                        to, source.map(from -> new Path(new Endpoint(from, 40_000), new Endpoint(to, 4500))))));
            case ClientAction.Connect(var sa, var request) ->
                pending.add(new Pending.Client(new Input.Connect(sa, request)));
            case ClientAction.Order(var sa, var command) ->
                pending.add(new Pending.Client(new Input.Order(sa, command)));
            case ClientAction.Apply(var plan) ->
                pending.add(new Pending.Core(
                        switch (host.apply(plan)) {
                            case Result.Ok<Host.Applied, Failure>(Host.Applied how) -> new ClientInput.HostApplied(how);
                            case Result.Failed<Host.Applied, Failure>(Failure why) -> new ClientInput.HostRefused(why);
                        }));
            case ClientAction.Restore _ -> {
                host.restore();
                pending.add(new Pending.Core(new ClientInput.HostRestored(Optional.empty())));
            }
            case ClientAction.Tell(var what) -> news.add(what);
            case ClientAction.Finish(var why) -> finished = Optional.of(why);
        }
    }

    private void obeyClient(Action action) {
        switch (action) {
            case Action.Send(var path, var datagram) -> {
                if (alive.contains(path.peer().address())
                        && source.filter(path.local().address()::equals).isPresent()) {
                    Path there = new Path(path.peer(), path.local());
                    pending.add(new Pending.Gateway(new Input.Received(there, datagram)));
                }
            }
            case Action.Install(var _, ChildSaSpec spec) -> installed.add(spec.inboundSpi());
            case Action.Remove(var inbound) -> installed.remove(inbound);
            case Action.Move(var _, var path) -> moves.add(path);
            case Action.Report(var sa, var event) -> pending.add(new Pending.Core(new ClientInput.FromIke(sa, event)));
            case Action.SendKeepalive _, Action.StartSending _, Action.Ask _ -> {}
        }
    }

    private void obeyGateway(Action action) {
        switch (action) {
            case Action.Send(var path, var datagram) -> {
                if (alive.contains(path.local().address())
                        && source.filter(path.peer().address()::equals).isPresent()) {
                    Path there = new Path(path.peer(), path.local());
                    pending.add(new Pending.Client(new Input.Received(there, datagram)));
                }
            }
            case Action.Ask(var sa, var id, Question.Admit question) -> {
                gatewaySa = Optional.of(sa);
                pending.add(new Pending.Gateway(new Input.Answered(sa, id, answer(question))));
            }
            case Action.Report(var sa, IkeEvent.Established _) -> gatewaySa = Optional.of(sa);
            case Action.Report _,
                    Action.Install _,
                    Action.Remove _,
                    Action.Move _,
                    Action.SendKeepalive _,
                    Action.StartSending _ -> {}
        }
    }

    private Answer answer(Question.Admit question) {
        if (denies) {
            return new Answer.Denied(new ClientFailure.NeedsRoot("nobody"));
        }
        if (given.addresses().isEmpty()) {
            return new Answer.NoAddress(new ClientFailure.NoInsideAddress("vpn.example.org"));
        }
        assertThat(question.addresses()).containsExactly(IpFamily.V4, IpFamily.V6);
        return new Answer.Admitted(
                given,
                allowed,
                given.addresses().stream().map(TrafficSelector::of).toList());
    }
}
