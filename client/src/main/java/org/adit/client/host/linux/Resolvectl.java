package org.adit.client.host.linux;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.adit.base.net.IpAddress;
import org.adit.client.host.HostPlan;

/// Name servers by systemd-resolved, for our interface only. It forgets them with the interface, so that a crash leaves
/// nothing behind.
final class Resolvectl {
    private static final int PATIENCE_SECONDS = 10;
    private static final String STUB = "127.0.0.53";

    private final Path program;

    private Resolvectl(Path program) {
        this.program = program;
    }

    /// If it runs, serves this network namespace, and `resolvConf` leads programs to it.
    static Optional<Resolvectl> find(Path resolvConf) {
        try {
            boolean here = Files.readSymbolicLink(Path.of("/proc/self/ns/net"))
                    .equals(Files.readSymbolicLink(Path.of("/proc/1/ns/net")));
            boolean led = Files.isReadable(resolvConf)
                    && Files.readString(resolvConf, StandardCharsets.ISO_8859_1).contains(STUB);
            Path program = Path.of("/usr/bin/resolvectl");
            return here && led && Files.isExecutable(program) ? Optional.of(new Resolvectl(program)) : Optional.empty();
        } catch (IOException notToBeSeen) {
            return Optional.empty();
        }
    }

    /// With another program in its place.
    static Resolvectl with(Path program) {
        return new Resolvectl(program);
    }

    void set(String device, HostPlan.Names names) throws IOException {
        List<String> servers = new ArrayList<>(List.of("dns", device));
        names.servers().stream().map(IpAddress::toString).forEach(servers::add);
        List<String> domains = new ArrayList<>(List.of("domain", device));
        domains.addAll(names.domains());
        if (names.everything()) {
            domains.add("~.");
        }
        run(servers);
        run(domains);
        run(List.of("default-route", device, names.everything() ? "true" : "false"));
    }

    void restore(String device) throws IOException {
        run(List.of("revert", device));
    }

    private void run(List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(arguments);
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .start();
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException("resolvectl did not end within " + PATIENCE_SECONDS + " seconds");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
            throw new IOException("interrupted", interrupted);
        }
        if (process.exitValue() != 0) {
            String said = new String(process.getInputStream().readNBytes(400), StandardCharsets.UTF_8).strip();
            throw new IOException(said.isEmpty() ? "resolvectl ended with " + process.exitValue() : said);
        }
    }
}
