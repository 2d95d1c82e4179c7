package org.adit.client;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.adit.dataplane.linux.tun.Tun;

/// Runs a `main` in a JVM of its own inside a network and a mount namespace of its own, so that nothing of the host is
/// touched. The program tells what it saw as lines `key=value`; the test asserts on them.
public final class InNamespace {
    private static final int SECONDS = 180;

    private InNamespace() {}

    /// What the program told. Skips the test where namespaces or TUN are not to be had, and says why.
    public static Map<String, String> run(Class<?> program) {
        assumeTrue(Files.exists(Path.of(Tun.DEVICE)), "skipped: there is no " + Tun.DEVICE);
        List<String> enter = System.getProperty("user.name").equals("root")
                ? List.of("unshare", "-n", "-m")
                : List.of("unshare", "-r", "-n", "-m");
        assumeTrue(succeeds(enter), "skipped: neither root nor a user namespace: " + enter + " fails");
        try {
            List<String> command = new ArrayList<>(enter);
            command.addAll(java(program, List.of()));
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

    /// The command line of another program of the tests.
    public static List<String> java(Class<?> program, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-ea", "-XX:TieredStopAtLevel=1", "-cp"));
        command.add(System.getProperty("java.class.path"));
        command.add(program.getName());
        command.addAll(arguments);
        return command;
    }

    /// For the programs: one line of what they saw.
    public static void tell(String key, Object value) {
        System.out.println(key + "=" + String.valueOf(value).replace('\n', '|'));
    }

    /// For the programs: what a command of the system printed. An assertion if it fails.
    public static String command(String... words) {
        try {
            Process process =
                    new ProcessBuilder(words).redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new AssertionError(List.of(words) + ": " + output);
            }
            return output;
        } catch (IOException | InterruptedException trouble) {
            throw new AssertionError(trouble);
        }
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
}
