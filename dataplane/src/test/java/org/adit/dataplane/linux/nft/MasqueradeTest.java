package org.adit.dataplane.linux.nft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.adit.base.diagnosis.Result;
import org.adit.base.net.IpPrefix;
import org.adit.dataplane.linux.Done;
import org.adit.dataplane.linux.InNamespace;
import org.adit.dataplane.linux.OsFailure;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class MasqueradeTest {
    @Nested
    class WithTheProgram {
        private static Map<String, String> told;

        @BeforeAll
        static void run() {
            Assumptions.assumeTrue(Files.exists(Path.of("/usr/sbin/nft")), "skipped: the program nft is not installed");
            told = InNamespace.run(MasqueradeScenario.class);
        }

        @Test
        void aSecondStartReplacesWhatACrashLeft() {
            assertThat(told.get("rules"))
                    .containsOnlyOnce("ip saddr 10.66.0.0/16 oifname != \"adit0\" masquerade")
                    .containsOnlyOnce("ip6 saddr fd66::/64 oifname != \"adit0\" masquerade");
        }

        @Test
        void aReloadReplacesAllNetworks() {
            assertThat(told.get("replaced")).contains("10.77.0.0/16").doesNotContain("10.66.0.0");
        }

        @Test
        void theEndLeavesNothing() {
            assertThat(told.get("closed")).isEmpty();
            assertThat(told.get("swept")).isEmpty();
        }

        @Test
        void whatTheProgramSaysIsPartOfTheFailure() {
            assertThat(told.get("refused"))
                    .contains("ProgramFailed[program=nft, exit=1")
                    .contains("syntax error");
        }

        @Test
        void forwardingIsGivenBackAsItWasFound() {
            assertThat(told.get("before")).isEqualTo("false false");
            assertThat(told.get("on")).isEqualTo("true true");
            assertThat(told.get("found")).isEqualTo("true false");
            assertThat(told.get("after")).isEqualTo("false false");
        }
    }

    @Test
    void withoutTheProgramTheFailureNamesThePackage() {
        Result<Done, OsFailure> result = Nft.run(List.of("/nonexistent/nft"), "");
        OsFailure expected = new OsFailure.NoSuchProgram("nft", "nftables");
        assertThat(result).isEqualTo(Result.failed(expected));
        assertThat(expected.explain().remedy()).contains("Install the package nftables");
    }

    @Test
    void anInterfaceNameCannotSmuggleRules() {
        assertThatThrownBy(() -> Masquerade.ruleset(List.of(IpPrefix.of("10.0.0.0/8")), "x\" accept; #"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
