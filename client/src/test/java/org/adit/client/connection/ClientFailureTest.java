package org.adit.client.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.adit.base.diagnosis.Explanation;
import org.adit.base.diagnosis.Failure;
import org.adit.base.net.IpAddress;
import org.junit.jupiter.api.Test;

class ClientFailureTest {
    private static final List<Failure> ALL = List.of(
            new ClientFailure.NeedsRoot("alice"),
            new ClientFailure.NoSuchProfile("a.adit", "there is no such file"),
            new ClientFailure.ProfileExposed("a.adit", "rw-r--r--"),
            new ClientFailure.NameNotFound("vpn.example.org"),
            new ClientFailure.NoWayToGateway(IpAddress.of("198.51.100.1")),
            new ClientFailure.NoInsideAddress("vpn.example.org"),
            ClientFailure.NoTraffic.because("vpn.example.org", new ClientFailure.NameNotFound("x")),
            new ClientFailure.ClosedByGateway("vpn.example.org"),
            new ClientFailure.AlreadyRunning("alice", 42),
            new ClientFailure.NotRunning("alice"),
            new ClientFailure.NamesNotSet("/etc/resolv.conf", "read-only file system"),
            new ClientFailure.StateUnusable("/run/adit-client", "Others can enter it"),
            new ClientFailure.SecretUnusable("env:PSK", "It has 3 octets"),
            new ClientFailure.NoControl("/run/adit-client/alice.sock", "connection refused"),
            new ClientFailure.DeviceLost("adit-c0", "gone"),
            new ClientFailure.TooManyConnections(16),
            new ClientFailure.NamesTaken("/etc/resolv.conf", "bob"));

    @Test
    void everyFailureHasACodeOfItsOwnAndThreeTexts() {
        assertThat(ALL).extracting(Failure::code).doesNotHaveDuplicates();
        assertThat(ALL.size()).isEqualTo(ClientFailure.class.getPermittedSubclasses().length);
        for (Failure failure : ALL) {
            Explanation texts = failure.explain();
            assertThat(List.of(texts.what(), texts.why(), texts.remedy()))
                    .as("%s", failure.code())
                    .allMatch(text -> text.endsWith(".") || text.endsWith(")."))
                    .allMatch(text -> !text.contains(".."));
        }
    }
}
