package org.adit.gateway.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.adit.base.net.IpPrefix;
import org.adit.base.settings.Problems;
import org.adit.base.settings.Section;
import org.adit.base.settings.Setting;
import org.adit.base.settings.SettingType;
import org.adit.base.settings.SettingTypes;
import org.adit.base.settings.Value;
import org.adit.protocol.ipsec.TrafficSelector;

/// `[[service]]`: named hosts and ports. No ports means every port and protocol.
public record Service(String name, List<Destination> to, List<Ports> ports) {
    /// Where a service is.
    public sealed interface Destination {
        record Named(String host) implements Destination {}

        record Addresses(IpPrefix network) implements Destination {}
    }

    /// An IP protocol and its ports; all of them for protocols without.
    public record Ports(int protocol, int first, int last) {
        private static final Pattern TEXT = Pattern.compile("(tcp|udp)/([0-9]{1,5})(?:-([0-9]{1,5}))?");

        static Optional<Ports> parse(String text) {
            if (text.equals("icmp")) {
                return Optional.of(new Ports(1, 0, 0xffff));
            }
            if (text.equals("icmpv6")) {
                return Optional.of(new Ports(58, 0, 0xffff));
            }
            Matcher parts = TEXT.matcher(text);
            if (!parts.matches()) {
                return Optional.empty();
            }
            int first = Integer.parseInt(parts.group(2));
            int last = parts.group(3) == null ? first : Integer.parseInt(parts.group(3));
            return first >= 1 && first <= last && last <= 0xffff
                    ? Optional.of(new Ports(parts.group(1).equals("tcp") ? 6 : 17, first, last))
                    : Optional.empty();
        }
    }

    static final Setting<String> NAME = Setting.required("name", SettingTypes.NAME, "What roles call it.");
    static final Setting<List<Destination>> TO = Setting.required(
            "to",
            SettingType.listOf(
                    SettingType.text("a host name, an address or a network", "10.1.0.10", Service::destination)),
            "The hosts that offer it.");
    static final Setting<List<Ports>> PORTS = Setting.withDefault(
            "ports",
            SettingType.listOf(
                    SettingType.text("a port as tcp/N, udp/N, tcp/N-M, icmp or icmpv6", "tcp/443", Ports::parse)),
            "Its ports; none means all.",
            List.of(),
            "[]");

    static final Section<Service> SECTION = new Section<>(
            "service", true, "Named hosts and ports that can be reached.", List.of(NAME, TO, PORTS), in -> {
                Value<String> name = in.read(NAME);
                Value<List<Destination>> to = in.read(TO);
                Value<List<Ports>> ports = in.read(PORTS);
                if (to.ifRead().filter(List::isEmpty).isPresent()) {
                    in.problem(TO, Problems.BAD_VALUE, "\"to\" is empty", "Name at least one host.");
                }
                return in.make(() -> new Service(name.get(), to.get(), ports.get()));
            });

    public Service {
        to = List.copyOf(to);
        ports = List.copyOf(ports);
    }

    /// What is known by address; names are for the DNS forwarder.
    public List<IpPrefix> addresses() {
        List<IpPrefix> networks = new ArrayList<>();
        for (Destination destination : to) {
            if (destination instanceof Destination.Addresses(IpPrefix network)) {
                networks.add(network);
            }
        }
        return List.copyOf(networks);
    }

    /// The same with ports.
    public List<TrafficSelector> selectors() {
        List<TrafficSelector> selectors = new ArrayList<>();
        for (IpPrefix network : addresses()) {
            if (ports.isEmpty()) {
                selectors.add(TrafficSelector.of(network));
            }
            for (Ports each : ports) {
                selectors.add(new TrafficSelector(each.protocol(), each.first(), each.last(), network.range()));
            }
        }
        return List.copyOf(selectors);
    }

    private static Optional<Destination> destination(String text) {
        return IpPrefix.parse(text)
                .<Destination>map(Destination.Addresses::new)
                .or(() -> SettingTypes.domain(text).map(Destination.Named::new));
    }
}
