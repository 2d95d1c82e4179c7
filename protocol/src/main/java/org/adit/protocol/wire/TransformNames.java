package org.adit.protocol.wire;

/// IANA names of transforms. Filled from the registries "Transform Type 1" to "Transform Type 5".
public final class TransformNames {
    private TransformNames() {}

    /// The registered name, or `TYPE_id` for what is not registered.
    public static String of(int type, int id) {
        return "TRANSFORM_" + type + "_" + id;
    }
}
