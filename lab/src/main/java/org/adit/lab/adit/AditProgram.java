package org.adit.lab.adit;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.adit.lab.process.Command;
import org.adit.lab.process.LabFault;

/// The built `adit` of a source folder, run by this process's own Java.
public final class AditProgram {
    private static final String MAIN = "org.adit.app/org.adit.app.Main";
    private static final String NATIVE = "org.adit.dataplane,org.xerial.sqlitejdbc,com.amazon.corretto.crypto.provider";

    private static final List<String> GATEWAY_RUN = List.of("gateway", "run");
    private static final String GATEWAY_OPTIONS = "app/gateway.options";

    private final Path root;
    private final List<String> options;

    private AditProgram(Path root, List<String> options) {
        this.root = root;
        this.options = List.copyOf(options);
    }

    /// `root` is the repository; its app module must have been packaged.
    public static AditProgram builtIn(Path root) {
        if (Files.notExists(lib(root))) {
            throw new LabFault("not packaged: " + lib(root));
        }
        return new AditProgram(root, List.of());
    }

    /// The one that this process belongs to, by the property `adit.root`.
    public static AditProgram own() {
        return builtIn(Path.of(Objects.requireNonNull(System.getProperty("adit.root"), "adit.root names the build")));
    }

    /// With options of the JVM. Short runs start faster with one compiler and one thread for garbage.
    public AditProgram withJava(String... more) {
        return new AditProgram(root, List.of(more));
    }

    public AditProgram quickToStart() {
        return withJava("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx256m");
    }

    /// With the options of a gateway's JVM.
    public AditProgram asGateway() {
        return withJava("@" + root.resolve(GATEWAY_OPTIONS));
    }

    /// `adit` with these arguments. A gateway runs as `./adit` runs it, unless there are options of the JVM.
    public Command command(String... arguments) {
        boolean gateway =
                List.of(arguments).subList(0, Math.min(2, arguments.length)).equals(GATEWAY_RUN);
        AditProgram tuned = gateway && options.isEmpty() ? asGateway() : this;
        return tuned.module(MAIN, arguments);
    }

    /// Another main class of the program, as `module/class`.
    public Command module(String main, String... arguments) {
        List<String> argv = java("-p", lib(root).toString());
        argv.addAll(List.of("--add-modules", "ALL-MODULE-PATH", "-m", main));
        argv.addAll(List.of(arguments));
        return Command.of(argv);
    }

    /// A class of a test that runs a gateway or a client itself, to see what no setting shows. `classes` is where it
    /// was compiled to.
    public Command main(Path classes, String mainClass, String... arguments) {
        List<String> argv = java("-cp", classes + File.pathSeparator + jars());
        argv.add(mainClass);
        argv.addAll(List.of(arguments));
        return Command.of(argv);
    }

    private List<String> java(String path, String where) {
        List<String> argv = new ArrayList<>();
        argv.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        argv.addAll(options);
        argv.add("--enable-native-access=" + (path.equals("-p") ? NATIVE : "ALL-UNNAMED"));
        argv.addAll(List.of("-Dadit.root=" + root, path, where));
        return argv;
    }

    private String jars() {
        try (Stream<Path> all = Files.list(lib(root))) {
            return String.join(
                    File.pathSeparator,
                    all.sorted(Comparator.naturalOrder()).map(Path::toString).toList());
        } catch (IOException e) {
            throw new LabFault("the program's folder cannot be read", e);
        }
    }

    private static Path lib(Path root) {
        return root.resolve("app/target/lib");
    }
}
