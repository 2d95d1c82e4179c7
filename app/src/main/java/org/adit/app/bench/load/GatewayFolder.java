package org.adit.app.bench.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.adit.base.net.Endpoint;
import org.adit.base.net.IpAddress;
import org.adit.gateway.api.ApiClient;
import org.adit.gateway.daemon.GatewayDaemon;
import org.adit.lab.process.LabFault;

/// The settings and the data of a gateway on loopback that many clients will connect to.
public record GatewayFolder(Path path) {
    static final String NAME = "vpn.example.org";
    public static final Endpoint ADDRESS = new Endpoint(IpAddress.of("127.0.0.1"), 4500);

    /// Makes it. Devices may reach `networks`.
    public static GatewayFolder make(Path path, List<String> networks) {
        return make(path, networks, 1);
    }

    /// With so many workers in its data plane.
    public static GatewayFolder make(Path path, List<String> networks, int workers) {
        GatewayFolder folder = new GatewayFolder(path);
        try {
            Files.createDirectories(path);
            Files.writeString(folder.settings(), """
                    [gateway]
                    name = "%s"
                    listen = ["%s"]
                    data = "%s"

                    [[pool]]
                    name = "people"
                    addresses = ["10.64.0.0/16", "fd64::/64"]

                    [[network]]
                    name = "company"
                    addresses = [%s]

                    [[role]]
                    name = "people"
                    groups = ["%s"]
                    pool = "people"
                    reach = ["company"]

                    [nat]
                    masquerade = false

                    [data-plane]
                    workers = %d
                    """.formatted(
                            NAME,
                            ADDRESS.address(),
                            folder.data(),
                            networks.stream().map(one -> "\"" + one + "\"").collect(Collectors.joining(", ")),
                            Fleet.GROUP,
                            workers));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        GatewayDaemon.init(folder.settings()).ifPresent(why -> {
            throw new LabFault(why.explain().what());
        });
        return folder;
    }

    public Fleet enrol(int devices) {
        return Fleet.enrol(data(), devices);
    }

    public Path settings() {
        return path.resolve("gateway.toml");
    }

    Path data() {
        return path.resolve("data");
    }

    /// Live sessions, by the gateway's own word.
    public int sessions() {
        return Faults.value(new ApiClient(data()).get("sessions"))
                .path("sessions")
                .size();
    }
}
