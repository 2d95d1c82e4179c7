package org.adit.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.adit.base.settings.Section;
import org.junit.jupiter.api.Test;

class SettingsPageTest {
    private static final Path PAGE = Path.of(System.getProperty("adit.root", ".."), "docs", "settings.md");

    @Test
    void theCommittedPageIsWhatTheDeclarationsSay() throws IOException {
        if (Boolean.getBoolean("adit.write")) {
            Files.createDirectories(PAGE.getParent());
            Files.writeString(PAGE, GatewayConfig.reference());
        }
        assertThat(Files.exists(PAGE) ? Files.readString(PAGE) : "")
                .as("docs/settings.md is out of date. Write it anew with: ./mvnw -pl gateway -am test "
                        + "-Dtest=SettingsPageTest -Dsurefire.failIfNoSpecifiedTests=false -Dadit.write=true")
                .isEqualTo(GatewayConfig.reference());
    }

    @Test
    void everySettingHasASentence() {
        for (Section<?> section : GatewayConfig.SECTIONS) {
            assertThat(section.says()).endsWith(".");
            assertThat(section.settings())
                    .isNotEmpty()
                    .allSatisfy(setting -> assertThat(setting.says()).endsWith("."));
        }
    }
}
