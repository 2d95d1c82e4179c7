package org.adit.app;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.adit.dataplane.linux.LinkedCalls;
import org.adit.protocol.crypto.JcaCrypto;
import picocli.CommandLine;

/// Runs one command line: parses it, runs the command, prints how it ended. No stack trace passes here.
public final class Main {
    private static final List<String> GATEWAY_RUN = List.of("gateway", "run");

    private final PrintWriter out;
    private final PrintWriter err;
    private final TraceLog traces;

    Main(PrintWriter out, PrintWriter err, TraceLog traces) {
        this.out = out;
        this.err = err;
        this.traces = traces;
    }

    /// The program. Its exit code is that of [Ending].
    public static void main(String[] arguments) {
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        Path log = TraceLog.place(System.getenv());
        System.setProperty(Logging.FILE, log.toString());
        LogProvider.prefer();
        Main main = new Main(out, err, new TraceLog(log));
        Thread.setDefaultUncaughtExceptionHandler((thread, thrown) -> main.unexpected(thrown));
        if (movesPackets(arguments)) {
            // What takes longest at its start needs nothing of the command line or the settings: beside these.
            Thread.ofPlatform().name("crypto self-test").daemon().start(JcaCrypto::create);
            LinkedCalls.ahead();
        }
        System.exit(
                PlainGatewayRun.of(System.getenv(), arguments).map(main::run).orElseGet(() -> main.run(arguments)));
    }

    private static boolean movesPackets(String... arguments) {
        List<String> words = List.of(arguments);
        return words.size() > 0 && words.getFirst().equals("connect")
                || words.size() > 1 && words.subList(0, 2).equals(GATEWAY_RUN);
    }

    int run(String... arguments) {
        CommandLine line = AditCommand.line(arguments)
                .setOut(out)
                .setErr(err)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionStrategy(this::execute)
                .setExecutionExceptionHandler((thrown, _, _) -> unexpected(thrown));
        return line.execute(arguments);
    }

    private int run(PlainGatewayRun plain) {
        try {
            Ending ending = GatewayCommand.Run.serve(plain.config(), out);
            ending.printTo(err);
            return ending.exitCode();
        } catch (RuntimeException thrown) {
            return unexpected(thrown);
        }
    }

    private int execute(CommandLine.ParseResult parsed) {
        int exitCode = new CommandLine.RunLast().execute(parsed);
        CommandLine last = parsed.asCommandLineList().getLast();
        if (last.getExecutionResult() instanceof Ending ending) {
            ending.printTo(err);
            return ending.exitCode();
        }
        return exitCode;
    }

    private int unexpected(Throwable thrown) {
        Ending ending = new Ending.Failed(new AppFailure.Unexpected(thrown.toString(), traces.keep(thrown)));
        ending.printTo(err);
        return ending.exitCode();
    }
}
