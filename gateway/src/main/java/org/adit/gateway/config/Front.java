package org.adit.gateway.config;

import java.util.List;
import java.util.Optional;
import org.adit.base.net.IpAddress;
import org.adit.base.net.IpPrefix;
import org.adit.base.settings.Problems;
import org.adit.base.settings.Section;
import org.adit.base.settings.SectionReader;
import org.adit.base.settings.Setting;
import org.adit.base.settings.SettingType;
import org.adit.base.settings.SettingTypes;
import org.adit.base.settings.Value;

/// `[gateway]`: the name people type, a host name or an address; where UDP 500 and 4500 are taken; the folder of the
/// embedded store and the CA.
public record Front(String name, List<IpAddress> listen, String data) {
    public static final String DEFAULT_DATA = "/var/lib/adit";
    public static final List<IpAddress> EVERYWHERE = List.of(IpAddress.of("0.0.0.0"), IpAddress.of("::"));

    static final SettingType<String> HOST = SettingType.text(
            "a host name or an IP address",
            "vpn.example.org",
            text -> IpAddress.parse(text).map(IpAddress::toString).or(() -> SettingTypes.domain(text)));

    static final Setting<String> NAME =
            Setting.required("name", HOST, "What people type; the name in the server certificate.");
    static final Setting<List<IpAddress>> LISTEN = Setting.withDefault(
            "listen",
            SettingType.listOf(SettingTypes.ADDRESS),
            "Own addresses for UDP 500 and 4500; the unspecified ones mean every address of their family.",
            EVERYWHERE,
            "[\"0.0.0.0\", \"::\"]");
    static final Setting<String> DATA = Setting.withDefault(
            "data",
            SettingTypes.PATH,
            "The folder of the embedded store and the CA keys.",
            DEFAULT_DATA,
            "\"" + DEFAULT_DATA + "\"");

    static final Section<Front> SECTION =
            new Section<>("gateway", false, "The gateway itself.", List.of(NAME, LISTEN, DATA), Front::read);

    private static final List<IpPrefix> CANNOT_LISTEN =
            List.of(IpPrefix.of("224.0.0.0/3"), IpPrefix.of("ff00::/8"), IpPrefix.of("fe80::/10"));

    public Front {
        listen = List.copyOf(listen);
    }

    private static Optional<Front> read(SectionReader in) {
        Value<String> name = in.read(NAME);
        Value<List<IpAddress>> listen = in.read(LISTEN);
        Value<String> data = in.read(DATA);
        listen.ifRead().ifPresent(addresses -> check(addresses, in));
        return in.make(() -> new Front(name.get(), listen.get(), data.get()));
    }

    private static void check(List<IpAddress> addresses, SectionReader in) {
        if (addresses.isEmpty()) {
            in.problem(LISTEN, Problems.BAD_VALUE, "\"listen\" is empty", "Name an address, or remove the line.");
        }
        for (int i = 0; i < addresses.size(); i++) {
            IpAddress address = addresses.get(i);
            if (CANNOT_LISTEN.stream().anyMatch(net -> net.contains(address))) {
                in.problem(
                        LISTEN,
                        i,
                        Problems.BAD_VALUE,
                        address + " is a multicast, reserved or link-local address",
                        "Use a unicast address of this machine, or \"0.0.0.0\" and \"::\" for all.");
            }
        }
    }
}
