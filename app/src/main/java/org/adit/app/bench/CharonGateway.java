package org.adit.app.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.adit.base.net.IpPrefix;
import org.adit.lab.process.LabFault;
import org.adit.lab.strongswan.LabPki;
import org.adit.lab.strongswan.StrongSwan;
import org.adit.lab.strongswan.SwanConnection;
import org.adit.lab.world.Namespace;

/// strongSwan as the gateway of the load's clients: with our authority and our gateway's certificate, the same
/// algorithms, an inside address for each client, and nothing in its way that limits how fast one address may connect.
final class CharonGateway {
    private static final String CERTIFICATE = "-----BEGIN CERTIFICATE-----";

    private CharonGateway() {}

    /// `authority` is the folder of a gateway's authority. Ends with the world.
    static StrongSwan start(Namespace machine, Path authority) {
        machine.address("lo", "10.0.0.1/32"); // charon wants to be in what it protects
        String own = read(authority.resolve("server-ecdsa.pem"));
        int cut = own.indexOf(CERTIFICATE);
        StrongSwan charon = StrongSwan.in(machine)
                .trusts(read(authority.resolve("ca.crt")))
                .certificate("gateway.pem", new LabPki.Credential(own.substring(cut), own.substring(0, cut)))
                .option("filelog.log.default", "0")
                .option("install_routes", "no")
                .option("cookie_threshold", "0")
                .option("block_threshold", "0")
                .option("ikesa_table_size", "4096")
                .option("ikesa_table_segments", "4")
                .start();
        charon.load(SwanConnection.named("load")
                .ike("aes256gcm16-prfsha384-ecp256", "aes256gcm16-prfsha256-ecp256")
                .esp("aes256gcm16")
                .signsWith("gateway.pem", "vpn.example.org")
                .expectsCertificateOf("%any")
                .givesAddresses(
                        List.of(IpPrefix.of("10.64.0.0/16"), IpPrefix.of("fd64::/64")),
                        List.of(),
                        List.of(IpPrefix.of("10.0.0.0/8"))));
        return charon;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new LabFault("the authority of the load cannot be read", e);
        }
    }
}
