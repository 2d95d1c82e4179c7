package org.adit.gateway.config;

import static org.adit.gateway.config.Configs.FULL;
import static org.adit.gateway.config.Configs.valid;
import static org.adit.gateway.config.Configs.with;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.adit.gateway.config.ConfigChange.Effect;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigChangeTest {
    private static final String GUESTS = """
            [[role]]
            name = "guests"
            groups = ["guests"]
            pool = "staff"
            reach = []
            """;

    @Test
    void theSameFileWrittenOtherwiseIsNoChange() {
        assertThat(between(FULL, "# a comment\n" + FULL.replace(" = ", "=").replace("\n\n", "\n")))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "vpn.example.org | vpn.example.com | RESTART | FrontChanged",
                "[\"0.0.0.0\", \"::\"] | [\"0.0.0.0\"] | RESTART | FrontChanged",
                "\"compat\" | \"modern\" | NEW_SESSIONS | PolicyChanged",
                "masquerade = true | masquerade = false | LIVE | MasqueradeChanged",
                "udp-send      = \"off\" | udp-send = \"auto\" | RESTART | DataPlaneChanged",
                "\"ipsec-mb\" | \"auto\" | RESTART | DataPlaneChanged",
                "10.99.0.0/20 | 10.99.0.0/19 | NEW_SESSIONS | PoolChanged",
                "10.99.0.0/20 | 10.99.0.0/21 | ENDS_SESSIONS | PoolChanged",
                "dns       = [\"10.1.0.53\"] | dns = [\"10.1.0.54\"] | NEW_SESSIONS | PoolChanged",
                "groups = [\"employees\"] | groups = [\"employees\", \"interns\"] | NEW_SESSIONS | RoleChanged",
                "groups = [\"employees\"] | groups = [\"interns\"] | ENDS_SESSIONS | RoleChanged",
                "reach  = [\"wiki\", \"lan\"] | reach = [\"lan\"] | ENDS_SESSIONS | RoleChanged",
                "tunnel = \"split\" | tunnel = \"full\" | ENDS_SESSIONS | RoleChanged",
                "devices = 3 | devices = 4 | NEW_SESSIONS | RoleChanged",
                "devices = 3 | devices = 2 | ENDS_SESSIONS | RoleChanged",
                "idle = \"30m\" | idle = \"10m\" | ENDS_SESSIONS | RoleChanged",
                "idle = \"30m\" | idle = \"1h\" | NEW_SESSIONS | RoleChanged",
                "idle = \"30m\", | '' | NEW_SESSIONS | RoleChanged",
                "longest = \"12h\" | longest = \"8h\" | ENDS_SESSIONS | RoleChanged",
                "\"tcp/443\" | \"tcp/443\", \"tcp/80\" | NEW_SESSIONS | RoleChanged",
                "\"tcp/443\" | \"tcp/80\" | ENDS_SESSIONS | RoleChanged",
                "10.2.0.10 | 10.2.0.11 | ENDS_SESSIONS | RoleChanged",
                "remote   = [\"10.50.0.0/16\"] | remote = [\"10.51.0.0/16\"] | ENDS_SESSIONS | SiteChanged"
            })
    void aChangeSaysWhatItTakes(String old, String now, Effect effect, String kind) {
        assertThat(between(FULL, with(old, now))).singleElement().satisfies(change -> {
            assertThat(change.effect()).isEqualTo(effect);
            assertThat(change.getClass().getSimpleName()).isEqualTo(kind);
            assertThat(change.text()).isNotBlank();
        });
    }

    @Test
    void whatIsNewComesLiveAndWhatIsGoneEndsItsSessions() {
        assertThat(between(FULL, FULL + GUESTS)).singleElement().satisfies(change -> {
            assertThat(change.effect()).isEqualTo(Effect.LIVE);
            assertThat(change.text()).isEqualTo("role \"guests\" is new");
        });
        assertThat(between(FULL + GUESTS, FULL)).singleElement().satisfies(change -> {
            assertThat(change.effect()).isEqualTo(Effect.ENDS_SESSIONS);
            assertThat(change.text()).isEqualTo("role \"guests\" is gone");
        });
    }

    @Test
    void theOrderOfRolesIsADecision() {
        assertThat(between(FULL + GUESTS, GUESTS + FULL))
                .containsExactly(new ConfigChange.RolesReordered(List.of("guests", "staff")));
    }

    @Test
    void severalChangesAreAllListed() {
        String text = FULL.replace("compat", "default")
                .replace("masquerade = true", "")
                .replace("devices = 3", "devices = 9");
        assertThat(between(FULL, text))
                .extracting(ConfigChange::effect)
                .containsExactlyInAnyOrder(Effect.NEW_SESSIONS, Effect.LIVE, Effect.NEW_SESSIONS);
    }

    private static List<ConfigChange> between(String before, String after) {
        return ConfigChange.between(valid(before), valid(after));
    }
}
