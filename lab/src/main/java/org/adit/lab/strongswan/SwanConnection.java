package org.adit.lab.strongswan;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.adit.base.net.IpAddress;
import org.adit.base.net.IpFamily;
import org.adit.base.net.IpPrefix;

/// A connection of swanctl.conf with one child, as far as remote access and site to site use them. What has no method
/// of its own is set by its name in swanctl.conf: [#option], [#childOption].
///
/// IKEv2 only, ESP in UDP always (kernel-libipsec can do nothing else), no MOBIKE unless asked for.
public final class SwanConnection {
    /// Every connection's child is called so.
    public static final String CHILD = "net";

    private final String name;
    private final SwanSection root = new SwanSection();
    private final SwanSection connection;
    private final SwanSection child;

    private SwanConnection(String name) {
        this.name = name;
        connection = root.section("connections").section(name);
        child = connection.section("children").section(CHILD);
        connection.set("version", "2").set("encap", "yes").set("mobike", "no");
    }

    public static SwanConnection named(String name) {
        return new SwanConnection(name);
    }

    public String name() {
        return name;
    }

    public SwanConnection from(IpAddress local) {
        connection.set("local_addrs", local.toString());
        return this;
    }

    /// Where the peer is; without it, the connection only answers.
    public SwanConnection to(IpAddress remote) {
        connection.set("remote_addrs", remote.toString());
        return this;
    }

    /// In swanctl's words, as `aes256gcm16-prfsha384-ecp384`.
    public SwanConnection ike(String... proposals) {
        connection.set("proposals", String.join(", ", proposals));
        return this;
    }

    /// In swanctl's words, as `aes256gcm16` or, with a key exchange at each rekey, `aes256gcm16-ecp384`; `-noesn`,
    /// `-esn` or both choose sequence numbers.
    public SwanConnection esp(String... proposals) {
        child.set("esp_proposals", String.join(", ", proposals));
        return this;
    }

    /// Signs with the key of this certificate, named as [StrongSwan#certificate] was.
    public SwanConnection signsWith(String certificate, String identity) {
        connection
                .section("local")
                .set("auth", "pubkey")
                .set("certs", certificate)
                .set("id", identity);
        return this;
    }

    /// The peer must prove this identity with a certificate; `%any` is anybody that the authorities know.
    public SwanConnection expectsCertificateOf(String identity) {
        connection.section("remote").set("auth", "pubkey").set("id", identity);
        return this;
    }

    /// Both ends prove themselves with `secret`, an octet string in hexadecimal.
    public SwanConnection sharesSecret(String localIdentity, String remoteIdentity, String secretHex) {
        connection.section("local").set("auth", "psk").set("id", localIdentity);
        connection.section("remote").set("auth", "psk").set("id", remoteIdentity);
        root.section("secrets")
                .section("ike-" + name)
                .set("id-1", localIdentity)
                .set("id-2", remoteIdentity)
                .set("secret", "0x" + secretHex);
        return this;
    }

    public SwanConnection protects(List<IpPrefix> local, List<IpPrefix> remote) {
        child.set("local_ts", joined(local)).set("remote_ts", joined(remote));
        return this;
    }

    /// As a client: asks for an inside address of each family, and for the way to `remote`.
    public SwanConnection asksForAddresses(List<IpPrefix> remote) {
        connection.set("vips", "0.0.0.0, ::");
        child.set("remote_ts", joined(remote));
        return this;
    }

    /// As a gateway: gives each client an address of each pool (one a family), these DNS servers, and the way to
    /// `local`.
    public SwanConnection givesAddresses(List<IpPrefix> pools, List<IpAddress> dns, List<IpPrefix> local) {
        connection.set(
                "pools",
                IntStream.range(0, pools.size()).mapToObj(i -> "pool" + i).collect(Collectors.joining(", ")));
        for (int i = 0; i < pools.size(); i++) {
            SwanSection pool = root.section("pools").section("pool" + i);
            pool.set("addrs", pools.get(i).toString());
            IpFamily family = pools.get(i).family();
            String servers = dns.stream()
                    .filter(server -> server.family() == family)
                    .map(IpAddress::toString)
                    .collect(Collectors.joining(", "));
            if (!servers.isEmpty()) {
                pool.set("dns", servers);
            }
        }
        child.set("local_ts", joined(local));
        return this;
    }

    /// A setting of the connection, by its name in swanctl.conf: `dpd_delay`, `rekey_time`, `fragmentation`…
    public SwanConnection option(String key, String value) {
        connection.set(key, value);
        return this;
    }

    /// A setting of the child: `rekey_time`, `start_action`, `dpd_action`…
    public SwanConnection childOption(String key, String value) {
        child.set(key, value);
        return this;
    }

    String render() {
        return root.render();
    }

    private static String joined(List<IpPrefix> prefixes) {
        return prefixes.stream().map(IpPrefix::toString).collect(Collectors.joining(", "));
    }
}
