package org.adit.protocol.wire;

/// IANA "IKEv2 Identification Payload ID Types". Any value can arrive, so this is open; equality is by value.
public record IdentityType(int value) {
    public static final IdentityType IPV4_ADDR = new IdentityType(1);
    public static final IdentityType FQDN = new IdentityType(2);
    public static final IdentityType RFC822_ADDR = new IdentityType(3);
    public static final IdentityType IPV6_ADDR = new IdentityType(5);
    public static final IdentityType DER_ASN1_DN = new IdentityType(9);
    public static final IdentityType DER_ASN1_GN = new IdentityType(10);
    public static final IdentityType KEY_ID = new IdentityType(11);
    public static final IdentityType FC_NAME = new IdentityType(12);
    public static final IdentityType NULL_ID = new IdentityType(13);

    @Override
    public String toString() {
        return switch (value) {
            case 1 -> "IPV4_ADDR";
            case 2 -> "FQDN";
            case 3 -> "RFC822_ADDR";
            case 5 -> "IPV6_ADDR";
            case 9 -> "DER_ASN1_DN";
            case 10 -> "DER_ASN1_GN";
            case 11 -> "KEY_ID";
            case 12 -> "FC_NAME";
            case 13 -> "NULL_ID";
            default -> "IdentityType_" + value;
        };
    }
}
