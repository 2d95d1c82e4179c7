package org.adit.client.daemon;

import java.util.List;
import org.adit.base.diagnosis.Failure;
import org.adit.base.settings.Problem;

/// How a command of the client ended.
public sealed interface ClientEnding {
    record Done() implements ClientEnding {}

    record Failed(Failure why) implements ClientEnding {}

    /// The profile has mistakes: all of them. Nothing was started.
    record BadProfile(List<Problem> problems) implements ClientEnding {
        public BadProfile {
            problems = List.copyOf(problems);
        }
    }
}
