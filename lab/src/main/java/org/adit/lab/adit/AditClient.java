package org.adit.lab.adit;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.adit.lab.process.BackgroundProcess;
import org.adit.lab.process.Command;
import org.adit.lab.process.Finished;
import org.adit.lab.process.LabFault;
import org.adit.lab.world.Namespace;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Our client in a namespace, with notes of its own in the world's folder. One connection at a time.
public final class AditClient implements AutoCloseable {
    private static final Duration TO_CONNECT = Duration.ofSeconds(40);
    private static final String CONNECTED = "connected to ";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Namespace machine;
    private final AditProgram program;
    private final Path folder;
    private @Nullable BackgroundProcess process;

    private AditClient(Namespace machine, AditProgram program) {
        this.machine = machine;
        this.program = program;
        this.folder = machine.world().folder().resolve(machine.label() + "-client-run");
    }

    public static AditClient in(Namespace machine, AditProgram program) {
        return new AditClient(machine, program);
    }

    /// `adit connect PROFILE`; returns when it is connected, throws with its words if it is not.
    public AditClient connect(Path profile) {
        return connect(connecting(profile));
    }

    /// Another program in its place, which says that it is connected when it is.
    public AditClient connect(Command command) {
        start(command).awaitText(CONNECTED, TO_CONNECT);
        return this;
    }

    /// Begins to connect, and does not wait.
    public BackgroundProcess start(Command command) {
        BackgroundProcess started = machine.start("client", command);
        process = started;
        return started;
    }

    public Command connecting(Path profile) {
        return command("connect", profile.toString());
    }

    /// How an attempt ends that must not succeed: its exit and its words.
    public Finished tryConnect(Path profile) {
        return machine.inside(connecting(profile).within(TO_CONNECT)).run();
    }

    /// What `adit status --json` says of the connection; empty if there is none.
    public Optional<JsonNode> status() {
        String out = run("status", "--json").orThrow().out();
        // A gateway of this machine tells of itself too; in a world of ours it is another machine's.
        return out.lines()
                .map(JSON::readTree)
                .filter(node -> node.has("profile"))
                .findFirst();
    }

    /// `adit disconnect`; returns when everything is undone.
    public Finished disconnect() {
        return run("disconnect");
    }

    /// The process in the foreground: what it says, whether it lives.
    public BackgroundProcess process() {
        if (process == null) {
            throw new LabFault("the client was not started");
        }
        return process;
    }

    public String log() {
        return process == null ? "" : process.text();
    }

    /// `kill -9`.
    public void kill() {
        if (process != null) {
            process.kill();
        }
    }

    /// Ends it as Ctrl-C does.
    @Override
    public void close() {
        if (process != null) {
            process.interrupt();
        }
    }

    /// Where it notes its connections.
    public Path folder() {
        return folder;
    }

    private Finished run(String... arguments) {
        return machine.inside(command(arguments)).run();
    }

    private Command command(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--run-folder", folder.toString()));
        return program.command(all.toArray(String[]::new))
                .with("XDG_STATE_HOME", machine.world().folder().toString())
                .within(Duration.ofSeconds(60));
    }
}
