package org.adit.lab.process;

import java.util.List;
import java.util.stream.Collectors;

/// A command that has ended. `exit` is its status, or [#TIMED_OUT] if it had to be killed; `out` and `err` are what it
/// wrote, at most [Command#OUTPUT_LIMIT] octets of each.
public record Finished(List<String> argv, int exit, String out, String err) {
    public static final int TIMED_OUT = -1;

    private static final int LONG_ARGUMENT = 100;

    public Finished {
        argv = List.copyOf(argv);
    }

    public boolean succeeded() {
        return exit == 0;
    }

    /// Itself, if it succeeded.
    public Finished orThrow() {
        if (!succeeded()) {
            throw new CommandFailed(this);
        }
        return this;
    }

    /// The command and all it said, for people.
    @Override
    public String toString() {
        String ending = exit == TIMED_OUT ? "was killed: it took too long" : "ended with " + exit;
        return "'" + argv.stream().map(Finished::shortened).collect(Collectors.joining(" ")) + "' " + ending
                + quoted("error", err) + quoted("output", out);
    }

    private static String shortened(String argument) {
        return argument.length() <= LONG_ARGUMENT ? argument : argument.substring(0, LONG_ARGUMENT) + "…";
    }

    private static String quoted(String name, String text) {
        return text.isBlank()
                ? ""
                : System.lineSeparator() + "--- its " + name + ":" + System.lineSeparator() + text.strip();
    }
}
