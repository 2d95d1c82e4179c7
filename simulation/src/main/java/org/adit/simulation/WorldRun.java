package org.adit.simulation;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.adit.base.net.IpPrefix;
import org.adit.protocol.ike.Command;
import org.adit.protocol.ike.SaId;
import org.adit.protocol.ipsec.ChildSaSpec;
import org.adit.protocol.ipsec.Spi;
import org.adit.protocol.ipsec.TrafficSelector;

/// One world from its beginning to its end: a schedule in foul weather, then fair weather, then everybody leaves.
/// Throws
/// [Violation] when something does not hold.
public final class WorldRun {
    private static final Duration SLICE = Duration.ofMillis(500);
    private static final int MOST_STEPS_A_SLICE = 4_000;
    private static final Duration DEAD_ARE_NOTICED = Duration.ofSeconds(75);
    private static final int MOST_SLICES_TO_REST = 400;
    private static final List<SimGateway.Mood> MOODS = List.of(SimGateway.Mood.values());

    private final World world;
    private final WorldChecks checks;
    private final Random random;
    private final List<Transition> schedule;
    private int slices;
    private int subnets;
    private boolean reconnecting = true;

    /// What must hold does not.
    public static final class Violation extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Violation(String what) {
            super(what);
        }
    }

    private WorldRun(long seed, WorldKeys keys, int most) {
        this.world = new World(seed, keys);
        this.checks = new WorldChecks(world);
        this.random = new Random(~seed);
        List<Transition> all = Transition.schedule(seed, world.clients().size());
        this.schedule = all.subList(0, Math.min(most, all.size()));
    }

    /// Runs the world of `seed` with its whole schedule.
    public static Attempts.Tally run(long seed, WorldKeys keys) {
        return run(seed, keys, Integer.MAX_VALUE);
    }

    private static Attempts.Tally run(long seed, WorldKeys keys, int transitions) {
        WorldRun run = new WorldRun(seed, keys, transitions);
        try {
            run.go();
            return run.tally();
        } catch (IllegalStateException | Violation e) {
            Violation violation = new Violation("seed " + seed + " " + run.at(e));
            violation.initCause(e);
            throw violation;
        }
    }

    private String at(RuntimeException e) {
        return "at " + world.time().tick().nanos() / 1e9 + " s: " + e.getMessage();
    }

    /// For a seed that fails: the beginning of its schedule that suffices, and how it fails then.
    public static String shortest(long seed, WorldKeys keys) {
        int length = Transition.schedule(seed, new World(seed, keys).clients().size())
                .size();
        for (int most = 0; most <= length; most++) {
            WorldRun run = new WorldRun(seed, keys, most);
            try {
                run.go();
            } catch (IllegalStateException | Violation e) {
                StringBuilder text =
                        new StringBuilder(run.world.network().timeline().toString());
                text.append("  This is what happened last; the schedule was:\n");
                run.schedule.forEach(t -> text.append("    ").append(t).append('\n'));
                return text + run.at(e) + "\n";
            }
        }
        return "seed " + seed + " does not fail";
    }

    private Attempts.Tally tally() {
        Attempts.Tally all = new Attempts.Tally();
        all.add(world.gateway().attempts().tally());
        world.clients().forEach(c -> all.add(c.program().attempts().tally()));
        all.count("worlds", 1);
        all.count("datagrams", world.network().carried());
        all.count("datagrams lost", world.network().lost());
        all.count("seconds of virtual time", world.time().tick().nanos() / 1_000_000_000);
        return all;
    }

    private void go() {
        world.network().weather(SimNetwork.Weather.FOUL);
        world.clients().forEach(world::connect);
        for (Transition next : schedule) {
            pass(next.after());
            happen(next);
        }
        pass(Duration.ofSeconds(10));
        calm();
        rest();
        leave();
    }

    private void pass(Duration duration) {
        Duration left = duration;
        while (left.isPositive()) {
            Duration slice = left.compareTo(SLICE) < 0 ? left : SLICE;
            world.time().pass(slice, MOST_STEPS_A_SLICE);
            left = left.minus(slice);
            checks.always();
            if (slices++ % 4 == 0) {
                world.gatewayNode().sendTraffic();
                world.clients().forEach(c -> c.node().sendTraffic());
            }
            if (reconnecting && random.nextInt(60) == 0) {
                world.connect(world.clients().get(random.nextInt(world.clients().size())));
            }
        }
    }

    private void happen(Transition next) {
        World.Client client = world.clients().get(next.who());
        switch (next.deed()) {
            case CONNECT -> world.connect(client);
            case DISCONNECT -> order(client, next.byGateway(), new Command.Disconnect());
            case REKEY_CHILD -> rekeyChild(client, next.byGateway(), next.variant());
            case REKEY_CHILD_AT_BOTH -> {
                rekeyChild(client, true, next.variant());
                pass(Duration.ofMillis(next.variant() % 3 * 40L));
                rekeyChild(client, false, next.variant());
            }
            case REKEY_IKE -> order(client, next.byGateway(), new Command.RekeyIke());
            case REKEY_IKE_AT_BOTH -> {
                order(client, next.byGateway(), new Command.RekeyIke());
                pass(Duration.ofMillis(next.variant() % 3 * 40L));
                order(client, !next.byGateway(), new Command.RekeyIke());
            }
            case REKEY_CHILD_HERE_IKE_THERE -> {
                rekeyChild(client, next.byGateway(), next.variant());
                order(client, !next.byGateway(), new Command.RekeyIke());
            }
            case ADD_CHILD -> addChild(client, next.byGateway());
            case REMOVE_CHILD -> removeChild(client, next.byGateway(), next.variant());
            case CHECK_LIVENESS -> order(client, next.byGateway(), new Command.CheckLiveness());
            case REBIND_NAT -> world.nats().forEach(SimNat::forget);
            case PARTITION -> partition(client, next);
            case KILL_CLIENT -> world.kill(client);
            case KILL_GATEWAY -> world.killGateway();
            case GATEWAY_MOOD -> world.gateway().mood(MOODS.get(next.variant() % MOODS.size()));
            case COOKIES -> world.cookies(next.variant() % 2 == 0);
        }
    }

    private void partition(World.Client client, Transition next) {
        Duration lasting = Duration.ofSeconds(1 + next.variant() % 120);
        boolean everybody = next.byGateway();
        if (everybody) {
            world.network().weather(SimNetwork.Weather.DARK);
            world.time().planIn(lasting, () -> world.network().weather(SimNetwork.Weather.FOUL));
            pass(lasting);
        } else {
            world.network().cut(client.node().address());
            world.time()
                    .planIn(lasting, () -> world.network().join(client.node().address()));
        }
    }

    private void order(World.Client client, boolean byGateway, Command command) {
        if (byGateway) {
            world.gateway().order(world.gatewayNode(), client.identity(), command);
        } else {
            client.program().order(client.node(), command);
        }
    }

    private Optional<SimDataPlane.Installed> someChild(World.Client client, boolean byGateway, int variant) {
        SimNode node = byGateway ? world.gatewayNode() : client.node();
        Optional<SaId> sa = byGateway
                ? world.gateway().sessionOf(client.identity())
                : client.program().established();
        List<SimDataPlane.Installed> all = node.dataPlane().sending().stream()
                .filter(pair -> sa.filter(pair.sa()::equals).isPresent())
                .toList();
        return all.isEmpty() ? Optional.empty() : Optional.of(all.get(variant % all.size()));
    }

    private void rekeyChild(World.Client client, boolean byGateway, int variant) {
        someChild(client, byGateway, variant)
                .map(SimDataPlane.Installed::spec)
                .map(ChildSaSpec::inboundSpi)
                .ifPresent(spi -> order(client, byGateway, new Command.RekeyChild(spi, variant % 2 == 0)));
    }

    private void addChild(World.Client client, boolean byGateway) {
        someChild(client, byGateway, 0).ifPresent(pair -> {
            List<TrafficSelector> part = List.of(TrafficSelector.of(IpPrefix.of("10.1." + ++subnets + ".0/24")));
            order(
                    client,
                    byGateway,
                    byGateway
                            ? new Command.AddChild(part, pair.spec().remote())
                            : new Command.AddChild(pair.spec().local(), part));
        });
    }

    private void removeChild(World.Client client, boolean byGateway, int variant) {
        someChild(client, byGateway, variant).ifPresent(pair -> {
            checks.willBeRemoved(client, byGateway ? pair.flow().mirrored() : pair.flow());
            Spi spi = pair.spec().inboundSpi();
            order(client, byGateway, new Command.RemoveChild(spi));
        });
    }

    /// The weather is fair from now on; the dead are noticed, everybody comes back.
    private void calm() {
        world.network().weather(SimNetwork.Weather.FAIR);
        world.gateway().mood(SimGateway.Mood.PROMPT);
        pass(Duration.ofSeconds(125));
        reconnecting = false;
        pass(DEAD_ARE_NOTICED);
        for (int tries = 0; tries < 2; tries++) {
            world.clients().forEach(world::connect);
            pass(DEAD_ARE_NOTICED);
        }
        checks.everybodyIsConnected();
    }

    /// Every client must come to rest, and then both ends must agree.
    private void rest() {
        boolean[] agreed = new boolean[world.clients().size()];
        for (int i = 0; i < MOST_SLICES_TO_REST; i++) {
            pass(SLICE);
            boolean all = true;
            for (World.Client client : world.clients()) {
                agreed[client.number()] |= checks.agreementIfAtRest(client);
                all &= agreed[client.number()];
            }
            if (all) {
                return;
            }
        }
        throw new Violation("somebody does not come to rest in fair weather");
    }

    private void leave() {
        for (World.Client client : world.clients()) {
            order(client, random.nextBoolean(), new Command.Disconnect());
        }
        world.time().pass(DEAD_ARE_NOTICED.multipliedBy(2), MOST_STEPS_A_SLICE);
        checks.nothingIsLeft();
    }
}
