package org.adit.client.daemon;

import org.adit.base.diagnosis.Failure;
import org.adit.base.diagnosis.Result;

/// Why nothing was started; within this package only, on the way up through what is half made.
final class CannotStart extends Exception {
    private static final long serialVersionUID = 1;

    private final transient Failure failure;

    CannotStart(Failure failure) {
        super(failure.code().toString());
        this.failure = failure;
    }

    Failure failure() {
        return failure;
    }

    static <T, F extends Failure> T unless(Result<T, F> result) throws CannotStart {
        return switch (result) {
            case Result.Ok<T, F>(T value) -> value;
            case Result.Failed<T, F>(F why) -> throw new CannotStart(why);
        };
    }
}
