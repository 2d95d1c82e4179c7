package org.adit.protocol.negotiate;

import java.util.Arrays;
import java.util.Optional;
import org.adit.protocol.crypto.EncryptionAlgorithm;
import org.adit.protocol.crypto.IntegrityAlgorithm;
import org.adit.protocol.crypto.KeyExchangeMethod;
import org.adit.protocol.crypto.PrfAlgorithm;
import org.adit.protocol.wire.Proposal.Transform;

/// Algorithms as transforms and back. A transform with a wrong or missing Key Length, or with attributes we do not
/// know, equals none of ours: that is all the strictness RFC 7296 §3.3.5 and §3.3.6 ask for.
final class Transforms {
    static final Transform NO_INTEGRITY = new Transform(Transform.INTEGRITY, 0);
    static final Transform NO_KEY_EXCHANGE = new Transform(Transform.KEY_EXCHANGE, 0);
    static final Transform ESN = new Transform(Transform.SEQUENCE_NUMBERS, 1);
    static final Transform NO_ESN = new Transform(Transform.SEQUENCE_NUMBERS, 0);

    private Transforms() {}

    static Transform of(EncryptionAlgorithm algorithm) {
        return algorithm.hasKeyLengthAttribute()
                ? new Transform(Transform.ENCRYPTION, algorithm.transformId(), algorithm.keyBits())
                : new Transform(Transform.ENCRYPTION, algorithm.transformId());
    }

    static Transform of(IntegrityAlgorithm algorithm) {
        return new Transform(Transform.INTEGRITY, algorithm.transformId());
    }

    static Transform of(PrfAlgorithm algorithm) {
        return new Transform(Transform.PRF, algorithm.transformId());
    }

    static Transform of(KeyExchangeMethod method) {
        return new Transform(Transform.KEY_EXCHANGE, method.transformId());
    }

    static Optional<EncryptionAlgorithm> encryption(Transform transform) {
        return Arrays.stream(EncryptionAlgorithm.values())
                .filter(a -> of(a).equals(transform))
                .findFirst();
    }

    static Optional<IntegrityAlgorithm> integrity(Transform transform) {
        return Arrays.stream(IntegrityAlgorithm.values())
                .filter(a -> of(a).equals(transform))
                .findFirst();
    }

    static Optional<PrfAlgorithm> prf(Transform transform) {
        return Arrays.stream(PrfAlgorithm.values())
                .filter(a -> of(a).equals(transform))
                .findFirst();
    }

    static Optional<KeyExchangeMethod> keyExchange(Transform transform) {
        return Arrays.stream(KeyExchangeMethod.values())
                .filter(m -> of(m).equals(transform))
                .findFirst();
    }
}
