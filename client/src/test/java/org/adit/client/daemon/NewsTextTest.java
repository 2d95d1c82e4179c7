package org.adit.client.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.adit.base.net.Endpoint;
import org.adit.base.net.IpAddress;
import org.adit.base.net.IpPrefix;
import org.adit.client.connection.ClientFailure;
import org.adit.client.connection.ClientNews;
import org.adit.client.host.Host;
import org.adit.protocol.ipsec.Path;
import org.junit.jupiter.api.Test;

class NewsTextTest {
    private static final Path PATH = new Path(
            new Endpoint(IpAddress.of("192.168.77.2"), 40_000), new Endpoint(IpAddress.of("198.51.100.1"), 4500));

    @Test
    void aConnectionIsToldWithAllThatItGives() {
        ClientNews.Tunnel tunnel = new ClientNews.Tunnel(
                "vpn.example.org",
                PATH,
                List.of(IpAddress.of("10.99.0.2")),
                List.of(IpPrefix.of("10.1.0.0/24")),
                false,
                new Host.Applied("adit-c0", new Host.NameService.Set("by systemd-resolved")),
                List.of(IpAddress.of("10.1.0.53")));

        assertThat(NewsText.lines(new ClientNews.Connected(tunnel)))
                .containsExactly(
                        "connected to vpn.example.org on adit-c0",
                        "  address  10.99.0.2",
                        "  routes   10.1.0.0/24",
                        "  names    10.1.0.53, by systemd-resolved");
    }

    @Test
    void anInterruptionIsToldWithItsReasonAndWhenTheNextAttemptStarts() {
        ClientNews news =
                new ClientNews.Interrupted(new ClientFailure.ClosedByGateway("vpn.example.org"), Duration.ofSeconds(7));

        assertThat(NewsText.lines(news))
                .containsExactly(
                        "interrupted: CL-008 The gateway vpn.example.org ended the connection.", "trying again in 7 s");
    }

    @Test
    void whatStoppedTheClientIsNamedAndNothingElseIsClaimed() {
        Stopped stopped = new Stopped("java.lang.IllegalStateException: a bug");

        assertThat(stopped.code()).hasToString("CL-030");
        assertThat(stopped.explain().why()).contains("a bug");
        assertThat(NewsText.lines(new ClientNews.Ended(Optional.of(stopped)))).hasSize(1);
    }
}
