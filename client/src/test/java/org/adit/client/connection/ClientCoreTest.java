package org.adit.client.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.adit.base.net.IpAddress;
import org.adit.base.net.IpPrefix;
import org.adit.client.connection.ConnectionStatus.State;
import org.adit.client.host.HostPlan;
import org.adit.client.profile.Profile.Tunnel;
import org.adit.protocol.ike.Assignment;
import org.adit.protocol.ike.Command;
import org.junit.jupiter.api.Test;

class ClientCoreTest {
    private static final IpPrefix COMPANY = IpPrefix.of("10.1.0.0/24");
    private static final IpPrefix COMPANY_6 = IpPrefix.of("fd00:1::/64");

    private static ClientWorld split() {
        return new ClientWorld(Tunnel.Mode.SPLIT, false, 1);
    }

    private static HostPlan planOf(ClientWorld world) {
        return world.host.plan().orElseThrow(() -> new AssertionError("no plan: " + world.news));
    }

    @Test
    void aConnectionResolvesCallsSignsInAndSetsUpTheHost() {
        ClientWorld world = split().start();

        assertThat(world.news)
                .extracting(n -> n.getClass().getSimpleName())
                .containsExactly("Resolving", "Trying", "SignedIn", "Connected");
        assertThat(world.state()).isEqualTo(State.CONNECTED);
        assertThat(planOf(world).addresses()).isEqualTo(ClientWorld.GIVEN.addresses());
        assertThat(planOf(world).inside()).containsExactly(COMPANY, COMPANY_6);
        assertThat(planOf(world).outside()).containsExactly(ClientWorld.FIRST, ClientWorld.SECOND);
        assertThat(planOf(world).names().domains()).containsExactly("corp.example.org");
        assertThat(world.core.status().children()).isEqualTo(world.installed);
    }

    @Test
    void aFullTunnelTakesEverythingAndRefusesTheFamilyThatItDoesNotCarry() {
        ClientWorld world = new ClientWorld(Tunnel.Mode.FULL, false, 2);
        world.given = new Assignment(List.of(IpAddress.of("10.99.0.2")), List.of(), List.of(), List.of());
        world.start();

        assertThat(planOf(world).inside()).containsExactly(IpPrefix.of("0.0.0.0/0"));
        assertThat(planOf(world).refused()).containsExactly(IpPrefix.of("::/0"));
        assertThat(planOf(world).localNetworksFirst()).isTrue();
    }

    @Test
    void subnetsThatTheGatewayNamesArePreferredToWhatTheChildSaCarries() {
        ClientWorld world = split();
        world.allowed = List.of(ClientWorld.selector("0.0.0.0/0"));
        world.given = new Assignment(
                List.of(IpAddress.of("10.99.0.2")),
                List.of(IpAddress.of("10.7.0.53")),
                List.of(),
                List.of(IpPrefix.of("10.1.0.0/16"), IpPrefix.of("10.1.2.0/24")));
        world.start();

        assertThat(planOf(world).inside())
                .as("without what a wider one holds, and with the name server")
                .containsExactly(IpPrefix.of("10.1.0.0/16"), IpPrefix.of("10.7.0.53/32"));
    }

    @Test
    void domainsThatAreNoneNeverReachTheHost() {
        ClientWorld world = split();
        world.given = new Assignment(
                List.of(IpAddress.of("10.99.0.2")),
                List.of(IpAddress.of("10.1.0.53")),
                List.of("corp.example.org\nnameserver 203.0.113.66", "good.example.org"),
                List.of());
        world.start();

        assertThat(planOf(world).names().domains()).containsExactly("good.example.org");
    }

    @Test
    void anAddressThatDoesNotAnswerIsFollowedByTheNext() {
        ClientWorld world = split();
        world.alive = List.of(ClientWorld.SECOND);
        world.start();
        world.pass(Duration.ofMinutes(3));

        assertThat(world.state()).isEqualTo(State.CONNECTED);
        assertThat(world.news(ClientNews.Trying.class))
                .extracting(t -> t.gateway().address())
                .containsExactly(ClientWorld.FIRST, ClientWorld.SECOND);
    }

    @Test
    void addressesOfTheProfileAreUsedWithoutResolving() {
        ClientWorld world = new ClientWorld(Tunnel.Mode.SPLIT, false, List.of(ClientWorld.SECOND), 3);
        world.start();

        assertThat(world.resolved).isEmpty();
        assertThat(world.state()).isEqualTo(State.CONNECTED);
    }

    @Test
    void aNameThatIsNotFoundEndsTheFirstAttempt() {
        ClientWorld world = split();
        world.dns = List.of();
        world.start();

        assertThat(world.endedWith()).isEqualTo("CL-004");
    }

    @Test
    void withoutANetworkThereIsNoWayToTheGateway() {
        ClientWorld world = split();
        world.source = Optional.empty();
        world.start();

        assertThat(world.endedWith()).isEqualTo("CL-005");
    }

    @Test
    void aGatewayThatNeverAnswersEndsTheFirstAttemptInBoundedTime() {
        ClientWorld world = split();
        world.alive = List.of();
        world.start();
        world.pass(Duration.ofMinutes(5));

        assertThat(world.endedWith()).isEqualTo("IKE-060");
        assertThat(world.host.plan()).isEmpty();
    }

    @Test
    void whoIsDeniedIsNotTriedOnAnotherAddress() {
        ClientWorld world = split();
        world.denies = true;
        world.start();
        world.pass(Duration.ofSeconds(10));

        assertThat(world.endedWith()).startsWith("IKE-");
        assertThat(world.news(ClientNews.Trying.class)).hasSize(1);
    }

    @Test
    void aPersistentClientKeepsTryingWhatFails() {
        ClientWorld world = new ClientWorld(Tunnel.Mode.SPLIT, true, 4);
        world.dns = List.of();
        world.start();
        world.pass(Duration.ofMinutes(10));
        assertThat(world.finished).isEmpty();
        assertThat(world.state()).isEqualTo(State.WAITING);
        int tries = world.resolved.size();
        assertThat(tries).isBetween(8, 25);

        world.dns = List.of(ClientWorld.FIRST);
        world.pass(Duration.ofMinutes(1));
        assertThat(world.state()).isEqualTo(State.CONNECTED);
        assertThat(world.core.status().failedAttempts()).isZero();
    }

    @Test
    void noAddressInsideEndsTheAttemptAndSaysSo() {
        ClientWorld world = split();
        world.given = Assignment.NONE;
        world.start();
        world.pass(Duration.ofSeconds(10));

        assertThat(world.endedWith()).isIn("CL-006", "CL-007");
        assertThat(world.installed).isEmpty();
    }

    @Test
    void aHostThatRefusesEndsTheConnectionOnBothSides() {
        ClientWorld world = split();
        world.host.refuseWith(new ClientFailure.NeedsRoot("alice"));
        world.start();
        world.pass(Duration.ofSeconds(10));

        assertThat(world.endedWith()).isEqualTo("CL-001");
        assertThat(world.installed).isEmpty();
    }

    @Test
    void disconnectingSaysGoodbyeRestoresTheHostAndEnds() {
        ClientWorld world = split().start();
        world.tell(new ClientInput.Disconnect());

        assertThat(world.endedWith()).isEqualTo("wanted");
        assertThat(world.host.plan()).isEmpty();
        assertThat(world.installed).isEmpty();
        assertThat(world.state()).isEqualTo(State.OFF);
    }

    @Test
    void disconnectingFromASilentGatewayTakesNoLongerThanThreeSeconds() {
        ClientWorld world = split().start();
        world.alive = List.of();
        world.tell(new ClientInput.Disconnect());
        assertThat(world.host.plan()).as("the host is restored at once").isEmpty();
        assertThat(world.finished).isEmpty();

        world.pass(Duration.ofSeconds(3));
        assertThat(world.endedWith()).isEqualTo("wanted");
    }

    @Test
    void disconnectingAtAnyMomentEndsAndLeavesNothing() {
        for (int moment = 0; moment < 60; moment++) {
            ClientWorld world = new ClientWorld(Tunnel.Mode.SPLIT, true, moment);
            world.alive = moment % 3 == 0 ? List.of() : List.of(ClientWorld.SECOND);
            world.start();
            world.pass(Duration.ofSeconds(2L * moment));
            world.tell(new ClientInput.Disconnect());
            world.pass(Duration.ofSeconds(4));

            assertThat(world.endedWith()).as("after %s s", 2 * moment).isEqualTo("wanted");
            assertThat(world.host.plan()).isEmpty();
        }
    }

    @Test
    void afterTheEndNothingHappensAnyMore() {
        ClientWorld world = split().start();
        world.tell(new ClientInput.Disconnect());
        int actions = world.done.size();

        world.tell(new ClientInput.NetworkChanged());
        world.tell(new ClientInput.Disconnect());
        world.tell(new ClientInput.Start());
        world.pass(Duration.ofHours(1));

        assertThat(world.done).hasSize(actions);
    }

    @Test
    void aGatewayThatEndsTheConnectionIsCalledAgainAtOnceWithoutResolving() {
        ClientWorld world = split().start();
        world.orderGateway(new Command.Disconnect());
        assertThat(world.news(ClientNews.Interrupted.class)).hasSize(1);
        assertThat(world.host.plan())
                .as("nothing goes around the tunnel meanwhile")
                .isPresent();

        world.pass(Duration.ofSeconds(1));
        assertThat(world.state()).isEqualTo(State.CONNECTED);
        assertThat(world.resolved).hasSize(1);
        assertThat(world.host.timesApplied()).isEqualTo(2);
    }

    @Test
    void aGatewayThatForgotUsIsNoticedAndCalledAgain() {
        ClientWorld world = split().start();
        world.restartGateway();
        world.pass(Duration.ofMinutes(5));

        assertThat(world.news(ClientNews.Interrupted.class))
                .first()
                .satisfies(i -> assertThat(i.why().code().toString()).isEqualTo("IKE-062"));
        assertThat(world.state()).isEqualTo(State.CONNECTED);
    }

    @Test
    void whenAWholeRoundFailedTheHostIsRestoredAndTheNameResolvedAnew() {
        ClientWorld world = split().start();
        world.alive = List.of();
        world.dns = List.of(IpAddress.of("198.51.100.9"));
        world.pass(Duration.ofMinutes(6));
        assertThat(world.host.plan()).isEmpty();
        assertThat(world.resolved.size()).isGreaterThan(1);

        world.alive = world.dns;
        world.pass(Duration.ofMinutes(3));
        assertThat(world.state()).isEqualTo(State.CONNECTED);
    }

    @Test
    void anotherNetworkMovesTheConnection() {
        ClientWorld world = split().start();
        world.source = Optional.of(IpAddress.of("203.0.113.20"));
        world.tell(new ClientInput.NetworkChanged());
        assertThat(world.moves).as("not before the network has settled").isEmpty();

        world.pass(Duration.ofSeconds(1));
        assertThat(world.moves).extracting(p -> p.local().address()).containsExactly(IpAddress.of("203.0.113.20"));
        world.pass(Duration.ofMinutes(5));
        assertThat(world.state()).isEqualTo(State.CONNECTED);
        assertThat(world.news(ClientNews.Interrupted.class)).isEmpty();
    }

    @Test
    void aNetworkThatChangedWithoutConsequenceChangesNothing() {
        ClientWorld world = split().start();
        for (int i = 0; i < 50; i++) {
            world.tell(new ClientInput.NetworkChanged());
            world.pass(Duration.ofMillis(10));
        }
        world.pass(Duration.ofSeconds(5));

        assertThat(world.moves).isEmpty();
        assertThat(world.done.stream().filter(a -> a instanceof ClientAction.FindPath))
                .as("looked when it connected, and once when all was calm")
                .hasSize(2);
    }

    @Test
    void aNetworkThatComesBackEndsTheWait() {
        ClientWorld world = new ClientWorld(Tunnel.Mode.SPLIT, true, 5);
        world.source = Optional.empty();
        world.start();
        world.pass(Duration.ofMinutes(20));
        assertThat(world.state()).isEqualTo(State.WAITING);

        world.source = Optional.of(ClientWorld.HOME);
        world.tell(new ClientInput.NetworkChanged());
        world.pass(Duration.ofMillis(300));
        assertThat(world.state()).isEqualTo(State.CONNECTED);
    }

    @Test
    void rekeysGoOnForHoursUnnoticed() {
        ClientWorld world = split().start();
        world.pass(Duration.ofHours(13));

        assertThat(world.state()).isEqualTo(State.CONNECTED);
        assertThat(world.news(ClientNews.Interrupted.class)).isEmpty();
        assertThat(world.news(ClientNews.Rekeyed.class)).hasSizeGreaterThan(14);
        assertThat(world.installed).hasSize(1).isEqualTo(world.core.status().children());
    }

    @Test
    void aLostDeviceEndsTheConnectionWithItsReason() {
        ClientWorld world = split().start();
        world.tell(new ClientInput.Broken(new ClientFailure.DeviceLost("adit-c0", "removed")));

        assertThat(world.endedWith()).isEqualTo("CL-015");
    }
}
