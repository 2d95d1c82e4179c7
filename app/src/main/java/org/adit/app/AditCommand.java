package org.adit.app;

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
        versionProvider = Version.class,
        subcommands = {
            SetupCommand.class,
            DemoCommand.class,
            TestCommand.class,
            GatewayCommand.class,
            UserCommand.class,
            DeviceCommand.class,
            ProfileCommand.class,
            SessionCommand.class,
            LookCommands.Attempts.class,
            LookCommands.Explain.class,
            LookCommands.Pools.class,
            LookCommands.Ca.class,
            LookCommands.Audit.class,
            ConnectCommand.class,
            StatusCommand.class,
            DisconnectCommand.class,
            BenchCommand.class,
            CommandLine.HelpCommand.class
        })
final class AditCommand implements Callable<Ending> {
    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Ending call() {
        throw new CommandLine.ParameterException(picocliSpec().commandLine(), "Say which command.");
    }

    private CommandSpec picocliSpec() {
        return Objects.requireNonNull(spec, "picocli sets it");
    }
}
