package org.adit.protocol.wire;

import java.util.List;
import java.util.OptionalInt;
import org.adit.base.Bytes;

/// One proposal of an SA payload. `protocol` is 1 IKE, 2 AH, 3 ESP. `spi` is empty, 4 octets (ESP) or 8 (IKE rekey).
/// RFC 7296 §3.3.1.
public record Proposal(int number, int protocol, Bytes spi, List<Transform> transforms) {
    public static final int IKE = 1;
    public static final int ESP = 3;

    public Proposal {
        transforms = List.copyOf(transforms);
    }

    public List<Transform> ofType(int type) {
        return transforms.stream().filter(t -> t.type() == type).toList();
    }

    /// A transform: `type` and `id` as registered (names in [TransformNames]), Key Length in bits where present.
    /// `unknownAttributes` says that other attributes came with it, which makes it unacceptable (RFC 7296 §3.3.6).
    public record Transform(int type, int id, OptionalInt keyBits, boolean unknownAttributes) {
        public static final int ENCRYPTION = 1;
        public static final int PRF = 2;
        public static final int INTEGRITY = 3;
        public static final int KEY_EXCHANGE = 4;
        public static final int SEQUENCE_NUMBERS = 5;

        public Transform(int type, int id) {
            this(type, id, OptionalInt.empty(), false);
        }

        public Transform(int type, int id, int keyBits) {
            this(type, id, OptionalInt.of(keyBits), false);
        }

        @Override
        public String toString() {
            return TransformNames.of(type, id) + (keyBits.isPresent() ? "_" + keyBits.getAsInt() : "");
        }
    }
}
