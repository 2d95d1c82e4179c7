package org.adit.gateway.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The real gateway, in a JVM and a network namespace of its own, so that the machine is never touched.
final class GatewayDaemonTest {
    private static final String SETTINGS = """
            [gateway]
            name = "vpn.example.org"
            data = "%s"

            [[pool]]
            name = "staff"
            addresses = ["10.99.0.0/24", "fd99:1::/64"]

            [[network]]
            name = "lan"
            addresses = ["10.1.0.0/24"]

            [[role]]
            name = "staff"
            groups = ["employees"]
            pool = "staff"
            reach = ["lan"]
            prove = ["certificate"]

            [data-plane]
            udp-send = "off"
            cipher-engine = "jdk"
            """;

    @TempDir
    Path folder;

    private Map<String, String> run(String what, String... prefix) throws Exception {
        assumeTrue(Files.exists(Path.of("/dev/net/tun")), "skipped: there is no /dev/net/tun");
        assumeTrue(System.getProperty("user.name").equals("root"), "skipped: network namespaces need root here");
        Files.writeString(folder.resolve("gateway.toml"), SETTINGS.formatted(folder.resolve("data")));
        List<String> command = new ArrayList<>(List.of("unshare", "-n"));
        command.addAll(List.of(prefix));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-ea", "-XX:TieredStopAtLevel=1", "-cp"));
        command.add(classPath());
        command.addAll(List.of(DaemonScenario.class.getName(), what, folder.toString()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        Map<String, String> told = new LinkedHashMap<>();
        said.lines().filter(line -> line.matches("[a-zA-Z]+=.*")).forEach(line -> {
            int equals = line.indexOf('=');
            told.put(line.substring(0, equals), line.substring(equals + 1));
        });
        assertThat(told).as(said).isNotEmpty();
        told.put("said", said);
        return told;
    }

    /// Class path and module path in one, tests first.
    private static String classPath() {
        List<String> parts = new ArrayList<>();
        Path module = Path.of(System.getProperty("adit.root"), "gateway", "target");
        parts.add(module.resolve("test-classes").toString());
        parts.add(module.resolve("classes").toString());
        Stream.of("jdk.module.path", "java.class.path")
                .map(name -> System.getProperty(name, ""))
                .filter(path -> !path.isEmpty())
                .forEach(parts::add);
        return String.join(":", parts);
    }

    @Test
    void itStartsServesReloadsAndLeavesNothingBehind() throws Exception {
        Map<String, String> told = run("life");
        assertThat(told.get("init")).as(told.get("said")).isEqualTo("made");
        assertThat(told.get("said")).doesNotContain("io.helidon");
        assertThat(told.get("initAgain")).isNotEqualTo("made");
        assertThat(told.get("device"))
                .as(told.get("said"))
                .contains("10.99.0.1/24")
                .contains("fd99:1::1/64");
        assertThat(told.get("sockets")).contains(":500 ").contains(":4500 ");
        assertThat(told.get("forwarding")).isEqualTo("1");
        assertThat(told.get("second")).isEqualTo("DB-006");
        assertThat(told.get("status")).as(told.get("said")).isEqualTo("vpn.example.org");
        assertThat(told.get("features"))
                .contains("\"name\":\"tun-tcp\",\"setting\":\"auto\",\"used\":true", "tun-udp")
                .contains("\"name\":\"udp-send\",\"setting\":\"off\",\"used\":false,\"why\":\"by setting\"")
                .contains("udp-receive");
        assertThat(told.get("traffic")).contains("\"units\":", "\"refused\":0", "\"replayed\":0", "\"too-big\":0");
        assertThat(told.get("ciphers")).isEqualTo("\"jdk\"");
        assertThat(told.get("identity")).isEqualTo("alice@laptop");
        assertThat(told.get("key")).isEqualTo("true");
        assertThat(told.get("pools")).contains("10.99.0.0/24").contains("fd99:1::/64");
        assertThat(told.get("unchanged")).isEqualTo("nothing changed");
        assertThat(told.get("changed")).contains("staff");
        assertThat(told.get("invalid")).isEqualTo("GW-022");
        assertThat(told.get("stillThere")).isEqualTo("vpn.example.org");
        assertThat(told.get("after")).contains("does not exist");
        assertThat(told.get("socketsAfter")).doesNotContain(":500 ").doesNotContain(":4500 ");
        assertThat(told.get("forwardingAfter")).isEqualTo("0");
        assertThat(told.get("apiAfter")).isEqualTo("GW-036");
        assertThat(told.get("usersKept")).as(told.get("said")).isEqualTo("1");
    }

    @Test
    void afterAKillTheNextStartWorks() throws Exception {
        Map<String, String> killed = run("crash");
        assertThat(killed.get("up")).as(killed.get("said")).isEqualTo("true");
        Map<String, String> told = run("start");
        assertThat(told.get("start")).as(told.get("said")).isEqualTo("ok");
    }

    @Test
    void withoutInitTheStartSaysWhatIsMissing() throws Exception {
        Map<String, String> told = run("start");
        assertThat(told.get("start")).as(told.get("said")).matches("(GW|AUTH)-[0-9]{3}");
        assertThat(told.get("said")).doesNotContain("\tat ");
    }

    @Test
    void withoutTheRightToMakeATunTheStartIsACodedFailure() throws Exception {
        run("crash");
        Map<String, String> told = run("start", "setpriv", "--bounding-set=-net_admin", "--inh-caps=-net_admin");
        assertThat(told.get("start")).as(told.get("said")).isEqualTo("DP-002");
        assertThat(told.get("said")).doesNotContain("\tat ");
    }
}
