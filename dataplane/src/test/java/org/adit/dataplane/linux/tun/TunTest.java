package org.adit.dataplane.linux.tun;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.Map;
import org.adit.base.diagnosis.Result;
import org.adit.base.net.IpFamily;
import org.adit.dataplane.linux.InNamespace;
import org.adit.dataplane.linux.OsFailure;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TunTest {
    @Nested
    class WithADevice {
        private static Map<String, String> told;

        @BeforeAll
        static void run() {
            told = InNamespace.run(TunScenario.class);
        }

        @Test
        void theFirstFreeNumberBecomesPartOfTheNameAndTheDeviceStartsDown() {
            assertThat(told.get("name")).isEqualTo("adtun0 tun down");
        }

        @ParameterizedTest
        @CsvSource({
            "AUTO, V4, 192.0.2.7:4500, 10.66.0.1",
            "AUTO, V6, [2001:db8::7]:4500, fd66::1",
            "OFF, V4, 192.0.2.7:4500, 10.66.0.1",
            "OFF, V6, [2001:db8::7]:4500, fd66::1"
        })
        void aPacketWrittenToTheDeviceReachesASocket(String offload, String family, String from, String to) {
            assertThat(told.get(offload + "." + family + ".written")).isEqualTo("10");
            assertThat(told.get(offload + "." + family + ".toSocket"))
                    .isEqualTo("from the tunnel from " + from + " to " + to);
        }

        @ParameterizedTest
        @CsvSource({"AUTO.V4", "AUTO.V6", "OFF.V4", "OFF.V6"})
        void whatIsRoutedIntoTheDeviceIsReadFromItAndNothingElse(String key) {
            assertThat(told.get(key + ".toTunnel")).isEqualTo("into the tunnel");
            assertThat(told.get(key + ".thenNothing")).isEqualTo("0");
        }

        @Test
        void whatTheKernelKnowsIsUsedAndWhatIsOffIsNot() {
            assertThat(told.get("AUTO.features")).startsWith("[tun-tcp on, tun-udp o"); // on, or off before Linux 6.2
            assertThat(told.get("OFF.features")).isEqualTo("[tun-tcp off (by setting), tun-udp off (by setting)]");
            assertThat(told.get("demanded")).isEqualTo("[tun-tcp on, tun-udp off (by setting)]");
        }

        @Test
        void aDeviceThatIsDownTellsAGoodSuperpacketFromABadOne() {
            assertThat(told.get("downGood")).isEqualTo("true");
            assertThat(told.get("downBad")).isEqualTo("true");
        }

        @Test
        void aRefusedSuperpacketTurnsItsKindOffForGoodAndNoOther() {
            assertThat(told.get("AUTO.good")).isEqualTo("true");
            assertThat(told.get("AUTO.counted")).isEqualTo("2");
            assertThat(told.get("AUTO.passedIn")).isEqualTo("true");
            assertThat(told.get("AUTO.refusal")).isEqualTo("true");
            assertThat(told.get("AUTO.udpRefused"))
                    .startsWith("[tun-tcp on, tun-udp off (")
                    .contains("EINVAL");
            assertThat(told.get("AUTO.tcpRefused")).startsWith("[tun-tcp off (the kernel refused a superpacket");
        }

        @Test
        void queuesShareADeviceThatNobodyElseCanJoin() {
            assertThat(told.get("queues")).isEqualTo("[adqu0] 4");
            assertThat(told.get("queues.second")).contains("NameTaken[name=adqu0]");
            assertThat(told.get("queues.secondAlone")).contains("NameTaken[name=adqu0]");
            assertThat(told.get("queues.gone")).contains("2");
        }

        @Test
        void answersComeToTheQueueThatTheirFlowWasWrittenTo() {
            assertThat(told.get("queues.answered")).isEqualTo("64 of 64");
        }

        @ParameterizedTest
        @EnumSource(IpFamily.class)
        void withSteeringTheDestinationNamesTheQueue(IpFamily family) {
            String features = told.get("steered.features");
            assertThat(features).contains("tun-steering");
            assumeTrue(features.contains("tun-steering on"), () -> "NOT RUN: no steering by this kernel: " + features);
            assertThat(told.get("steered." + family)).isEqualTo("253 of 253");
        }

        @ParameterizedTest
        @ValueSource(strings = {"AUTO", "OFF"})
        void theNameOfADeviceInUseIsTaken(String offload) {
            assertThat(told.get(offload + ".second")).contains("NameTaken[name=adtun0]");
        }

        @ParameterizedTest
        @ValueSource(strings = {"AUTO", "OFF"})
        void aDeviceThatIsRemovedUnderUsSaysSoInsteadOfSpinning(String offload) {
            assertThat(told.get(offload + ".removed")).isEqualTo("the interface adtun0 was removed");
        }
    }

    @Test
    void withoutTheDeviceFileTheFailureNamesTheModuleAndTheContainerOption(@TempDir Path empty) {
        String path = empty.resolve("tun").toString();

        Result<Tun, OsFailure> opened = Tun.open(path, "adtun", Tun.Offload.AUTO);

        OsFailure expected = new OsFailure.NoTunDevice(path, "ENOENT");
        assertThat(opened).isEqualTo(Result.failed(expected));
        assertThat(expected.explain().remedy()).contains("modprobe tun").contains("--device");
    }

    @Test
    void withoutTheCapabilityTheFailureNamesIt() {
        Map<String, String> told = InNamespace.runWithoutCapabilities(PowerlessScenario.class);
        assertThat(told.get("tun")).contains("NotPermitted").contains("CAP_NET_ADMIN");
        assertThat(told.get("port")).contains("NotPermitted").contains("CAP_NET_BIND_SERVICE");
        assertThat(told.get("route")).contains("NotPermitted").contains("CAP_NET_ADMIN");
        assertThat(told.get("mark")).contains("NotPermitted").contains("CAP_NET_ADMIN");
        assertThat(told.get("list")).isEqualTo("lo");
    }
}
