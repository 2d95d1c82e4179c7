package org.adit.client.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.adit.base.diagnosis.Result;
import org.adit.base.net.IpAddress;
import org.adit.base.net.IpPrefix;

/// What every [Host] does. The host it is run on has a default route of both families, the local networks
/// [#LOCAL_NETWORK], and [MemoryHost#SERVERS_BEFORE] as name servers.
public final class HostContract {
    public static final IpPrefix LOCAL_NETWORK = IpPrefix.of("192.0.2.0/24");

    private static final IpAddress GATEWAY = IpAddress.of("198.51.100.1");
    private static final IpAddress COMPANY = IpAddress.of("10.1.0.10");
    private static final IpAddress COMPANY_6 = IpAddress.of("fd00:1::10");
    private static final IpAddress ELSEWHERE = IpAddress.of("203.0.113.7");
    private static final IpAddress ELSEWHERE_6 = IpAddress.of("2001:db8:9::7");
    private static final IpAddress NEIGHBOUR = IpAddress.of("192.0.2.77");
    private static final IpAddress INSIDE_DNS = IpAddress.of("10.1.0.53");
    private static final IpAddress OURS = IpAddress.of("10.99.0.2");
    private static final IpAddress OURS_6 = IpAddress.of("fd99:1::2");

    private static final HostPlan.Names SPLIT_NAMES =
            new HostPlan.Names(List.of(INSIDE_DNS), List.of("corp.example.org"), false);

    public enum Way {
        INSIDE,
        OUTSIDE,
        REFUSED
    }

    /// The host as it is, seen without the help of what is being tested.
    public interface Sight {
        /// On the tunnel's device.
        List<IpAddress> addresses();

        Way way(IpAddress destination);

        List<IpAddress> servers();
    }

    private HostContract() {}

    public static HostPlan split() {
        return new HostPlan(
                List.of(OURS, OURS_6),
                List.of(IpPrefix.of("10.1.0.0/24"), IpPrefix.of("fd00:1::/64")),
                List.of(),
                List.of(GATEWAY),
                false,
                SPLIT_NAMES,
                1400);
    }

    public static HostPlan full() {
        return new HostPlan(
                List.of(OURS),
                List.of(IpPrefix.of("0.0.0.0/0")),
                List.of(IpPrefix.of("::/0")),
                List.of(GATEWAY),
                true,
                new HostPlan.Names(List.of(INSIDE_DNS), List.of(), true),
                1400);
    }

    /// By name; each on a host that nothing was applied to.
    public static Map<String, BiConsumer<Host, Sight>> checks() {
        Map<String, BiConsumer<Host, Sight>> checks = new LinkedHashMap<>();
        checks.put("aSplitPlanSendsItsNetworksInsideAndNothingElse", HostContract::splitPlan);
        checks.put("aFullPlanSendsAllInsideButTheLocalNetworkAndTheGateway", HostContract::fullPlan);
        checks.put("aFamilyThatIsRefusedGoesNowhere", HostContract::refused);
        checks.put("theGatewayStaysOutsideThoughItsNetworkIsInside", HostContract::gatewayInside);
        checks.put("insideServersComeFirst", HostContract::servers);
        checks.put("aPlanTakesThePlaceOfAnother", HostContract::replaced);
        checks.put("theSamePlanTwiceIsHarmless", HostContract::twice);
        checks.put("afterRestoringTheHostIsAsBefore", HostContract::restored);
        checks.put("restoringWhatWasNeverAppliedIsHarmless", HostContract::restoredBefore);
        return checks;
    }

    private static void apply(Host host, HostPlan plan) {
        assertThat(host.apply(plan))
                .isInstanceOfSatisfying(
                        Result.Ok.class,
                        ok -> assertThat(((Host.Applied) ok.value()).names())
                                .isNotInstanceOf(Host.NameService.NotSet.class));
    }

    private static void splitPlan(Host host, Sight sight) {
        apply(host, split());
        assertThat(sight.addresses()).containsExactlyInAnyOrder(OURS, OURS_6);
        assertThat(sight.way(COMPANY)).isEqualTo(Way.INSIDE);
        assertThat(sight.way(COMPANY_6)).isEqualTo(Way.INSIDE);
        assertThat(sight.way(ELSEWHERE)).isEqualTo(Way.OUTSIDE);
        assertThat(sight.way(ELSEWHERE_6)).isEqualTo(Way.OUTSIDE);
        assertThat(sight.way(GATEWAY)).isEqualTo(Way.OUTSIDE);
        assertThat(sight.way(NEIGHBOUR)).isEqualTo(Way.OUTSIDE);
    }

    private static void fullPlan(Host host, Sight sight) {
        apply(host, full());
        assertThat(sight.way(COMPANY)).isEqualTo(Way.INSIDE);
        assertThat(sight.way(ELSEWHERE)).isEqualTo(Way.INSIDE);
        assertThat(sight.way(NEIGHBOUR)).isEqualTo(Way.OUTSIDE);
        assertThat(sight.way(GATEWAY)).isEqualTo(Way.OUTSIDE);
    }

    private static void refused(Host host, Sight sight) {
        apply(host, full());
        assertThat(sight.way(ELSEWHERE_6)).isEqualTo(Way.REFUSED);
    }

    private static void gatewayInside(Host host, Sight sight) {
        HostPlan split = split();
        apply(
                host,
                new HostPlan(
                        split.addresses(),
                        List.of(IpPrefix.of("198.51.100.0/24")),
                        List.of(),
                        List.of(GATEWAY),
                        false,
                        HostPlan.Names.NONE,
                        1400));
        assertThat(sight.way(GATEWAY)).isEqualTo(Way.OUTSIDE);
        assertThat(sight.way(IpAddress.of("198.51.100.2"))).isEqualTo(Way.INSIDE);
    }

    private static void servers(Host host, Sight sight) {
        apply(host, split());
        assertThat(sight.servers().getFirst()).isEqualTo(INSIDE_DNS);
        apply(host, full());
        assertThat(sight.servers()).containsExactly(INSIDE_DNS);
    }

    private static void replaced(Host host, Sight sight) {
        apply(host, full());
        apply(host, split());
        splitPlan(host, sight);
        apply(host, full());
        assertThat(sight.addresses()).containsExactly(OURS);
        assertThat(sight.way(COMPANY_6)).isEqualTo(Way.REFUSED);
    }

    private static void twice(Host host, Sight sight) {
        apply(host, split());
        splitPlan(host, sight);
    }

    private static void restored(Host host, Sight sight) {
        for (HostPlan plan : List.of(split(), full())) {
            apply(host, plan);
            assertThat(host.restore()).isInstanceOf(Result.Ok.class);
            assertThat(sight.way(COMPANY)).isEqualTo(Way.OUTSIDE);
            assertThat(sight.way(COMPANY_6)).isEqualTo(Way.OUTSIDE);
            assertThat(sight.way(ELSEWHERE_6)).isEqualTo(Way.OUTSIDE);
            assertThat(sight.servers()).isEqualTo(MemoryHost.SERVERS_BEFORE);
        }
    }

    private static void restoredBefore(Host host, Sight sight) {
        assertThat(host.restore()).isInstanceOf(Result.Ok.class);
        assertThat(host.restore()).isInstanceOf(Result.Ok.class);
        assertThat(sight.servers()).isEqualTo(MemoryHost.SERVERS_BEFORE);
    }
}
