package org.adit.gateway.daemon;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.adit.base.Bytes;
import org.adit.base.diagnosis.Failure;
import org.adit.base.diagnosis.Result;
import org.adit.base.net.Endpoint;
import org.adit.base.net.IpAddress;
import org.adit.base.secret.Secret;
import org.adit.gateway.access.GatewayFailure;
import org.adit.gateway.config.GatewayConfig;
import org.adit.gateway.config.Site;
import org.adit.protocol.auth.Identity;
import org.adit.protocol.auth.LocalCredential;
import org.adit.protocol.ike.ConnectRequest;
import org.adit.protocol.ipsec.Path;
import org.adit.protocol.ipsec.TrafficSelector;

/// What calling a site takes: where it is now, from where we reach it, and what we share with it.
final class SiteRequests {
    private static final int IKE_PORT = 500;

    private final GatewayHost host;
    private volatile GatewayConfig config;

    SiteRequests(GatewayHost host, GatewayConfig config) {
        this.host = host;
        this.config = config;
    }

    void replace(GatewayConfig next) {
        config = next;
    }

    /// Waits for the name service.
    Result<ConnectRequest, Failure> of(String name) {
        GatewayConfig now = config;
        Optional<Site> site = now.site(name);
        Optional<Identity> self = Identity.parse(now.gateway().name());
        Optional<Identity> peer = site.flatMap(one -> Identity.parse(one.identity()));
        if (site.isEmpty() || self.isEmpty() || peer.isEmpty()) {
            return Result.failed(new GatewayFailure.UnknownSite(name));
        }
        String where = site.get().peer().orElse("");
        Optional<Path> path = addresses(where).stream()
                .flatMap(address -> path(address).stream())
                .findFirst();
        if (path.isEmpty()) {
            return Result.failed(new StartFailure.NoWayToSite(name, where));
        }
        return SettingsFile.secret(site.get())
                .map((Secret secret) -> new ConnectRequest(
                        path.get(),
                        new LocalCredential.WithSharedSecret(self.get(), secret),
                        peer,
                        List.of(),
                        site.get().local().stream().map(TrafficSelector::of).toList(),
                        site.get().remote().stream().map(TrafficSelector::of).toList()));
    }

    private Optional<Path> path(IpAddress peer) {
        return host.sourceTowards(peer)
                .map(source -> new Path(new Endpoint(source, IKE_PORT), new Endpoint(peer, IKE_PORT)));
    }

    private static List<IpAddress> addresses(String name) {
        Optional<IpAddress> literal = IpAddress.parse(name);
        if (literal.isPresent()) {
            return List.of(literal.get());
        }
        try {
            return Arrays.stream(InetAddress.getAllByName(name))
                    .map(found -> IpAddress.of(Bytes.of(found.getAddress())))
                    .toList();
        } catch (UnknownHostException notFound) {
            return List.of();
        }
    }
}
