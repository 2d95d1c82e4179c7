package org.adit.lab.adit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.adit.lab.process.BackgroundProcess;
import org.adit.lab.process.Command;
import org.adit.lab.process.Finished;
import org.adit.lab.process.LabFault;
import org.adit.lab.world.Namespace;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Our gateway in a namespace: settings, store and keys in a folder of the world.
public final class AditGateway implements AutoCloseable {
    private static final Duration TO_START = Duration.ofSeconds(30);
    private static final String READY = "The gateway runs";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Namespace machine;
    private final AditProgram program;
    private final Path folder;
    private @Nullable BackgroundProcess process;

    private AditGateway(Namespace machine, AditProgram program, Path folder) {
        this.machine = machine;
        this.program = program;
        this.folder = folder;
    }

    public static AditGateway in(Namespace machine, AditProgram program) {
        try {
            return new AditGateway(
                    machine, program, Files.createTempDirectory(machine.world().folder(), machine.label() + "-adit-"));
        } catch (IOException e) {
            throw new LabFault("no folder for a gateway", e);
        }
    }

    public Path settings() {
        return folder.resolve("gateway.toml");
    }

    public Path data() {
        return folder.resolve("data");
    }

    /// `adit gateway init` with these options.
    public AditGateway init(String... options) {
        List<String> arguments = new ArrayList<>(List.of("gateway", "init", "--data", data().toString()));
        arguments.addAll(List.of(options));
        run(arguments).orThrow();
        return this;
    }

    /// Takes `text` for its settings; `DATA` in it stands for its folder. Makes CA and store if they are not there.
    public AditGateway settings(String text) {
        try {
            if (Files.notExists(settings())) {
                init("--name", "vpn.example.org");
            }
            Files.writeString(settings(), text.replace("DATA", data().toString()));
            return this;
        } catch (IOException e) {
            throw new LabFault("settings cannot be written", e);
        }
    }

    /// `adit gateway run`; returns when it serves.
    public AditGateway start() {
        return start(running());
    }

    /// Another program in its place, which says that the gateway runs when it does.
    public AditGateway start(Command command) {
        begin(command).awaitText(READY, TO_START);
        return this;
    }

    /// Begins to start, and does not wait.
    public BackgroundProcess begin(Command command) {
        BackgroundProcess started = machine.start("gateway", command);
        process = started;
        return started;
    }

    public Command running() {
        return command(List.of("gateway", "run"));
    }

    /// `adit gateway init` with defaults, to be run.
    public Command initializing() {
        return command(List.of("gateway", "init", "--name", "vpn.example.org", "--data", data().toString()));
    }

    /// Any command of an administrator; `--config` is added.
    public Finished adit(String... arguments) {
        return run(List.of(arguments));
    }

    /// Writes a profile for a new device of a user; `more` are options of `adit profile`. Returns the file or folder.
    public Path profile(String user, String device, String... more) {
        Path out = folder.resolve(user + "-" + device);
        List<String> arguments = new ArrayList<>(List.of("profile", user, "--device", device, "--out", out.toString()));
        arguments.addAll(List.of(more));
        run(arguments).orThrow();
        return out;
    }

    /// What its API answers to a GET, as `sessions` or `attempts/3`. The socket is a file, so any namespace will do.
    public JsonNode get(String path) {
        return ask(path, List.of());
    }

    /// What its API answers to a POST of this JSON.
    public JsonNode post(String path, String body) {
        return ask(path, List.of("--request", "POST", "--header", "Content-Type: application/json", "--data", body));
    }

    private JsonNode ask(String path, List<String> more) {
        List<String> argv =
                new ArrayList<>(List.of("curl", "--silent", "--show-error", "--fail-with-body", "--max-time", "10"));
        argv.addAll(more);
        argv.addAll(List.of("--unix-socket", data().resolve("api.sock").toString(), "http://adit/v1/" + path));
        return JSON.readTree(Command.of(argv).check());
    }

    /// What it has written so far.
    public String log() {
        return process == null ? "" : process.text();
    }

    public boolean isAlive() {
        return process != null && process.isAlive();
    }

    /// `kill -9`.
    public void kill() {
        if (process != null) {
            process.kill();
        }
    }

    /// Ends it as Ctrl-C does: it says goodbye to its peers and gives back what it took of the machine.
    @Override
    public void close() {
        if (process != null) {
            process.interrupt();
        }
    }

    private Finished run(List<String> arguments) {
        return machine.inside(command(arguments)).run();
    }

    private Command command(List<String> arguments) {
        List<String> all = new ArrayList<>(arguments);
        all.addAll(List.of("--config", settings().toString()));
        return program.command(all.toArray(String[]::new))
                .with("XDG_STATE_HOME", folder.toString())
                .within(Duration.ofSeconds(60));
    }
}
