package org.adit.protocol.wire;

/// IANA "IKEv2 Payload Types" that this package reads and writes, as the numbers in Next Payload.
final class PayloadType {
    static final int NONE = 0;
    static final int SECURITY_ASSOCIATION = 33;
    static final int KEY_EXCHANGE = 34;
    static final int IDENTIFICATION_INITIATOR = 35;
    static final int IDENTIFICATION_RESPONDER = 36;
    static final int CERTIFICATE = 37;
    static final int CERTIFICATE_REQUEST = 38;
    static final int AUTHENTICATION = 39;
    static final int NONCE = 40;
    static final int NOTIFY = 41;
    static final int DELETE = 42;
    static final int VENDOR_ID = 43;
    static final int TRAFFIC_SELECTOR_INITIATOR = 44;
    static final int TRAFFIC_SELECTOR_RESPONDER = 45;
    static final int ENCRYPTED = 46;
    static final int CONFIGURATION = 47;
    static final int EAP = 48;
    static final int ENCRYPTED_FRAGMENT = 53;

    private PayloadType() {}

    /// Whether we read this type, so that its critical bit means nothing (RFC 7296 §2.5).
    static boolean known(int type) {
        return type >= SECURITY_ASSOCIATION && type <= EAP || type == ENCRYPTED_FRAGMENT;
    }

    /// The notation of RFC 7296 §3.2; the number for what is not registered.
    static String name(int type) {
        return switch (type) {
            case 0 -> "the IKE header";
            case 33 -> "SA";
            case 34 -> "KE";
            case 35 -> "IDi";
            case 36 -> "IDr";
            case 37 -> "CERT";
            case 38 -> "CERTREQ";
            case 39 -> "AUTH";
            case 40 -> "Nonce";
            case 41 -> "Notify";
            case 42 -> "Delete";
            case 43 -> "Vendor ID";
            case 44 -> "TSi";
            case 45 -> "TSr";
            case 46 -> "SK";
            case 47 -> "CP";
            case 48 -> "EAP";
            case 49 -> "GSPM";
            case 50 -> "IDg";
            case 51 -> "GSA";
            case 52 -> "KD";
            case 53 -> "SKF";
            case 54 -> "PS";
            default -> "payload type " + type;
        };
    }
}
