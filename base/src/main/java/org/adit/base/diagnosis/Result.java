package org.adit.base.diagnosis;

import java.util.function.Function;

/// What was wanted, or the failure that came instead.
public sealed interface Result<T, F extends Failure> {
    record Ok<T, F extends Failure>(T value) implements Result<T, F> {}

    record Failed<T, F extends Failure>(F failure) implements Result<T, F> {}

    static <T, F extends Failure> Result<T, F> ok(T value) {
        return new Ok<>(value);
    }

    static <T, F extends Failure> Result<T, F> failed(F failure) {
        return new Failed<>(failure);
    }

    default <U> Result<U, F> map(Function<? super T, ? extends U> onward) {
        return switch (this) {
            case Ok<T, F>(T value) -> ok(onward.apply(value));
            case Failed<T, F>(F failure) -> failed(failure);
        };
    }

    default <U> Result<U, F> then(Function<? super T, Result<U, F>> onward) {
        return switch (this) {
            case Ok<T, F>(T value) -> onward.apply(value);
            case Failed<T, F>(F failure) -> failed(failure);
        };
    }
}
