package org.adit.simulation;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.adit.base.net.Endpoint;
import org.adit.base.net.IpAddress;
import org.adit.base.time.Tick;
import org.adit.protocol.ipsec.Path;

/// A network that carries datagrams between addresses, with the weather of [Weather]. Addresses may live behind a
/// [SimNat].
public final class SimNetwork {
    private final SimTime time;
    private final Random random;
    private final Map<IpAddress, Receiver> hosts = new HashMap<>();
    private final Map<IpAddress, SimNat> natOfInside = new HashMap<>();
    private final Map<IpAddress, SimNat> natOfOutside = new HashMap<>();
    private final Set<IpAddress> cutOff = new HashSet<>();
    private final Map<IpAddress, Tick> lastIke = new HashMap<>();
    private final Timeline timeline = new Timeline();
    private Weather weather = Weather.FAIR;
    private long carried;
    private long lost;

    /// Somebody with an address. `path` is seen from the receiver.
    public interface Receiver {
        void onPacket(Path path, SimPacket packet);
    }

    /// How likely a datagram is lost or doubled, and how long it takes. Reordering follows from `jitter`.
    public record Weather(double loss, double duplication, Duration delay, Duration jitter) {
        public static final Weather FAIR = new Weather(0, 0, Duration.ofMillis(10), Duration.ZERO);

        /// Every fifth datagram lost, every tenth doubled, late ones overtaken.
        public static final Weather FOUL = new Weather(0.2, 0.1, Duration.ofMillis(20), Duration.ofMillis(400));

        /// Nothing arrives.
        public static final Weather DARK = new Weather(1, 0, Duration.ofMillis(10), Duration.ZERO);
    }

    public SimNetwork(SimTime time, long seed) {
        this.time = time;
        this.random = new Random(seed);
    }

    public void attach(IpAddress address, Receiver receiver) {
        hosts.put(address, receiver);
    }

    /// From now on `inside` reaches the world through `nat`.
    public void putBehind(IpAddress inside, SimNat nat) {
        natOfInside.put(inside, nat);
        natOfOutside.put(nat.outside(), nat);
    }

    Timeline timeline() {
        return timeline;
    }

    public void weather(Weather next) {
        weather = next;
    }

    public long carried() {
        return carried;
    }

    public long lost() {
        return lost;
    }

    /// Nothing reaches `host` or comes from it, until it is joined again.
    public void cut(IpAddress host) {
        cutOff.add(host);
    }

    public void join(IpAddress host) {
        cutOff.remove(host);
    }

    /// Since when `host` has neither sent nor received an IKE message.
    public Tick lastIke(IpAddress host) {
        return lastIke.getOrDefault(host, new Tick(0));
    }

    public void send(Path path, SimPacket packet) {
        carried++;
        note(path.local().address(), packet);
        SimNat nat = natOfInside.get(path.local().address());
        Endpoint source = nat == null ? path.local() : nat.translate(path.local(), path.peer());
        if (random.nextDouble() < weather.loss() || cutOff.contains(path.local().address())) {
            lost++;
            return;
        }
        int copies = random.nextDouble() < weather.duplication() ? 2 : 1;
        for (int i = 0; i < copies; i++) {
            time.planIn(delay(), () -> arrive(source, path.peer(), packet));
        }
    }

    private void note(IpAddress host, SimPacket packet) {
        if (packet instanceof SimPacket.Ike) {
            lastIke.put(host, time.tick());
        }
    }

    private Duration delay() {
        long jitter = weather.jitter().toNanos();
        return weather.delay().plusNanos(jitter == 0 ? 0 : (long) (random.nextDouble() * jitter));
    }

    private void arrive(Endpoint source, Endpoint target, SimPacket packet) {
        SimNat nat = natOfOutside.get(target.address());
        Optional<Endpoint> inside = nat == null ? Optional.of(target) : nat.inside(target.port(), source);
        inside.ifPresent(host -> reach(source, host, packet));
    }

    private void reach(Endpoint source, Endpoint host, SimPacket packet) {
        Receiver receiver = hosts.get(host.address());
        if (receiver != null && !cutOff.contains(host.address())) {
            note(host.address(), packet);
            receiver.onPacket(new Path(host, source), packet);
        }
    }
}
