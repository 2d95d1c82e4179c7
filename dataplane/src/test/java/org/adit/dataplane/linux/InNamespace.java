package org.adit.dataplane.linux;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.adit.base.diagnosis.Failure;
import org.adit.base.diagnosis.Result;
import org.adit.base.net.IpAddress;
import org.adit.dataplane.linux.tun.Tun;
import org.adit.protocol.ipsec.Spi;
import org.slf4j.LoggerFactory;

/// Runs a `main` in a JVM of its own inside a network namespace of its own, so that the host's network is never
/// touched. The program tells what it saw as lines `key=value`; the test asserts on them.
public final class InNamespace {
    private static final int SECONDS = 120;

    private InNamespace() {}

    /// What the program told. Skips the test where namespaces or TUN are not to be had, and says why.
    public static Map<String, String> run(Class<?> program) {
        assumeTrue(Files.exists(Path.of(Tun.DEVICE)), "skipped: there is no " + Tun.DEVICE);
        List<String> enter = isRoot() ? List.of("unshare", "-n") : List.of("unshare", "-rn");
        assumeTrue(succeeds(enter), "skipped: neither root nor a user namespace: " + enter + " fails");
        return told(enter, program);
    }

    /// In the present namespace, but without any capability.
    public static Map<String, String> runWithoutCapabilities(Class<?> program) {
        assumeTrue(isRoot(), "skipped: only root has capabilities to drop");
        List<String> drop = List.of("unshare", "-n", "setpriv", "--bounding-set=-all", "--inh-caps=-all");
        assumeTrue(succeeds(drop), "skipped: capabilities cannot be dropped with setpriv");
        return told(drop, program);
    }

    /// For the programs: one line of what they saw.
    public static void tell(String key, Object value) {
        System.out.println(key + "=" + value);
    }

    /// For the programs: the value, or an end with the failure's texts.
    public static <T, F extends Failure> T must(Result<T, F> result) {
        return switch (result) {
            case Result.Ok<T, F>(T value) -> value;
            case Result.Failed<T, F>(F failure) ->
                throw new AssertionError(failure.code() + " " + failure + ": " + failure.explain());
        };
    }

    private static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }

    private static boolean succeeds(List<String> prefix) {
        try {
            List<String> command = new ArrayList<>(prefix);
            command.add("true");
            return new ProcessBuilder(command).redirectErrorStream(true).start().waitFor() == 0;
        } catch (IOException notThere) {
            return false;
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    private static Map<String, String> told(List<String> prefix, Class<?> program) {
        List<String> command = new ArrayList<>(prefix);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-ea", "-XX:TieredStopAtLevel=1", "-cp"));
        command.add(classPath());
        command.add(program.getName());
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new AssertionError(program.getName() + " ended badly:\n" + output);
            }
            return parse(output);
        } catch (IOException | InterruptedException trouble) {
            throw new AssertionError(trouble);
        }
    }

    private static Map<String, String> parse(String output) {
        Map<String, String> told = new TreeMap<>();
        for (String line : output.lines().toList()) {
            int equals = line.indexOf('=');
            if (equals > 0) {
                told.put(line.substring(0, equals), line.substring(equals + 1));
            }
        }
        return told;
    }

    private static String classPath() {
        List<String> parts = new ArrayList<>();
        parts.add(Path.of(System.getProperty("basedir", "."), "target", "test-classes")
                .toAbsolutePath()
                .toString());
        for (Class<?> one : List.of(Tun.class, Spi.class, IpAddress.class, LoggerFactory.class)) {
            parts.add(Path.of(one.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .getPath())
                    .toString());
        }
        return String.join(File.pathSeparator, parts);
    }
}
