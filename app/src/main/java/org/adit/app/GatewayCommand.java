package org.adit.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.adit.base.diagnosis.Failure;
import org.adit.base.diagnosis.Result;
import org.adit.gateway.config.GatewayConfig;
import org.adit.gateway.daemon.GatewayDaemon;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `adit gateway …`: everything about the gateway as a program.
@Command(
        name = "gateway",
        description = "Sets up, checks and runs a gateway.",
        mixinStandardHelpOptions = true,
        subcommands = {GatewayInitCommand.class, GatewayCommand.Check.class, GatewayCommand.Run.class})
final class GatewayCommand extends Group {
    /// Reads the settings and starts nothing.
    @Command(
            name = "check",
            description = "Reads the settings and reports every mistake with line, column and remedy. Starts nothing.",
            mixinStandardHelpOptions = true)
    static final class Check implements Callable<Ending> {
        @Mixin
        private AdminOptions options = new AdminOptions();

        @Override
        public Ending call() {
            return switch (options.read()) {
                case AdminOptions.Read.No(Ending why) -> why;
                case AdminOptions.Read.Config(GatewayConfig settings) -> {
                    options.out()
                            .printf(
                                    "%s: good. Gateway %s, crypto policy %s; %d pools, %d roles, %d sites.%n",
                                    options.config(),
                                    settings.gateway().name(),
                                    settings.crypto().policy(),
                                    settings.pools().size(),
                                    settings.roles().size(),
                                    settings.sites().size());
                    yield new Ending.Done();
                }
            };
        }
    }

    /// The gateway, in the foreground.
    @Command(
            name = "run",
            description = "Runs the gateway in the foreground until Ctrl-C or SIGTERM.",
            mixinStandardHelpOptions = true)
    static final class Run implements Callable<Ending> {
        @Mixin
        private AdminOptions options = new AdminOptions();

        @Option(
                names = "--quick",
                description = "Without settings, take the defaults first: this host's name, new CA, embedded store.")
        private boolean quick;

        @Override
        public Ending call() throws IOException {
            if (quick && !Files.exists(options.config())) {
                Ending made = GatewayInitCommand.quick(options.config(), options.out());
                if (made.exitCode() != 0) {
                    return made;
                }
            }
            return serve(options.config(), options.out());
        }

        /// Returns when it was told to end.
        static Ending serve(Path config, PrintWriter out) {
            return switch (GatewayDaemon.start(config.toAbsolutePath())) {
                case Result.Failed<GatewayDaemon, Failure>(Failure failure) ->
                    // Of bad settings the daemon names the first problem only.
                    AdminOptions.read(config) instanceof AdminOptions.Read.No(Ending why)
                            ? why
                            : new Ending.Failed(failure);
                case Result.Ok<GatewayDaemon, Failure>(GatewayDaemon daemon) -> {
                    sayNext(out, config);
                    daemon.runUntilSignal();
                    yield new Ending.Done();
                }
            };
        }

        private static void sayNext(PrintWriter out, Path config) {
            String with = config.equals(Path.of(AdminOptions.USUAL_CONFIG)) ? "" : " --config " + config;
            out.println("The gateway runs; Ctrl-C ends it. In another terminal, for the first person:");
            out.println("  adit user add alice" + with);
            out.println("  adit profile alice --for adit" + with);
            out.flush();
        }
    }
}
