package org.adit.gateway.config;

import java.util.List;
import org.adit.base.settings.Section;
import org.adit.base.settings.Setting;
import org.adit.base.settings.SettingType;
import org.adit.base.settings.Value;
import org.adit.protocol.negotiate.CryptoPolicy;

/// `[crypto]`: the one word about algorithms.
public record Crypto(CryptoPolicy policy) {
    static final Setting<CryptoPolicy> POLICY = Setting.withDefault(
            "policy",
            SettingType.oneOf(CryptoPolicy.class),
            "`modern`: 256-bit AEADs only. `default`: also AES-128 and AES-CBC with SHA-2. `compat`: also group 14, which "
                    + "macOS devices that were set up by hand need.",
            CryptoPolicy.DEFAULT,
            "\"default\"");

    static final Section<Crypto> SECTION =
            new Section<>("crypto", false, "Which algorithms are offered and accepted.", List.of(POLICY), in -> {
                Value<CryptoPolicy> policy = in.read(POLICY);
                return in.make(() -> new Crypto(policy.get()));
            });
}
