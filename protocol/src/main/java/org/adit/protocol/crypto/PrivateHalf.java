package org.adit.protocol.crypto;

import java.security.PrivateKey;
import java.util.function.BiFunction;
import org.adit.base.Bytes;
import org.jspecify.annotations.Nullable;

/// A private value that waits for the peer's answer, whatever the method. Serves once (RFC 6989 §4.1): nobody can
/// learn about a value that is never used again.
final class PrivateHalf implements KeyExchange.Offer {
    private final KeyExchangeMethod method;
    private final Bytes publicValue;
    private final BiFunction<PrivateKey, Bytes, KeyExchange.Agreement> agree;
    private @Nullable PrivateKey privateKey;

    PrivateHalf(
            KeyExchangeMethod method,
            Bytes publicValue,
            PrivateKey privateKey,
            BiFunction<PrivateKey, Bytes, KeyExchange.Agreement> agree) {
        this.method = method;
        this.publicValue = publicValue;
        this.privateKey = privateKey;
        this.agree = agree;
    }

    @Override
    public KeyExchangeMethod method() {
        return method;
    }

    @Override
    public Bytes publicValue() {
        return publicValue;
    }

    @Override
    public KeyExchange.Agreement complete(Bytes answered) {
        PrivateKey once = privateKey;
        if (once == null) {
            throw new IllegalStateException("this offer was completed or closed");
        }
        privateKey = null;
        return agree.apply(once, answered);
    }

    // The JDK's private keys cannot be destroyed: letting go is all there is.
    @Override
    public void close() {
        privateKey = null;
    }

    @Override
    public String toString() {
        return "PrivateHalf[" + method + "]";
    }
}
