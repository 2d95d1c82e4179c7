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

/// The built `adit` of a source folder, run by this process's own Java as `./adit` runs it: with the same options and
/// the same ahead-of-time caches.
public final class AditProgram {
    private static final String MAIN = "org.adit.app/org.adit.app.Main";
    private static final List<String> GATEWAY_RUN = List.of("gateway", "run");

    private final Path root;
    private final List<String> options;
    private final Cache cache;

    /// What is done about a cache.
    private sealed interface Cache {
        record UseOfBuild() implements Cache {}

        record Leave() implements Cache {}

        record Write(Path file) implements Cache {}
    }

    private AditProgram(Path root, List<String> options, Cache cache) {
        this.root = root;
        this.options = List.copyOf(options);
        this.cache = cache;
    }

    /// `root` is the repository; its app module must have been packaged.
    public static AditProgram builtIn(Path root) {
        AditProgram program = new AditProgram(root, List.of(), new Cache.UseOfBuild());
        if (Files.notExists(program.lib()) || Files.notExists(program.launch("java"))) {
            throw new LabFault("not packaged: " + program.lib());
        }
        return program;
    }

    /// The one that this process belongs to, by the property `adit.root`.
    public static AditProgram own() {
        return builtIn(Path.of(Objects.requireNonNull(System.getProperty("adit.root"), "adit.root names the build")));
    }

    /// With options of the JVM. Short runs start faster with one compiler and one thread for garbage.
    public AditProgram withJava(String... more) {
        return new AditProgram(root, List.of(more), cache);
    }

    public AditProgram quickToStart() {
        return withJava("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx256m");
    }

    /// With the options of a gateway's JVM.
    public AditProgram asGateway() {
        return withJava("@" + launch("gateway"));
    }

    /// As on a machine that could not make a cache.
    public AditProgram withoutCache() {
        return new AditProgram(root, options, new Cache.Leave());
    }

    /// Its JVM watches what it does, and leaves a cache for the next in `file` when it ends. What the build measured of
    /// cipher engines lies beside that.
    public AditProgram writingCache(Path file) {
        return new AditProgram(root, options, new Cache.Write(file));
    }

    /// `adit` with these arguments. A gateway runs as `./adit` runs it, unless there are options of the JVM.
    public Command command(String... arguments) {
        boolean gateway =
                List.of(arguments).subList(0, Math.min(2, arguments.length)).equals(GATEWAY_RUN);
        AditProgram tuned = gateway && options.isEmpty() ? asGateway() : this;
        boolean connects = arguments.length > 0 && arguments[0].equals("connect");
        return tuned.module(MAIN, tuned.cacheOptions(connects ? "client" : "gateway"), List.of(arguments));
    }

    /// Another main class of the program, as `module/class`.
    public Command module(String main, String... arguments) {
        return module(main, List.of(), List.of(arguments)); // a cache holds for one main module and class path only
    }

    private Command module(String main, List<String> more, List<String> arguments) {
        List<String> argv = java();
        argv.add("@" + launch("java"));
        argv.addAll(more);
        argv.addAll(List.of("-m", main));
        argv.addAll(arguments);
        return Command.of(argv);
    }

    /// A class of a test that runs a gateway or a client itself, to see what no setting shows. `classes` is where it
    /// was compiled to.
    public Command main(Path classes, String mainClass, String... arguments) {
        List<String> argv = java();
        argv.addAll(optionsWithoutModules());
        argv.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-cp", classes + File.pathSeparator + jars()));
        argv.add(mainClass);
        argv.addAll(List.of(arguments));
        return Command.of(argv);
    }

    private List<String> java() {
        List<String> argv = new ArrayList<>();
        argv.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        argv.addAll(options);
        return argv;
    }

    private List<String> cacheOptions(String name) {
        Path file = root.resolve("app/target/aot").resolve(name + ".aot");
        return switch (cache) {
            case Cache.UseOfBuild _ -> Files.exists(file) ? List.of("-XX:AOTCache=" + file) : List.of();
            case Cache.Leave _ -> List.of();
            case Cache.Write(Path written) ->
                List.of("-XX:AOTCacheOutput=" + written, "-Dadit.cipher-engines=" + written.getParent());
        };
    }

    private List<String> optionsWithoutModules() {
        try {
            return Files.readAllLines(launch("java")).stream()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .filter(line -> !line.startsWith("-p ") && !line.startsWith("--enable-native-access"))
                    .map(line -> line.replace("\"", ""))
                    .toList();
        } catch (IOException e) {
            throw new LabFault("the program's options cannot be read", e);
        }
    }

    private String jars() {
        try (Stream<Path> all = Files.list(lib())) {
            return String.join(
                    File.pathSeparator,
                    all.sorted(Comparator.naturalOrder()).map(Path::toString).toList());
        } catch (IOException e) {
            throw new LabFault("the program's folder cannot be read", e);
        }
    }

    private Path lib() {
        return root.resolve("app/target/lib");
    }

    private Path launch(String name) {
        return root.resolve("app/target/launch").resolve(name + ".options");
    }
}
