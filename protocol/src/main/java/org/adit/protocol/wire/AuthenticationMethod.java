package org.adit.protocol.wire;

/// IANA "IKEv2 Authentication Method". Any value can arrive, so this is open; equality is by value.
public record AuthenticationMethod(int value) {
    public static final AuthenticationMethod RSA_SIGNATURE = new AuthenticationMethod(1);
    public static final AuthenticationMethod SHARED_KEY_MIC = new AuthenticationMethod(2);
    public static final AuthenticationMethod DSS_SIGNATURE = new AuthenticationMethod(3);
    public static final AuthenticationMethod ECDSA_SHA2_256_P256 = new AuthenticationMethod(9);
    public static final AuthenticationMethod ECDSA_SHA2_384_P384 = new AuthenticationMethod(10);
    public static final AuthenticationMethod ECDSA_SHA2_512_P521 = new AuthenticationMethod(11);
    public static final AuthenticationMethod GENERIC_SECURE_PASSWORD = new AuthenticationMethod(12);
    public static final AuthenticationMethod NULL_AUTHENTICATION = new AuthenticationMethod(13);
    public static final AuthenticationMethod DIGITAL_SIGNATURE = new AuthenticationMethod(14);

    @Override
    public String toString() {
        return switch (value) {
            case 1 -> "RSA_SIGNATURE";
            case 2 -> "SHARED_KEY_MIC";
            case 3 -> "DSS_SIGNATURE";
            case 9 -> "ECDSA_SHA2_256_P256";
            case 10 -> "ECDSA_SHA2_384_P384";
            case 11 -> "ECDSA_SHA2_512_P521";
            case 12 -> "GENERIC_SECURE_PASSWORD";
            case 13 -> "NULL_AUTHENTICATION";
            case 14 -> "DIGITAL_SIGNATURE";
            default -> "AuthenticationMethod_" + value;
        };
    }
}
