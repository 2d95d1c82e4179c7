package org.adit.app.bench.load;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.adit.base.Bytes;
import org.adit.base.net.IpFamily;
import org.adit.base.net.IpPrefix;
import org.adit.base.time.Now;
import org.adit.base.time.Tick;
import org.adit.protocol.auth.Identity;
import org.adit.protocol.auth.LocalCredential;
import org.adit.protocol.auth.Trust;
import org.adit.protocol.crypto.CryptoProvider;
import org.adit.protocol.ike.Action;
import org.adit.protocol.ike.Command;
import org.adit.protocol.ike.ConnectRequest;
import org.adit.protocol.ike.EndpointOutcome;
import org.adit.protocol.ike.IkeEndpoint;
import org.adit.protocol.ike.IkeEvent;
import org.adit.protocol.ike.IkeSettings;
import org.adit.protocol.ike.IkeTimes;
import org.adit.protocol.ike.Input;
import org.adit.protocol.ike.KeyWitness;
import org.adit.protocol.ike.SaId;
import org.adit.protocol.ipsec.Path;
import org.adit.protocol.ipsec.Spi;
import org.adit.protocol.ipsec.TrafficSelector;
import org.adit.protocol.negotiate.CryptoPolicy;
import org.adit.protocol.pki.ChainChecker;

/// The control plane of clients, thousands in one thread: they connect, answer, and stay until told to go.
public final class Initiators {
    private static final long LONGEST_REST_MILLIS = 50;
    private static final Identity GATEWAY = Identity.fqdn(GatewayFolder.NAME);
    private static final List<TrafficSelector> EVERYTHING =
            List.of(TrafficSelector.of(IpPrefix.of("0.0.0.0/0")), TrafficSelector.of(IpPrefix.of("::/0")));

    private final IkeSettings settings;
    private final IkeEndpoint endpoint;
    private final IkeLine line;
    private final ChildSas childSas;
    private final Map<SaId, Long> begun = new HashMap<>();
    private final Map<SaId, Integer> up = new HashMap<>();
    private final Map<String, Integer> failures = new TreeMap<>();
    private final Deque<Input> received = new ArrayDeque<>();
    private final List<Double> tookMillis = new ArrayList<>();
    private int waiting;
    private long childRekeys;
    private long ikeRekeys;
    private Optional<Tick> wake = Optional.empty();

    Initiators(Fleet fleet, CryptoProvider crypto, IkeLine line, ChildSas childSas) {
        this(fleet, crypto, IkeTimes.DEFAULT, line, childSas);
    }

    public Initiators(Fleet fleet, CryptoProvider crypto, IkeTimes times, IkeLine line, ChildSas childSas) {
        this.settings = IkeSettings.client(
                CryptoPolicy.DEFAULT, new Trust(new ChainChecker(List.of(fleet.authority())), List.of(), true));
        this.endpoint =
                new IkeEndpoint(settings.withTimes(times), crypto, Fleet.unpredictableEnough(), KeyWitness.NONE);
        this.line = line;
        this.childSas = childSas;
    }

    /// For the clients that connect from now on.
    public void hurry(IkeTimes times) {
        endpoint.replaceSettings(settings.withTimes(times));
    }

    /// Connects all of them over `paths` in turn, `atOnce` under way at any time; ends when each is connected or has
    /// given up.
    public void connect(List<LocalCredential.WithCertificate> devices, List<Path> paths, int atOnce, Duration limit) {
        tookMillis.clear();
        failures.clear();
        int[] next = {0};
        turnUntil(limit, () -> {
            while (next[0] < devices.size() && waiting < atOnce) {
                begin(devices.get(next[0]), paths.get(next[0] % paths.size()));
                next[0]++;
            }
            return waiting == 0 && next[0] == devices.size();
        });
    }

    private void begin(LocalCredential.WithCertificate device, Path path) {
        SaId id = endpoint.newId();
        begun.put(id, System.nanoTime());
        waiting++;
        step(new Input.Connect(
                id,
                new ConnectRequest(
                        path, device, Optional.of(GATEWAY), List.of(IpFamily.values()), EVERYTHING, EVERYTHING)));
    }

    /// All say goodbye; ends when the gateway has answered all.
    void disconnect(Duration limit) {
        List.copyOf(up.keySet()).forEach(id -> step(new Input.Order(id, new Command.Disconnect())));
        turnUntil(limit, up::isEmpty);
    }

    /// Answers what comes until `done` or the limit.
    void turnUntil(Duration limit, BooleanSupplier done) {
        long until = System.nanoTime() + limit.toNanos();
        while (!done.getAsBoolean() && System.nanoTime() < until) {
            turn(LONGEST_REST_MILLIS);
        }
    }

    /// Answers what has come and what is due, after resting at most so long for the first.
    public void turn(long restMillis) {
        line.receive(rest(restMillis), (path, message) -> received.add(new Input.Received(path, message)));
        for (Input input = received.poll(); input != null; input = received.poll()) {
            step(input);
        }
        if (wake.isPresent() && System.nanoTime() - wake.get().nanos() >= 0) {
            step(new Input.TimeReached());
        }
    }

    private long rest(long longest) {
        long nanos = wake.map(due -> due.nanos() - System.nanoTime()).orElse(Long.MAX_VALUE);
        return Math.clamp(nanos / 1_000_000, 0, longest);
    }

    /// A client has another address, and knows it.
    public void move(SaId id, Path path) {
        step(new Input.Order(id, new Command.PathChanged(path)));
    }

    private void step(Input input) {
        EndpointOutcome outcome = endpoint.step(input, new Now(new Tick(System.nanoTime()), Instant.now()));
        wake = outcome.wake();
        for (Action action : outcome.actions()) {
            switch (action) {
                case Action.Send(Path path, Bytes datagram) -> line.send(path, datagram);
                case Action.SendKeepalive(Path path) -> line.keepalive(path);
                case Action.Report(SaId id, IkeEvent event) -> heard(id, event);
                case Action.Install(SaId id, var spec) -> childSas.install(id, spec);
                case Action.StartSending(Spi inbound) -> childSas.startSending(inbound);
                case Action.Move(Spi inbound, Path path) -> childSas.move(inbound, path);
                case Action.Remove(Spi inbound) -> childSas.remove(inbound);
                case Action.Ask _ -> {}
            }
        }
    }

    private void heard(SaId id, IkeEvent event) {
        switch (event) {
            case IkeEvent.ChildUp _ -> {
                up.merge(id, 1, Integer::sum);
                ended(id).ifPresent(tookMillis::add);
            }
            case IkeEvent.ChildRefused(var why) -> {
                failures.merge(why.code().toString(), 1, Integer::sum);
                ended(id);
            }
            case IkeEvent.Closed(var how) -> {
                up.remove(id);
                if (ended(id).isPresent() || how.failure().isPresent()) {
                    failures.merge(
                            how.failure().map(why -> why.code().toString()).orElse("left"), 1, Integer::sum);
                }
            }
            case IkeEvent.ChildRekeyed _ -> childRekeys++;
            case IkeEvent.IkeRekeyed _ -> ikeRekeys++;
            case IkeEvent.Started _,
                    IkeEvent.Noted _,
                    IkeEvent.PeerClaims _,
                    IkeEvent.Established _,
                    IkeEvent.ChildDown _,
                    IkeEvent.PathMoved _ -> {}
        }
    }

    /// How long it took, if it was still waiting.
    private Optional<Double> ended(SaId id) {
        Long since = begun.remove(id);
        if (since == null) {
            return Optional.empty();
        }
        waiting--;
        return Optional.of((System.nanoTime() - since) / 1e6);
    }

    public long childRekeys() {
        return childRekeys;
    }

    public long ikeRekeys() {
        return ikeRekeys;
    }

    public int connected() {
        return up.size();
    }

    /// By code, since the last [#connect] began.
    public Map<String, Integer> failures() {
        return Map.copyOf(failures);
    }

    /// How long each took that connected since the last [#connect] began, shortest first.
    List<Double> tookMillis() {
        return tookMillis.stream().sorted().toList();
    }
}
