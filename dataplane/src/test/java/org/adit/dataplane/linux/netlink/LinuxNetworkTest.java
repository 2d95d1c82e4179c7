package org.adit.dataplane.linux.netlink;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.adit.dataplane.linux.InNamespace;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class LinuxNetworkTest {
    private static Map<String, String> told;

    @BeforeAll
    static void run() {
        told = InNamespace.run(NetworkScenario.class);
    }

    @Test
    void aLinkIsFoundBroughtUpAndGivenAnMtu() {
        assertThat(told.get("link")).isEqualTo("true");
        assertThat(told.get("linkKnownToIp")).isEqualTo("true");
        assertThat(told.get("allLinks")).isEqualTo("[lo, adnl0]");
        assertThat(told.get("down")).isEqualTo("false");
    }

    @Test
    void aLinkThatIsNotThereIsNamed() {
        assertThat(told.get("noSuchLink")).contains("NoSuchLink[name=ad-nowhere]");
        assertThat(told.get("goneWithTheDevice")).contains("NoSuchLink[name=adnl0]");
    }

    @Test
    void whatTheKernelRefusesIsToldInItsOwnWords() {
        assertThat(told.get("absurdMtu"))
                .contains("Unexpected[doing=set the MTU of interface")
                .contains("errno=EINVAL")
                .contains("detail=mtu less than device minimum");
    }

    @Test
    void addressesOfBothFamiliesCanBeUsedAtOnceAndAddingOrRemovingTwiceIsHarmless() {
        assertThat(told.get("addresses")).isEqualTo("[10.66.0.1/24, fd66::1/64]");
        assertThat(told.get("tentative")).isEqualTo("false");
        assertThat(told.get("addressesLater")).isEqualTo("[10.66.0.1/24]");
    }

    @Test
    void routesOfEveryKindAreReadBackAsTheyWereAdded() {
        assertThat(told.get("v4routes"))
                .isEqualTo("[UNICAST route to 192.0.2.0/24, UNICAST route to 198.51.100.0/24 via 10.66.0.77,"
                        + " UNREACHABLE route to 203.0.113.0/24]");
        assertThat(told.get("v6routes"))
                .isEqualTo("[UNICAST route to 2001:db8:1::/48 via fd66::77, UNICAST route to 2001:db8::/32,"
                        + " UNREACHABLE route to 2001:db8:2::/48]");
        assertThat(told.get("tableRoutes"))
                .isEqualTo("[UNICAST route to 0.0.0.0/0 in table 4711] [UNICAST route to ::/0 in table 4711]");
        assertThat(told.get("knownToIp")).isEqualTo("3");
    }

    @Test
    void theRouteOfSomeoneElseIsNeitherTakenForOursNorRemoved() {
        assertThat(told.get("someoneElses")).contains("AlreadyExists[object=route to 198.18.0.0/15]");
        assertThat(told.get("someoneElsesStays")).isEqualTo("true");
        assertThat(told.get("replaced")).isEqualTo("true");
    }

    @Test
    void theKernelIsAskedWhichWayAPacketWouldGo() {
        assertThat(told.get("way")).isEqualTo("Optional[10.66.0.77]");
        assertThat(told.get("way6")).isEqualTo("Optional[fd66::1]");
        assertThat(told.get("noWay")).contains("NotReachable").contains("ENETUNREACH");
        assertThat(told.get("noNextHop")).contains("NotReachable").contains("ENETUNREACH");
    }

    @Test
    void aRouteRemovedTwiceIsGoneAndTheOthersStay() {
        assertThat(told.get("v4routesLater"))
                .doesNotContain("192.0.2.0/24")
                .contains("198.51.100.0/24")
                .contains("203.0.113.0/24");
    }

    @Test
    void rulesSendAllButMarkedTrafficIntoTheTunnel() {
        assertThat(told.get("V4rules"))
                .isEqualTo("[V4 rule 29000 to table 4711, V4 rule 30000 to table 254, V4 rule 30001 to table 4711]");
        assertThat(told.get("V6rules"))
                .isEqualTo("[V6 rule 29000 to table 4711, V6 rule 30000 to table 254, V6 rule 30001 to table 4711]");
        assertThat(told.get("rulesKnownToIp"))
                .contains("from 10.99.0.0/16 lookup 4711 proto 173")
                .contains("from all lookup main suppress_prefixlength 0 proto 173")
                .contains("not from all fwmark 0xad17 lookup 4711 proto 173");
        assertThat(told.get("unmarked")).isEqualTo("true");
        assertThat(told.get("marked")).contains("NotReachable");
    }

    @Test
    void whatACrashLeftBehindIsFoundByItsMarkAndRemoved() {
        assertThat(told.get("leftovers")).isEqualTo("8 routes, 5 rules");
        assertThat(told.get("leftoversLater")).isEqualTo("true");
        assertThat(told.get("afterwards")).isEqualTo("[] [] []");
        assertThat(told.get("clientsStay")).isEqualTo("1");
    }

    @Test
    void aRouteOfOursThatIsAddedDifferentlyTakesThePlaceOfTheFirst() {
        assertThat(told.get("elsewhere"))
                .contains("198.51.100.0/24 via 10.66.0.78")
                .doesNotContain("10.66.0.77");
    }

    @Test
    void changesOfTheNetworkAreTold() {
        assertThat(told.get("quiet")).isEqualTo("[]");
        assertThat(told.get("addressCame")).isEqualTo("true");
        assertThat(told.get("addressWent")).isEqualTo("true");
        assertThat(told.get("routeCame")).isEqualTo("[route to 2001:db8:9::/48 by 173]");
        assertThat(told.get("linkDown")).isEqualTo("true");
    }

    @Test
    void moreChangesThanTheKernelKeepsAreToldAsAnOverrunAndTheNextOnesComeAgain() {
        assertThat(told.get("overrun")).isEqualTo("true");
        assertThat(told.get("afterOverrun")).isEqualTo("false");
    }
}
