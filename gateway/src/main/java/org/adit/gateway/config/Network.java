package org.adit.gateway.config;

import java.util.List;
import org.adit.base.net.IpPrefix;
import org.adit.base.settings.Problems;
import org.adit.base.settings.Section;
import org.adit.base.settings.Setting;
import org.adit.base.settings.SettingType;
import org.adit.base.settings.SettingTypes;
import org.adit.base.settings.Value;

/// `[[network]]`: networks behind the gateway that roles may reach as a whole.
public record Network(String name, List<IpPrefix> addresses) {
    static final Setting<String> NAME = Setting.required("name", SettingTypes.NAME, "What roles call it.");
    static final Setting<List<IpPrefix>> ADDRESSES =
            Setting.required("addresses", SettingType.listOf(SettingTypes.NETWORK), "Its networks.");

    static final Section<Network> SECTION =
            new Section<>("network", true, "Networks that can be reached as a whole.", List.of(NAME, ADDRESSES), in -> {
                Value<String> name = in.read(NAME);
                Value<List<IpPrefix>> addresses = in.read(ADDRESSES);
                if (addresses.ifRead().filter(List::isEmpty).isPresent()) {
                    in.problem(ADDRESSES, Problems.BAD_VALUE, "\"addresses\" is empty", "Name at least one network.");
                }
                return in.make(() -> new Network(name.get(), addresses.get()));
            });

    public Network {
        addresses = List.copyOf(addresses);
    }
}
