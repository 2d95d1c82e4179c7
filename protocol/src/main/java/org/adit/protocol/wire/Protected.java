package org.adit.protocol.wire;

/// What came out of a verified SK payload, or all fragments of one. Only [SealedReader] makes it: code that needs an
/// authentic message asks for this type.
public final class Protected<T> {
    private final T content;

    Protected(T content) {
        this.content = content;
    }

    public T content() {
        return content;
    }
}
