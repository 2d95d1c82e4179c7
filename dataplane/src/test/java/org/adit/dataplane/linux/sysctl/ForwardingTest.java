package org.adit.dataplane.linux.sysctl;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import org.adit.base.diagnosis.Result;
import org.adit.base.net.IpFamily;
import org.adit.dataplane.linux.InNamespace;
import org.adit.dataplane.linux.OsFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ForwardingTest {
    @TempDir
    private Path root;

    @Test
    void whatWasOffIsOffAgainAndWhatWasOnIsLeftAlone() throws IOException {
        Path v4 = setting("net/ipv4/ip_forward", "0\n");
        Path v6 = setting("net/ipv6/conf/all/forwarding", "1\n");
        try (Forwarding forwarding = InNamespace.must(Forwarding.switchOn(EnumSet.allOf(IpFamily.class), root))) {
            assertThat(v4).hasContent("1");
            forwarding.close();
        }
        assertThat(v4).hasContent("0");
        assertThat(v6).hasContent("1");
    }

    @Test
    void aSettingThatIsNotThereIsNamedWithItsCommandAndTheOthersAreGivenBack() throws IOException {
        Path v4 = setting("net/ipv4/ip_forward", "0\n");

        Result<Forwarding, OsFailure> refused = Forwarding.switchOn(EnumSet.allOf(IpFamily.class), root);

        assertThat(refused).isInstanceOf(Result.Failed.class);
        assertThat(v4).hasContent("0");
        OsFailure failure = new OsFailure.KernelSettingRefused("/proc/sys/net/ipv4/ip_forward", "1", "read-only");
        assertThat(failure.explain().remedy()).contains("sysctl -w net.ipv4.ip_forward=1");
    }

    private Path setting(String name, String value) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, value);
    }
}
