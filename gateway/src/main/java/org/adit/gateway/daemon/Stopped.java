package org.adit.gateway.daemon;

import org.adit.base.diagnosis.Failure;
import org.adit.base.diagnosis.Result;

/// A start that cannot go on. Caught where it began: nobody outside sees it.
final class Stopped extends Exception {
    private static final long serialVersionUID = 1;

    private final transient Failure failure;

    Stopped(Failure failure) {
        this.failure = failure;
    }

    Failure failure() {
        return failure;
    }

    static <T, F extends Failure> T unless(Result<T, F> result) throws Stopped {
        return switch (result) {
            case Result.Ok<T, F>(T value) -> value;
            case Result.Failed<T, F>(F failure) -> throw new Stopped(failure);
        };
    }
}
