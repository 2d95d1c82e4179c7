package org.adit.app;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `adit` without a command: says which commands there are.
@Command(
        name = "adit",
        description = "Remote access over IPsec: a gateway and a client.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class AditCommand implements Callable<Ending> {
    @Spec
    private @Nullable CommandSpec spec;

    /// All commands in the order of the help. Only the one that is asked for, if these arguments begin with its name:
    /// reading the annotations of all takes longer than most of them run.
    static CommandLine line(String... arguments) {
        CommandLine line = new CommandLine(new AditCommand());
        Map<String, Class<?>> all = commands();
        Class<?> asked = arguments.length == 0 ? null : all.get(arguments[0]);
        if (asked != null && asked != CommandLine.HelpCommand.class) {
            line.addSubcommand(asked);
        } else {
            all.values().forEach(line::addSubcommand);
        }
        return line;
    }

    static Map<String, Class<?>> commands() {
        Map<String, Class<?>> all = new LinkedHashMap<>();
        all.put("setup", SetupCommand.class);
        all.put("demo", DemoCommand.class);
        all.put("test", TestCommand.class);
        all.put("gateway", GatewayCommand.class);
        all.put("user", UserCommand.class);
        all.put("device", DeviceCommand.class);
        all.put("profile", ProfileCommand.class);
        all.put("session", SessionCommand.class);
        all.put("attempts", LookCommands.Attempts.class);
        all.put("explain", LookCommands.Explain.class);
        all.put("pool", LookCommands.Pools.class);
        all.put("ca", LookCommands.Ca.class);
        all.put("audit", LookCommands.Audit.class);
        all.put("connect", ConnectCommand.class);
        all.put("status", StatusCommand.class);
        all.put("disconnect", DisconnectCommand.class);
        all.put("bench", BenchCommand.class);
        all.put("rehearse", RehearseCommand.class);
        all.put("help", CommandLine.HelpCommand.class);
        return all;
    }

    @Override
    public Ending call() {
        throw new CommandLine.ParameterException(picocliSpec().commandLine(), "Say which command.");
    }

    private CommandSpec picocliSpec() {
        return Objects.requireNonNull(spec, "picocli sets it");
    }
}
