package org.adit.protocol.wire;

/// IANA "IKEv2 Transform Types" and the names of the transforms of types 1 to 5. Types 6 to 12 (RFC 9370) draw on the
/// names of type 4.
public final class TransformNames {
    private TransformNames() {}

    /// The registered name, or `TYPE_id` for what is not registered.
    public static String of(int type, int id) {
        String name = switch (type) {
            case 1 -> encryption(id);
            case 2 -> prf(id);
            case 3 -> integrity(id);
            case 4, 6, 7, 8, 9, 10, 11, 12 -> keyExchange(id);
            case 5 -> sequenceNumbers(id);
            default -> "";
        };
        return name.isEmpty() ? ofType(type) + "_" + id : name;
    }

    /// The short name of a transform type, as RFC 7296 §3.3.2 and RFC 9370 §2.2.1 have it.
    public static String ofType(int type) {
        return switch (type) {
            case 1 -> "ENCR";
            case 2 -> "PRF";
            case 3 -> "INTEG";
            case 4 -> "KE";
            case 5 -> "SN";
            case 6, 7, 8, 9, 10, 11, 12 -> "ADDKE" + (type - 5);
            default -> "TRANSFORM_" + type;
        };
    }

    private static String encryption(int id) {
        return switch (id) {
            case 1 -> "ENCR_DES_IV64";
            case 2 -> "ENCR_DES";
            case 3 -> "ENCR_3DES";
            case 4 -> "ENCR_RC5";
            case 5 -> "ENCR_IDEA";
            case 6 -> "ENCR_CAST";
            case 7 -> "ENCR_BLOWFISH";
            case 8 -> "ENCR_3IDEA";
            case 9 -> "ENCR_DES_IV32";
            case 11 -> "ENCR_NULL";
            case 12 -> "ENCR_AES_CBC";
            case 13 -> "ENCR_AES_CTR";
            case 14 -> "ENCR_AES_CCM_8";
            case 15 -> "ENCR_AES_CCM_12";
            case 16 -> "ENCR_AES_CCM_16";
            case 18 -> "ENCR_AES_GCM_8";
            case 19 -> "ENCR_AES_GCM_12";
            case 20 -> "ENCR_AES_GCM_16";
            case 21 -> "ENCR_NULL_AUTH_AES_GMAC";
            case 23 -> "ENCR_CAMELLIA_CBC";
            case 24 -> "ENCR_CAMELLIA_CTR";
            case 25 -> "ENCR_CAMELLIA_CCM_8";
            case 26 -> "ENCR_CAMELLIA_CCM_12";
            case 27 -> "ENCR_CAMELLIA_CCM_16";
            case 28 -> "ENCR_CHACHA20_POLY1305";
            case 29 -> "ENCR_AES_CCM_8_IIV";
            case 30 -> "ENCR_AES_GCM_16_IIV";
            case 31 -> "ENCR_CHACHA20_POLY1305_IIV";
            case 32 -> "ENCR_KUZNYECHIK_MGM_KTREE";
            case 33 -> "ENCR_MAGMA_MGM_KTREE";
            case 34 -> "ENCR_KUZNYECHIK_MGM_MAC_KTREE";
            case 35 -> "ENCR_MAGMA_MGM_MAC_KTREE";
            default -> "";
        };
    }

    private static String prf(int id) {
        return switch (id) {
            case 1 -> "PRF_HMAC_MD5";
            case 2 -> "PRF_HMAC_SHA1";
            case 3 -> "PRF_HMAC_TIGER";
            case 4 -> "PRF_AES128_XCBC";
            case 5 -> "PRF_HMAC_SHA2_256";
            case 6 -> "PRF_HMAC_SHA2_384";
            case 7 -> "PRF_HMAC_SHA2_512";
            case 8 -> "PRF_AES128_CMAC";
            case 9 -> "PRF_HMAC_STREEBOG_512";
            default -> "";
        };
    }

    private static String integrity(int id) {
        return switch (id) {
            case 0 -> "NONE";
            case 1 -> "AUTH_HMAC_MD5_96";
            case 2 -> "AUTH_HMAC_SHA1_96";
            case 3 -> "AUTH_DES_MAC";
            case 4 -> "AUTH_KPDK_MD5";
            case 5 -> "AUTH_AES_XCBC_96";
            case 6 -> "AUTH_HMAC_MD5_128";
            case 7 -> "AUTH_HMAC_SHA1_160";
            case 8 -> "AUTH_AES_CMAC_96";
            case 9 -> "AUTH_AES_128_GMAC";
            case 10 -> "AUTH_AES_192_GMAC";
            case 11 -> "AUTH_AES_256_GMAC";
            case 12 -> "AUTH_HMAC_SHA2_256_128";
            case 13 -> "AUTH_HMAC_SHA2_384_192";
            case 14 -> "AUTH_HMAC_SHA2_512_256";
            default -> "";
        };
    }

    private static String keyExchange(int id) {
        return switch (id) {
            case 0 -> "NONE";
            case 1 -> "768-bit MODP Group";
            case 2 -> "1024-bit MODP Group";
            case 5 -> "1536-bit MODP Group";
            case 14 -> "2048-bit MODP Group";
            case 15 -> "3072-bit MODP Group";
            case 16 -> "4096-bit MODP Group";
            case 17 -> "6144-bit MODP Group";
            case 18 -> "8192-bit MODP Group";
            case 19 -> "256-bit random ECP group";
            case 20 -> "384-bit random ECP group";
            case 21 -> "521-bit random ECP group";
            case 22 -> "1024-bit MODP Group with 160-bit Prime Order Subgroup";
            case 23 -> "2048-bit MODP Group with 224-bit Prime Order Subgroup";
            case 24 -> "2048-bit MODP Group with 256-bit Prime Order Subgroup";
            case 25 -> "192-bit Random ECP Group";
            case 26 -> "224-bit Random ECP Group";
            case 27 -> "brainpoolP224r1";
            case 28 -> "brainpoolP256r1";
            case 29 -> "brainpoolP384r1";
            case 30 -> "brainpoolP512r1";
            case 31 -> "Curve25519";
            case 32 -> "Curve448";
            case 33 -> "GOST3410_2012_256";
            case 34 -> "GOST3410_2012_512";
            case 35 -> "ml-kem-512";
            case 36 -> "ml-kem-768";
            case 37 -> "ml-kem-1024";
            default -> "";
        };
    }

    private static String sequenceNumbers(int id) {
        return switch (id) {
            case 0 -> "32-bit Sequential Numbers";
            case 1 -> "Partially Transmitted 64-bit Sequential Numbers";
            case 2 -> "32-bit Unspecified Numbers";
            default -> "";
        };
    }
}
