package org.adit.app;

import java.io.Console;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.adit.base.diagnosis.Failure;
import org.adit.base.net.IpAddress;
import org.adit.gateway.config.GatewayConfig;
import org.adit.gateway.daemon.GatewayDaemon;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `adit gateway init`: settings, CA, server certificates and an empty store. Never changes what is there.
@Command(
        name = "init",
        description = "Writes the settings, makes a CA, server certificates and the store.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example: adit gateway init --name vpn.example.org --reach 10.1.0.0/24"})
final class GatewayInitCommand implements Callable<Ending> {
    @Mixin
    private AdminOptions options = new AdminOptions();

    @Option(names = "--name", paramLabel = "HOST", description = "What people type: a host name or an address.")
    private @Nullable String name;

    @Option(names = "--reach", paramLabel = "NETWORK", description = "A network that people may reach; repeatable.")
    private List<String> reach = new ArrayList<>();

    @Option(names = "--pool", paramLabel = "NETWORK", description = "Inside addresses for clients; repeatable.")
    private List<String> pools = new ArrayList<>();

    @Option(names = "--dns", paramLabel = "ADDRESS", description = "An inner DNS server; repeatable.")
    private List<String> dns = new ArrayList<>();

    @Option(names = "--domain", paramLabel = "DOMAIN", description = "A domain that it resolves; repeatable.")
    private List<String> domains = new ArrayList<>();

    @Option(names = "--listen", paramLabel = "ADDRESS", description = "Own address for UDP 500 and 4500; repeatable.")
    private List<String> listen = new ArrayList<>();

    @Option(
            names = "--data",
            paramLabel = "FOLDER",
            defaultValue = "/var/lib/adit",
            description = "Store and keys (default: ${DEFAULT-VALUE}).")
    private Path data = Path.of("/var/lib/adit");

    @Option(
            names = "--masquerade",
            negatable = true,
            defaultValue = "true",
            fallbackValue = "true",
            description = "Give packets from clients the gateway's own address (default: ${DEFAULT-VALUE}).")
    private boolean masquerade;

    @Override
    public Ending call() throws IOException {
        Optional<Console> terminal = Optional.ofNullable(System.console()).filter(Console::isTerminal);
        if (name == null && terminal.isPresent()) {
            Console console = terminal.get();
            name = console.readLine("Public name of this gateway [%s]: ", hostName());
            name = name == null || name.isBlank() ? hostName() : name.strip();
            String networks = reach.isEmpty()
                    ? console.readLine("Networks that people may reach, separated by spaces [10.0.0.0/8]: ")
                    : "";
            reach.addAll(List.of((networks == null || networks.isBlank() ? "10.0.0.0/8" : networks)
                    .strip()
                    .split("\\s+")));
        }
        if (name == null) {
            return new Ending.Failed(new AppFailure.NameMissing());
        }
        return init(options.config().toAbsolutePath(), text(name), options.out());
    }

    static Ending quick(Path config, PrintWriter out) throws IOException {
        GatewayInitCommand defaults = new GatewayInitCommand();
        defaults.masquerade = true;
        return init(config.toAbsolutePath(), defaults.text(hostName()), out);
    }

    private static Ending init(Path config, String text, PrintWriter out) throws IOException {
        return switch (GatewayConfig.read(config.toString(), text)) {
            case GatewayConfig.Outcome.Invalid(var problems) -> new Ending.BadSettings(problems);
            case GatewayConfig.Outcome.Valid(GatewayConfig settings) -> make(config, text, settings, out);
        };
    }

    private static Ending make(Path config, String text, GatewayConfig settings, PrintWriter out) throws IOException {
        if (Files.exists(config)) {
            return new Ending.Failed(new AppFailure.SettingsThere(config));
        }
        // The settings get their name when all else is made: until then a killed init can be done again.
        Path draft = config.resolveSibling(config.getFileName() + ".new");
        boolean again = isCutOff(draft, settings);
        try {
            Files.createDirectories(Optional.ofNullable(config.getParent()).orElse(Path.of("/")));
            Files.writeString(draft, text);
        } catch (IOException refused) {
            return new Ending.Failed(new AppFailure.NoSettings(config, refused.toString()));
        }
        Optional<Failure> failure = again ? GatewayDaemon.initAgain(draft) : GatewayDaemon.init(draft);
        if (failure.isPresent()) {
            Files.delete(draft); // ours, written a moment ago: the next try starts afresh
            return new Ending.Failed(failure.get());
        }
        Files.move(draft, config);
        out.println("Wrote " + config + ", made the CA, server certificates (RSA and ECDSA) and the store.");
        out.println("Next: adit gateway run"
                + (config.toString().equals(AdminOptions.USUAL_CONFIG) ? "" : " --config " + config));
        out.flush();
        return new Ending.Done();
    }

    /// Whether an init of the same gateway was killed: what it made of CA and store is taken over.
    private static boolean isCutOff(Path draft, GatewayConfig settings) throws IOException {
        return Files.exists(draft)
                && GatewayConfig.read(draft.toString(), Files.readString(draft))
                        instanceof GatewayConfig.Outcome.Valid(GatewayConfig before)
                && before.gateway().equals(settings.gateway());
    }

    private static String hostName() throws IOException {
        return InetAddress.getLocalHost().getHostName();
    }

    private String text(String gatewayName) {
        List<String> addresses = pools.isEmpty() ? List.of("10.99.0.0/20", randomLocalPrefix() + "/64") : pools;
        String networks = reach.isEmpty() ? list(List.of("10.0.0.0/8")) : list(reach);
        return """
                # Settings of this gateway. `adit gateway check` reports mistakes; docs/settings.md explains each setting.

                [gateway]
                name = %s
                %sdata = %s

                [crypto]
                policy = "default"          # modern | default | compat

                [[pool]]
                name = "people"
                addresses = %s
                dns = %s
                domains = %s

                [[network]]
                name = "company"
                addresses = %s

                [[role]]
                name = "people"
                groups = ["people"]
                pool = "people"
                tunnel = "split"            # or "full"
                reach = ["company"]

                [nat]
                masquerade = %s             # false where the networks have a route back to the pool
                """.formatted(
                        quoted(gatewayName),
                        listen.isEmpty() ? "" : "listen = " + list(listen) + "\n",
                        quoted(data.toAbsolutePath().toString()),
                        list(addresses),
                        list(dns),
                        list(domains),
                        networks,
                        masquerade);
    }

    /// RFC 4193 §3.2: a random global id, so that two organisations do not choose the same.
    private static String randomLocalPrefix() {
        long random = UUID.randomUUID().getMostSignificantBits();
        return IpAddress.v6(0xfdL << 56 | (random >>> 8 & 0x00ffffffffffL) << 16, 0)
                .toString();
    }

    private static String list(List<String> values) {
        return values.stream().map(GatewayInitCommand::quoted).collect(Collectors.joining(", ", "[", "]"));
    }

    /// A TOML basic string.
    private static String quoted(String value) {
        StringBuilder text = new StringBuilder("\"");
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                text.append('\\').append(c);
            } else if (c < 0x20 || c == 0x7f) {
                text.append("\\u%04x".formatted((int) c));
            } else {
                text.append(c);
            }
        }
        return text.append('"').toString();
    }
}
