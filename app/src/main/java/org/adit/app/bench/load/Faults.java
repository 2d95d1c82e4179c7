package org.adit.app.bench.load;

import org.adit.base.diagnosis.Failure;
import org.adit.base.diagnosis.Result;
import org.adit.lab.process.LabFault;

/// What a measurement cannot do without, or its end.
public final class Faults {
    private Faults() {}

    public static <T, F extends Failure> T value(Result<T, F> result) {
        return switch (result) {
            case Result.Ok<T, F>(T value) -> value;
            case Result.Failed<T, F>(F why) ->
                throw new LabFault(why.code() + " " + why.explain().what());
        };
    }
}
