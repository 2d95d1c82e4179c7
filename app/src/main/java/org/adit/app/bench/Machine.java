package org.adit.app.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.adit.lab.process.LabFault;

/// Where the numbers were taken, without which they mean nothing.
///
/// @param versions of the programs that took part, by name
public record Machine(String cpu, int cores, String kernel, String jdk, Map<String, String> versions) {
    public Machine {
        versions = Map.copyOf(versions);
    }

    /// This one, with the versions of Adit and of the programs named.
    public static Machine here(Map<String, String> peers) {
        Map<String, String> versions = new TreeMap<>(peers);
        versions.put("adit", own());
        return new Machine(
                processor(),
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("os.name") + " " + System.getProperty("os.version"),
                System.getProperty("java.vendor") + " " + Runtime.version(),
                versions);
    }

    private static String own() {
        var module = Machine.class.getModule().getDescriptor(); // none on a class path
        return module == null ? "unpackaged" : module.rawVersion().orElse("unversioned");
    }

    private static String processor() {
        try {
            return model(Files.readString(Path.of("/proc/cpuinfo")));
        } catch (IOException e) {
            throw new LabFault("the kernel does not say what processor this is", e);
        }
    }

    /// From the words of `/proc/cpuinfo`; not every architecture has a name there.
    static String model(String cpuinfo) {
        return cpuinfo.lines()
                .filter(line -> line.startsWith("model name"))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse(System.getProperty("os.arch"));
    }
}
