package org.adit.dataplane.linux.tun;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.adit.base.diagnosis.Result;
import org.adit.dataplane.linux.InNamespace;
import org.adit.dataplane.linux.OsFailure;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

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
            "PLAIN, V4, 192.0.2.7:4500, 10.66.0.1",
            "PLAIN, V6, [2001:db8::7]:4500, fd66::1",
            "VNET, V4, 192.0.2.7:4500, 10.66.0.1",
            "VNET, V6, [2001:db8::7]:4500, fd66::1"
        })
        void aPacketWrittenToTheDeviceReachesASocket(String framing, String family, String from, String to) {
            assertThat(told.get(framing + "." + family + ".written")).isEqualTo("2");
            assertThat(told.get(framing + "." + family + ".toSocket"))
                    .isEqualTo("from the tunnel from " + from + " to " + to);
        }

        @ParameterizedTest
        @CsvSource({"PLAIN.V4", "PLAIN.V6", "VNET.V4", "VNET.V6"})
        void whatIsRoutedIntoTheDeviceIsReadFromItAndNothingElse(String key) {
            assertThat(told.get(key + ".toTunnel")).isEqualTo("1 into the tunnel");
            assertThat(told.get(key + ".thenNothing")).isEqualTo("0");
        }

        @Test
        void aPacketThatFitsNoSlotIsCountedAndLeftOut() {
            assertThat(told.get("PLAIN.V4.tooLong")).isEqualTo("0 1");
            assertThat(told.get("PLAIN.V6.tooLong")).isEqualTo("0 2");
        }

        @ParameterizedTest
        @EnumSource(Tun.Framing.class)
        void theNameOfADeviceInUseIsTaken(Tun.Framing framing) {
            assertThat(told.get(framing + ".second")).contains("NameTaken[name=adtun0]");
        }

        @ParameterizedTest
        @EnumSource(Tun.Framing.class)
        void aDeviceThatIsRemovedUnderUsSaysSoInsteadOfSpinning(Tun.Framing framing) {
            assertThat(told.get(framing + ".removed")).isEqualTo("the interface adtun0 was removed");
        }
    }

    @Test
    void withoutTheDeviceFileTheFailureNamesTheModuleAndTheContainerOption(@TempDir Path empty) {
        String path = empty.resolve("tun").toString();

        Result<Tun, OsFailure> opened = Tun.open(path, "adtun", Tun.Framing.PLAIN);

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
