package org.adit.protocol.wire;

/// IANA "IKEv2 Certificate Encodings". Any value can arrive, so this is open; equality is by value.
public record CertificateEncoding(int value) {
    public static final CertificateEncoding PKCS7_WRAPPED = new CertificateEncoding(1);
    public static final CertificateEncoding PGP = new CertificateEncoding(2);
    public static final CertificateEncoding DNS_SIGNED_KEY = new CertificateEncoding(3);
    public static final CertificateEncoding X509_SIGNATURE = new CertificateEncoding(4);
    public static final CertificateEncoding KERBEROS_TOKEN = new CertificateEncoding(6);
    public static final CertificateEncoding CRL = new CertificateEncoding(7);
    public static final CertificateEncoding ARL = new CertificateEncoding(8);
    public static final CertificateEncoding SPKI = new CertificateEncoding(9);
    public static final CertificateEncoding X509_ATTRIBUTE = new CertificateEncoding(10);
    public static final CertificateEncoding RAW_RSA_KEY = new CertificateEncoding(11);
    public static final CertificateEncoding HASH_AND_URL_X509 = new CertificateEncoding(12);
    public static final CertificateEncoding HASH_AND_URL_BUNDLE = new CertificateEncoding(13);
    public static final CertificateEncoding OCSP_CONTENT = new CertificateEncoding(14);
    public static final CertificateEncoding RAW_PUBLIC_KEY = new CertificateEncoding(15);

    @Override
    public String toString() {
        return switch (value) {
            case 1 -> "PKCS7_WRAPPED";
            case 2 -> "PGP";
            case 3 -> "DNS_SIGNED_KEY";
            case 4 -> "X509_SIGNATURE";
            case 6 -> "KERBEROS_TOKEN";
            case 7 -> "CRL";
            case 8 -> "ARL";
            case 9 -> "SPKI";
            case 10 -> "X509_ATTRIBUTE";
            case 11 -> "RAW_RSA_KEY";
            case 12 -> "HASH_AND_URL_X509";
            case 13 -> "HASH_AND_URL_BUNDLE";
            case 14 -> "OCSP_CONTENT";
            case 15 -> "RAW_PUBLIC_KEY";
            default -> "CertificateEncoding_" + value;
        };
    }
}
