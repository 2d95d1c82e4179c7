package org.adit.app;

import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// A command that only has others below it.
abstract sealed class Group implements Callable<Ending>
        permits GatewayCommand, UserCommand, DeviceCommand, SessionCommand {
    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Ending call() {
        throw new ParameterException(
                Objects.requireNonNull(spec, "picocli sets it").commandLine(), "Say what to do.");
    }
}
