package org.adit.gateway.config;

import java.util.List;
import java.util.Optional;
import org.adit.base.net.IpAddress;
import org.adit.base.net.IpFamily;
import org.adit.base.net.IpPrefix;
import org.adit.base.net.IpRange;
import org.adit.base.settings.Problems;
import org.adit.base.settings.Section;
import org.adit.base.settings.SectionReader;
import org.adit.base.settings.Setting;
import org.adit.base.settings.SettingType;
import org.adit.base.settings.SettingTypes;
import org.adit.base.settings.Value;

/// `[[pool]]`: addresses for leases, and the DNS that comes with them.
public record Pool(String name, List<IpPrefix> addresses, List<IpAddress> dns, List<String> domains) {
    static final Setting<String> NAME = Setting.required("name", SettingTypes.NAME, "What roles call it.");
    static final Setting<List<IpPrefix>> ADDRESSES = Setting.required(
            "addresses",
            SettingType.listOf(SettingTypes.NETWORK),
            "Networks to lease from: IPv4 from /8 to /30, IPv6 from /64 to /126.");
    static final Setting<List<IpAddress>> DNS = Setting.withDefault(
            "dns", SettingType.listOf(SettingTypes.ADDRESS), "Inner DNS servers for clients.", List.of(), "[]");
    static final Setting<List<String>> DOMAINS = Setting.withDefault(
            "domains",
            SettingType.listOf(SettingTypes.DOMAIN),
            "Domains that are resolved by these servers (split DNS).",
            List.of(),
            "[]");

    static final Section<Pool> SECTION =
            new Section<>("pool", true, "Addresses for clients.", List.of(NAME, ADDRESSES, DNS, DOMAINS), Pool::read);

    private static final List<IpPrefix> CANNOT_LEASE = List.of(
            IpPrefix.of("0.0.0.0/8"),
            IpPrefix.of("127.0.0.0/8"),
            IpPrefix.of("169.254.0.0/16"),
            IpPrefix.of("224.0.0.0/3"),
            IpPrefix.of("::/8"),
            IpPrefix.of("fe80::/10"),
            IpPrefix.of("ff00::/8"));

    public Pool {
        addresses = List.copyOf(addresses);
        dns = List.copyOf(dns);
        domains = List.copyOf(domains);
    }

    /// What may be leased: never the network's own address (stock clients refuse an IPv6 lease whose host part is zero)
    /// nor, in IPv4, the broadcast address.
    public List<IpRange> leasable() {
        return addresses.stream().map(Pool::leasable).toList();
    }

    private static IpRange leasable(IpPrefix network) {
        IpAddress last =
                network.family() == IpFamily.V4 ? network.last().plus(-1).orElseThrow() : network.last();
        return new IpRange(network.first().plus(1).orElseThrow(), last);
    }

    private static Optional<Pool> read(SectionReader in) {
        Value<String> name = in.read(NAME);
        Value<List<IpPrefix>> addresses = in.read(ADDRESSES);
        Value<List<IpAddress>> dns = in.read(DNS);
        Value<List<String>> domains = in.read(DOMAINS);
        addresses.ifRead().ifPresent(networks -> check(networks, in));
        if (dns.ifRead().filter(List::isEmpty).isPresent()
                && domains.ifRead().filter(list -> !list.isEmpty()).isPresent()) {
            in.problem(
                    DOMAINS,
                    Problems.CONFLICT,
                    "\"domains\" are given, but no \"dns\" to resolve them",
                    "Add \"dns\".");
        }
        return in.make(() -> new Pool(name.get(), addresses.get(), dns.get(), domains.get()));
    }

    private static void check(List<IpPrefix> networks, SectionReader in) {
        if (networks.isEmpty()) {
            in.problem(ADDRESSES, Problems.BAD_VALUE, "\"addresses\" is empty", "Name at least one network.");
        }
        for (int i = 0; i < networks.size(); i++) {
            IpPrefix network = networks.get(i);
            boolean v4 = network.family() == IpFamily.V4;
            if (network.length() < (v4 ? 8 : 64) || network.length() > (v4 ? 30 : 126)) {
                in.problem(
                        ADDRESSES,
                        i,
                        Problems.BAD_VALUE,
                        network + " cannot be leased from: its size does not fit",
                        v4 ? "Use a prefix from /8 to /30." : "Use a prefix from /64 to /126.");
            }
            if (CANNOT_LEASE.stream().anyMatch(bad -> bad.contains(network) || network.contains(bad))) {
                in.problem(
                        ADDRESSES,
                        i,
                        Problems.BAD_VALUE,
                        network + " holds loopback, link-local, multicast or reserved addresses",
                        "Use private addresses, such as 10.99.0.0/20 or fd99:1::/64.");
            }
        }
    }
}
