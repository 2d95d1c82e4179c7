package org.adit.client.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.adit.client.InNamespace;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ConnectRunTest {
    private static Map<String, String> told;

    @BeforeAll
    static void run() {
        told = InNamespace.run(ConnectScenario.class);
    }

    @Test
    void connectingGivesAddressRouteAndNamesAndTellsThem() {
        assertThat(told.get("connected.lines"))
                .contains("connected to vpn.example.org on adit-c0")
                .contains("10.99.0.2, fd99:1::2")
                .contains("10.1.0.0/24, fd00:1::/64")
                .contains("10.1.0.53");
        assertThat(told.get("connected.addresses")).isEqualTo("true");
        assertThat(told.get("connected.route")).isEqualTo("true");
        assertThat(told.get("connected.gateway")).isEqualTo("true");
        assertThat(told.get("connected.names")).isEqualTo("true");
    }

    @Test
    void theStatusIsAskedOverTheControlSocket() {
        assertThat(told.get("status")).isEqualTo("1 connected [10.1.0.0/24, fd00:1::/64]");
        assertThat(told.get("status.json")).startsWith("{\"profile\":\"alice\"").contains("\"device\":\"adit-c0\"");
    }

    @Test
    void aProfileIsConnectedOnceAtATime() {
        assertThat(told.get("second")).contains("AlreadyRunning[profile=alice");
    }

    @Test
    void disconnectingLeavesNothingBehind() {
        assertThat(told.get("disconnect")).isEqualTo("Ok[value=[alice]]");
        assertThat(told.get("ending")).isEqualTo("Done[]");
        assertThat(told.get("afterwards.links")).isEqualTo("false");
        assertThat(told.get("afterwards.rules")).isEqualTo("false");
        assertThat(told.get("afterwards.names")).isEqualTo("nameserver 192.0.2.53|");
        assertThat(told.get("afterwards.status")).isEqualTo("Ok[value=[]]");
        assertThat(told.get("afterwards.disconnect")).contains("NotRunning");
    }

    @Test
    void aGatewayThatEndsTheConnectionIsCalledAgain() {
        assertThat(told.get("lost")).isEqualTo("CL-008");
        assertThat(told.get("again")).isEqualTo("true");
    }

    @Test
    void anInterfaceThatSomeoneDeletesEndsTheConnectionWithItsReason() {
        assertThat(told.get("deviceLost")).contains("DeviceLost[device=adit-c0");
        assertThat(told.get("deviceLost.rules")).isEqualTo("false");
    }

    @Test
    void aClientThatIsTerminatedUndoesEverythingBeforeItGoes() {
        assertThat(told.get("terminated.rules")).isEqualTo("false");
        assertThat(told.get("terminated.names")).isEqualTo("nameserver 192.0.2.53|");
        assertThat(told.get("terminated.notes")).isEqualTo("false");
    }

    @Test
    void aClientThatIsKilledConnectsAgainOrIsUndoneByDisconnecting() {
        assertThat(told.get("killed.rules")).as("there is something to undo").isEqualTo("true");
        assertThat(told.get("killed.again")).isEqualTo("connected");
        assertThat(told.get("killed.disconnect")).isEqualTo("Ok[value=[dave]]");
        assertThat(told.get("killed.rulesAfter")).isEqualTo("false");
        assertThat(told.get("killed.names")).isEqualTo("nameserver 192.0.2.53|");
    }

    @Test
    void aProfileThatOthersMayReadOrThatIsNoneIsRefused() {
        assertThat(told.get("exposed")).contains("ProfileExposed").contains("rw-r--r--");
        assertThat(told.get("missing")).contains("NoSuchProfile");
        assertThat(told.get("bad")).startsWith("BadProfile[").contains("bad.adit:2:");
    }
}
