package org.adit.base.settings;

import java.util.Optional;

/// A setting's value, or the lack of one after a problem. [#get] is for the function handed to [SectionReader#make],
/// which runs only if nothing is lacking.
public final class Value<T> {
    private final Optional<T> value;

    Value(Optional<T> value) {
        this.value = value;
    }

    public T get() {
        return value.orElseThrow(() -> new IllegalStateException("read outside of make"));
    }

    /// For checks within a section, which must cope with what could not be read.
    public Optional<T> ifRead() {
        return value;
    }
}
