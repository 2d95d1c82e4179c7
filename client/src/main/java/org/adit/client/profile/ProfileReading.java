package org.adit.client.profile;

import java.util.List;
import org.adit.base.settings.Problem;

/// What came of reading a profile.
public sealed interface ProfileReading {
    record Valid(Profile profile) implements ProfileReading {}

    /// At least one problem, in the order of the file.
    record Invalid(List<Problem> problems) implements ProfileReading {
        public Invalid {
            problems = List.copyOf(problems);
        }
    }
}
