package org.adit.gateway.config;

import java.util.List;
import org.adit.base.settings.Section;
import org.adit.base.settings.Setting;
import org.adit.base.settings.SettingType;
import org.adit.base.settings.Value;

/// `[nat]`: whether leases are hidden behind the gateway's own address.
public record Nat(boolean masquerade) {
    static final Setting<Boolean> MASQUERADE = Setting.withDefault(
            "masquerade",
            SettingType.FLAG,
            "Give packets from leases the gateway's own address; needed where the networks have no route back to the pools.",
            false,
            "false");

    static final Section<Nat> SECTION =
            new Section<>("nat", false, "Address translation by nftables.", List.of(MASQUERADE), in -> {
                Value<Boolean> masquerade = in.read(MASQUERADE);
                return in.make(() -> new Nat(masquerade.get()));
            });
}
