package org.adit.app;

import java.io.PrintWriter;
import java.util.List;
import org.adit.base.diagnosis.Explanation;
import org.adit.base.diagnosis.Failure;
import org.adit.base.settings.Problem;

/// How a command ended: what every command's `call()` returns.
sealed interface Ending {
    /// What was asked for is done; the command has printed its own result.
    record Done() implements Ending {}

    /// The thing asked about failed.
    record Failed(Failure failure) implements Ending {}

    /// Settings with mistakes: all of them.
    record BadSettings(List<Problem> problems) implements Ending {
        public BadSettings {
            problems = List.copyOf(problems);
        }
    }

    default int exitCode() {
        return switch (this) {
            case Done _ -> 0;
            case Failed _ -> 1;
            case BadSettings _ -> 2;
        };
    }

    /// For people; a command with `--json` prints its failure itself as well.
    default void printTo(PrintWriter err) {
        switch (this) {
            case Done _ -> {}
            case Failed(Failure failure) -> {
                Explanation texts = failure.explain();
                err.printf("adit: %s: %s%n", failure.code(), texts.what());
                err.printf("  why: %s%n", texts.why());
                err.printf("  do:  %s%n", texts.remedy());
            }
            case BadSettings(List<Problem> problems) -> problems.forEach(err::println);
        }
        err.flush();
    }
}
