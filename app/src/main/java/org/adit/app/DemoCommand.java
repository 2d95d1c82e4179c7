package org.adit.app;

import java.io.Console;
import java.io.PrintWriter;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.adit.app.demo.DemoRun;
import org.adit.app.demo.DemoScreen;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `adit demo`.
@Command(
        name = "demo",
        description = "Shows everything at work in a small world on this machine, with evidence; takes half a minute.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "It builds a home, an internet and a company of network namespaces, starts a",
            "gateway and a client in them, and removes everything at the end.",
            "Needs root, or a kernel that allows user namespaces."
        })
final class DemoCommand implements Callable<Ending> {
    @Option(names = "--json", description = "Print JSON: an object a line and step.")
    private boolean json;

    @Option(names = "--keep", description = "Keep it running until Ctrl-C, and say how to look around.")
    private boolean keep;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Ending call() {
        PrintWriter out =
                Objects.requireNonNull(spec, "picocli sets it").commandLine().getOut();
        DemoScreen screen = json ? DemoScreen.json(out) : DemoScreen.forPeople(out, isTerminal());
        return new DemoRun(screen, keep).run().<Ending>map(Ending.Failed::new).orElseGet(Ending.Done::new);
    }

    private static boolean isTerminal() {
        return Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
    }
}
