package org.adit.client.host.linux;

import static org.adit.client.InNamespace.command;
import static org.adit.client.InNamespace.tell;
import static org.adit.client.TestPki.must;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.adit.base.net.IpAddress;
import org.adit.client.InNamespace;
import org.adit.client.host.Host;
import org.adit.client.host.HostContract;
import org.adit.client.host.HostPlan;
import org.adit.dataplane.linux.tun.Tun;

/// Runs inside namespaces: the contract, and what only a Linux host can show.
final class LinuxHostScenario {
    private static final String BEFORE = "# by hand\nnameserver 192.0.2.53\nsearch home.arpa\noptions edns0\n";
    private static final HostPlan.Names NAMES =
            new HostPlan.Names(List.of(IpAddress.of("10.1.0.53")), List.of("corp.example.org"), false);

    private final Path folder;
    private final Path resolvConf;

    private LinuxHostScenario(Path folder) {
        this.folder = folder;
        this.resolvConf = folder.resolve("resolv.conf");
    }

    public static void main(String[] arguments) throws Exception {
        LinuxSight.buildNetwork();
        Path folder = Files.createTempDirectory("adit-client-test");
        LinuxHostScenario scenario = new LinuxHostScenario(folder);
        HostContract.checks().forEach((name, check) -> tell(name, scenario.outcomeOf(check)));
        scenario.killed();
        scenario.disconnectedAfterwards();
        scenario.twoAtATime();
        scenario.mountedResolvConf();
        scenario.linkedAndAbsentResolvConf();
        scenario.changedMeanwhile();
        scenario.longerThanOurs();
        scenario.exposedFolder();
        scenario.resolved();
        command("rm", "-r", folder.toString());
    }

    private String outcomeOf(BiConsumer<Host, HostContract.Sight> check) {
        try {
            Files.writeString(resolvConf, BEFORE);
            try (RunFolder.Claim claim = claim("alice");
                    Tun tun = must(Tun.open(claim.slot().device(), Tun.Offload.AUTO));
                    LinuxHost host = must(LinuxHost.open(claim, resolvConf, Optional.empty()))) {
                check.accept(host, new LinuxSight(tun.name(), resolvConf));
            }
            String left = LinuxSight.ours();
            return left.isEmpty() && Files.readString(resolvConf).equals(BEFORE) ? "ok" : "left: " + left;
        } catch (AssertionError failed) {
            return failed.toString();
        } catch (IOException trouble) {
            throw new UncheckedIOException(trouble);
        }
    }

    private RunFolder run() {
        return must(RunFolder.open(folder.resolve("run"), resolvConf));
    }

    private RunFolder.Claim claim(String profile) {
        return must(run().claim(profile));
    }

    private void startAndKill(String profile) throws IOException, InterruptedException {
        Process client = new ProcessBuilder(InNamespace.java(
                        KilledClient.class, List.of(folder.resolve("run").toString(), resolvConf.toString(), profile)))
                .redirectErrorStream(true)
                .start();
        BufferedReader output =
                new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
        String line = output.readLine();
        while (line != null && !line.startsWith("applied")) {
            line = output.readLine();
        }
        tell("killed." + profile + ".running", run().running(profile));
        tell("killed." + profile + ".claim", run().claim(profile));
        client.destroyForcibly().waitFor();
    }

    private void killed() throws IOException, InterruptedException {
        Files.writeString(resolvConf, BEFORE);
        startAndKill("alice");
        tell("killed.left", LinuxSight.ours());
        tell("killed.profiles", run().profiles());
        tell("killed.stillRunning", run().running("alice"));
        tell("killed.names", new LinuxSight("adit-c0", resolvConf).servers());
        try (RunFolder.Claim next = claim("bob")) {
            tell("killed.slotOfNext", next.slot().number());
            tell("killed.leftAfterNext", LinuxSight.ours());
            tell("killed.resolvConfIsBack", Files.readString(resolvConf).equals(BEFORE));
        }
        tell("killed.notesAfterNext", run().profiles());
    }

    private void disconnectedAfterwards() throws IOException, InterruptedException {
        startAndKill("carol");
        tell("disconnected.undone", must(run().cleanUp("carol")));
        tell("disconnected.left", LinuxSight.ours());
        tell("disconnected.resolvConfIsBack", Files.readString(resolvConf).equals(BEFORE));
        tell("disconnected.again", must(run().cleanUp("carol")));
    }

    private void twoAtATime() throws IOException {
        try (RunFolder.Claim one = claim("one");
                Tun tunOne = must(Tun.open(one.slot().device(), Tun.Offload.AUTO));
                LinuxHost hostOne = must(LinuxHost.open(one, resolvConf, Optional.empty()));
                RunFolder.Claim two = claim("two");
                Tun tunTwo = must(Tun.open(two.slot().device(), Tun.Offload.AUTO));
                LinuxHost hostTwo = must(LinuxHost.open(two, resolvConf, Optional.empty()))) {
            tell("two.devices", tunOne.name() + " " + tunTwo.name());
            must(hostOne.apply(HostContract.split()));
            tell("two.names", must(hostTwo.apply(HostContract.full())).names());
            must(hostTwo.restore());
            tell("two.firstStays", new LinuxSight(tunOne.name(), resolvConf).way(IpAddress.of("10.1.0.10")));
            tell("two.firstsNamesStay", new LinuxSight(tunOne.name(), resolvConf).servers());
        }
        tell("two.left", LinuxSight.ours());
    }

    private void mountedResolvConf() throws IOException {
        Path source = folder.resolve("mounted");
        Files.writeString(source, BEFORE);
        command("mount", "--bind", source.toString(), resolvConf.toString());
        ResolvConf file = new ResolvConf(resolvConf);
        file.set("alice", NAMES);
        tell("mounted.servers", new LinuxSight("x", resolvConf).servers());
        file.restore("alice");
        tell("mounted.isBack", Files.readString(resolvConf).equals(BEFORE));
        command("umount", resolvConf.toString());
    }

    private void linkedAndAbsentResolvConf() throws IOException {
        Path target = folder.resolve("target.conf");
        Files.writeString(target, BEFORE);
        Files.delete(resolvConf);
        Files.createSymbolicLink(resolvConf, Path.of("target.conf"));
        ResolvConf file = new ResolvConf(resolvConf);
        file.set("alice", NAMES);
        tell("linked.targetUntouched", Files.readString(target).equals(BEFORE));
        tell("linked.servers", new LinuxSight("x", resolvConf).servers());
        tell("linked.text", Files.readString(resolvConf));
        file.restore("alice");
        tell("linked.isBack", Files.readSymbolicLink(resolvConf));

        Files.delete(resolvConf);
        file.set("alice", NAMES);
        tell("absent.servers", new LinuxSight("x", resolvConf).servers());
        file.restore("alice");
        tell("absent.isBack", Files.notExists(resolvConf, LinkOption.NOFOLLOW_LINKS));
    }

    private void changedMeanwhile() throws IOException {
        Files.writeString(resolvConf, BEFORE);
        ResolvConf file = new ResolvConf(resolvConf);
        file.set("alice", NAMES);
        Files.writeString(resolvConf, "nameserver 198.18.0.1\n");
        file.restore("alice");
        tell("changed.theirs", Files.readString(resolvConf));
    }

    private void longerThanOurs() throws IOException {
        String odd = "nameserver 192.0.2.53\n# caf\u00e9\n" + "# padding\n".repeat(3_000) + "no newline at the end";
        Files.write(resolvConf, odd.getBytes(StandardCharsets.ISO_8859_1));
        ResolvConf file = new ResolvConf(resolvConf);
        file.set("alice", NAMES);
        file.set("alice", NAMES);
        file.restore("alice");
        tell(
                "odd.isBack",
                Files.readString(resolvConf, StandardCharsets.ISO_8859_1).equals(odd));
        Files.writeString(resolvConf, BEFORE);
    }

    private void exposedFolder() throws IOException {
        Path open = Files.createDirectory(folder.resolve("open"));
        command("chmod", "755", open.toString());
        tell("exposed", RunFolder.open(open, resolvConf));
    }

    private void resolved() throws IOException {
        Path log = folder.resolve("resolvectl.log");
        Path program = folder.resolve("resolvectl");
        Files.writeString(program, "#!/bin/sh\necho \"$@\" >> " + log + "\n");
        command("chmod", "755", program.toString());
        try (RunFolder.Claim claim = claim("alice");
                Tun tun = must(Tun.open(claim.slot().device(), Tun.Offload.AUTO));
                LinuxHost host = must(LinuxHost.open(claim, resolvConf, Optional.of(Resolvectl.with(program))))) {
            tell("resolved.names", must(host.apply(HostContract.split())).names());
            must(host.restore());
            tell("resolved.device", tun.name());
        }
        tell("resolved.asked", Files.readString(log));
        tell("resolved.resolvConfUntouched", Files.readString(resolvConf).equals(BEFORE));
    }
}
