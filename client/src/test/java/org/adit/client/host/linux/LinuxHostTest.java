package org.adit.client.host.linux;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Stream;
import org.adit.client.InNamespace;
import org.adit.client.host.HostContract;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class LinuxHostTest {
    private static Map<String, String> told;

    @BeforeAll
    static void run() {
        told = InNamespace.run(LinuxHostScenario.class);
    }

    @TestFactory
    Stream<DynamicTest> keepsTheContract() {
        return HostContract.checks().keySet().stream()
                .map(name ->
                        DynamicTest.dynamicTest(name, () -> assertThat(told).containsEntry(name, "ok")));
    }

    @Test
    void whatAKilledClientLeftIsUndoneByTheNextOne() {
        assertThat(told.get("killed.alice.running")).isEqualTo("true");
        assertThat(told.get("killed.alice.claim")).contains("AlreadyRunning[profile=alice");
        assertThat(told.get("killed.left"))
                .as("there is something to undo")
                .contains("lookup 44480")
                .contains("unreachable");
        assertThat(told.get("killed.names")).isEqualTo("[10.1.0.53]");
        assertThat(told.get("killed.profiles")).isEqualTo("[alice]");
        assertThat(told.get("killed.stillRunning")).isEqualTo("false");
        assertThat(told.get("killed.slotOfNext")).isEqualTo("0");
        assertThat(told.get("killed.leftAfterNext")).isEmpty();
        assertThat(told.get("killed.resolvConfIsBack")).isEqualTo("true");
        assertThat(told.get("killed.notesAfterNext")).isEqualTo("[]");
    }

    @Test
    void whatAKilledClientLeftIsUndoneByDisconnecting() {
        assertThat(told.get("disconnected.undone")).isEqualTo("true");
        assertThat(told.get("disconnected.left")).isEmpty();
        assertThat(told.get("disconnected.resolvConfIsBack")).isEqualTo("true");
        assertThat(told.get("disconnected.again")).isEqualTo("false");
    }

    @Test
    void twoConnectionsKeepOutOfEachOthersWay() {
        assertThat(told.get("two.devices")).isEqualTo("adit-c0 adit-c1");
        assertThat(told.get("two.names")).contains("NamesTaken").contains("owner=one");
        assertThat(told.get("two.firstStays")).isEqualTo("INSIDE");
        assertThat(told.get("two.firstsNamesStay")).isEqualTo("[10.1.0.53, 192.0.2.53]");
        assertThat(told.get("two.left")).isEmpty();
    }

    @Test
    void resolvConfComesBackWhereItIsAMount() {
        assertThat(told.get("mounted.servers")).isEqualTo("[10.1.0.53, 192.0.2.53]");
        assertThat(told.get("mounted.isBack")).isEqualTo("true");
    }

    @Test
    void resolvConfComesBackWhereItIsALinkAndItsTargetIsNeverWritten() {
        assertThat(told.get("linked.targetUntouched")).isEqualTo("true");
        assertThat(told.get("linked.servers")).isEqualTo("[10.1.0.53, 192.0.2.53]");
        assertThat(told.get("linked.text")).contains("|search corp.example.org|options edns0|");
        assertThat(told.get("linked.isBack")).isEqualTo("target.conf");
    }

    @Test
    void resolvConfGoesAgainWhereThereWasNone() {
        assertThat(told.get("absent.servers")).isEqualTo("[10.1.0.53]");
        assertThat(told.get("absent.isBack")).isEqualTo("true");
    }

    @Test
    void resolvConfThatSomeoneElseWroteMeanwhileIsTheirs() {
        assertThat(told.get("changed.theirs")).isEqualTo("nameserver 198.18.0.1|");
    }

    @Test
    void resolvConfComesBackOctetForOctet() {
        assertThat(told.get("odd.isBack")).isEqualTo("true");
    }

    @Test
    void aFolderThatOthersCanEnterIsRefused() {
        assertThat(told.get("exposed")).contains("StateUnusable");
    }

    @Test
    void systemdResolvedIsAskedForOurInterfaceOnly() {
        assertThat(told.get("resolved.names")).contains("by systemd-resolved");
        assertThat(told.get("resolved.asked"))
                .isEqualTo("dns adit-c0 10.1.0.53|domain adit-c0 corp.example.org|default-route adit-c0 false|"
                        + "revert adit-c0|");
        assertThat(told.get("resolved.resolvConfUntouched")).isEqualTo("true");
    }
}
