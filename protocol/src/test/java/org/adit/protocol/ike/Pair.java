package org.adit.protocol.ike;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;
import org.adit.base.Bytes;
import org.adit.base.Randomness;
import org.adit.base.net.Endpoint;
import org.adit.base.net.IpAddress;
import org.adit.base.net.IpFamily;
import org.adit.base.secret.Secret;
import org.adit.base.time.Tick;
import org.adit.protocol.auth.Identity;
import org.adit.protocol.auth.LocalCredential;
import org.adit.protocol.auth.Trust;
import org.adit.protocol.crypto.JcaCrypto;
import org.adit.protocol.ipsec.ChildSaSpec;
import org.adit.protocol.ipsec.Path;
import org.adit.protocol.ipsec.Spi;
import org.adit.protocol.ipsec.TrafficSelector;
import org.adit.protocol.negotiate.CryptoPolicy;
import org.adit.protocol.pki.ChainChecker;
import org.adit.protocol.wire.ExchangeType;
import org.adit.protocol.wire.IkeHeader;
import org.adit.protocol.wire.PlainCodec;

/// Two engines joined by hand: A initiates, B responds. Datagrams wait in [Side#sent] until a test delivers or loses
/// them. Time stands still until a test moves it.
final class Pair {
    static final Endpoint A = new Endpoint(IpAddress.of("192.0.2.1"), 500);
    static final Endpoint B = new Endpoint(IpAddress.of("198.51.100.1"), 500);
    static final JcaCrypto CRYPTO = JcaCrypto.create(Optional.empty());

    final Side a;
    final Side b;
    Duration time = Duration.ofSeconds(1);

    /// What the network does to A's address and port on the way to B.
    Endpoint natOutside = A;

    Pair(IkeSettings ofA, IkeSettings ofB, long seed) {
        a = new Side(new IkeEndpoint(ofA, CRYPTO, seeded(seed), KeyWitness.NONE));
        b = new Side(new IkeEndpoint(ofB, CRYPTO, seeded(seed + 1_000_003), KeyWitness.NONE));
    }

    static Randomness seeded(long seed) {
        Random random = new Random(seed);
        return random::nextBytes;
    }

    static Pair withPsk(long seed) {
        return withPsk(CryptoPolicy.DEFAULT, IkeTimes.DEFAULT, seed);
    }

    static Pair withPsk(CryptoPolicy policy, IkeTimes times, long seed) {
        return new Pair(
                IkeSettings.client(policy, trust("b.example.org", "0123456789abcdef0123456789abcdef"))
                        .withTimes(times),
                pskGateway(policy).withTimes(times),
                seed);
    }

    static IkeSettings pskGateway(CryptoPolicy policy) {
        return IkeSettings.gateway(
                policy,
                List.of(new LocalCredential.WithSharedSecret(Identity.fqdn("b.example.org"), secret("unused"))),
                trust("a.example.org", "0123456789abcdef0123456789abcdef"));
    }

    static Trust trust(String peer, String secret) {
        return new Trust(
                new ChainChecker(List.of()),
                List.of(new Trust.SharedSecret(Identity.fqdn(peer), secret(secret))),
                false);
    }

    static Secret secret(String text) {
        return Secret.own(Bytes.ofUtf8(text).toArray());
    }

    static LocalCredential pskOfA() {
        return new LocalCredential.WithSharedSecret(
                Identity.fqdn("a.example.org"), secret("0123456789abcdef0123456789abcdef"));
    }

    static ConnectRequest request(LocalCredential credential) {
        return new ConnectRequest(
                new Path(A, B),
                credential,
                Optional.of(Identity.fqdn("b.example.org")),
                List.of(IpFamily.V4, IpFamily.V6),
                List.of(TrafficSelector.all(IpFamily.V4), TrafficSelector.all(IpFamily.V6)),
                List.of(TrafficSelector.all(IpFamily.V4), TrafficSelector.all(IpFamily.V6)));
    }

    Pair connect() {
        return connect(request(pskOfA()));
    }

    Pair connect(ConnectRequest request) {
        a.step(new Input.Connect(new SaId(1), request), time);
        deliverAll();
        return this;
    }

    // ---- the network

    /// Delivers everything, and what follows from it, until nobody has anything to say.
    void deliverAll() {
        for (int rounds = 0; !(a.sent.isEmpty() && b.sent.isEmpty()); rounds++) {
            assertThat(rounds).as("rounds until silence").isLessThan(200);
            deliverToB();
            deliverToA();
        }
    }

    void deliverToB() {
        take(a).forEach(this::intoB);
    }

    void deliverToA() {
        take(b).forEach(this::intoA);
    }

    void intoB(Action.Send send) {
        Endpoint from = send.path().local().address().equals(A.address())
                ? new Endpoint(
                        natOutside.address(),
                        natOutside.equals(A) ? send.path().local().port() : natOutside.port())
                : send.path().local();
        b.step(new Input.Received(new Path(send.path().peer(), from), send.datagram()), time);
    }

    void intoA(Action.Send send) {
        Endpoint to = send.path().peer();
        boolean known =
                to.equals(natOutside) || natOutside.equals(A) && to.address().equals(A.address());
        if (known) {
            int port = send.path().local().port();
            a.step(
                    new Input.Received(
                            new Path(
                                    new Endpoint(A.address(), port), send.path().local()),
                            send.datagram()),
                    time);
        }
    }

    static List<Action.Send> take(Side side) {
        List<Action.Send> taken = new ArrayList<>(side.sent);
        side.sent.clear();
        return taken;
    }

    void loseFromA() {
        assertThat(take(a)).as("something to lose").isNotEmpty();
    }

    void loseFromB() {
        assertThat(take(b)).as("something to lose").isNotEmpty();
    }

    /// Moves time on, waking who asked for it, and delivers all that is sent meanwhile.
    void pass(Duration duration) {
        passWith(duration, this::deliverAll);
    }

    /// The same, but nothing arrives.
    void passInSilence(Duration duration) {
        passWith(duration, () -> {
            take(a);
            take(b);
        });
    }

    private void passWith(Duration duration, Runnable network) {
        Duration end = time.plus(duration);
        for (int wakes = 0; ; wakes++) {
            assertThat(wakes).as("wakes").isLessThan(20_000);
            Optional<Tick> next = earlier(a.wake, b.wake);
            if (next.isEmpty() || next.get().nanos() > end.toNanos()) {
                break;
            }
            time = Duration.ofNanos(Math.max(time.toNanos(), next.get().nanos()));
            wake(a);
            wake(b);
            network.run();
        }
        time = end;
    }

    private void wake(Side side) {
        if (side.wake.filter(w -> w.nanos() <= time.toNanos()).isPresent()) {
            side.step(new Input.TimeReached(), time);
        }
    }

    private static Optional<Tick> earlier(Optional<Tick> one, Optional<Tick> other) {
        return one.isEmpty() ? other : other.isEmpty() ? one : one.get().isBefore(other.get()) ? one : other;
    }

    void orderA(Command command) {
        a.step(new Input.Order(a.id, command), time);
    }

    void orderB(Command command) {
        b.step(new Input.Order(b.id, command), time);
    }

    // ---- what must hold

    /// Both ends have the same pairs, and what one sends on the other receives on.
    void assertInStep() {
        assertThat(a.installed.values().stream().map(ChildSaSpec::outboundSpi))
                .as("A's outbound SPIs are B's inbound ones")
                .containsExactlyInAnyOrderElementsOf(b.installed.keySet());
        assertThat(b.installed.values().stream().map(ChildSaSpec::outboundSpi))
                .as("B's outbound SPIs are A's inbound ones")
                .containsExactlyInAnyOrderElementsOf(a.installed.keySet());
        if (!a.installed.isEmpty()) {
            assertThat(a.sendingOn).as("A sends where B receives").get().isIn(b.installed.keySet());
            assertThat(b.sendingOn).as("B sends where A receives").get().isIn(a.installed.keySet());
        }
        for (ChildSaSpec ofA : a.installed.values()) {
            ChildSaSpec ofB = b.installed.get(ofA.outboundSpi());
            assertThat(ofB.inboundKeys().encryption().sameAs(ofA.outboundKeys().encryption()))
                    .as("same keys A to B")
                    .isTrue();
            assertThat(ofB.outboundKeys().encryption().sameAs(ofA.inboundKeys().encryption()))
                    .as("same keys B to A")
                    .isTrue();
            assertThat(ofB.remote()).isEqualTo(ofA.local());
            assertThat(ofB.local()).isEqualTo(ofA.remote());
            assertThat(ofB.suite()).isEqualTo(ofA.suite());
        }
    }

    void assertInStepWith(int pairs) {
        assertInStep();
        assertThat(a.installed).hasSize(pairs);
    }

    Spi onlyInboundOfA() {
        assertThat(a.installed).hasSize(1);
        return a.installed.keySet().iterator().next();
    }

    Spi onlyInboundOfB() {
        assertThat(b.installed).hasSize(1);
        return b.installed.keySet().iterator().next();
    }

    static Predicate<Action.Send> of(ExchangeType exchange) {
        return send -> PlainCodec.header(send.datagram())
                .map(IkeHeader::exchange)
                .filter(exchange::equals)
                .isPresent();
    }
}
