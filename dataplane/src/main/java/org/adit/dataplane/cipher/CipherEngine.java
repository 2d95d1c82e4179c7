package org.adit.dataplane.cipher;

/// Whose code does the cryptography of packets.
public enum CipherEngine {
    IPSEC_MB("ipsec-mb"),
    LIBCRYPTO("libcrypto"),
    CORRETTO("corretto"),
    JDK("jdk");

    private final String text;

    CipherEngine(String text) {
        this.text = text;
    }

    /// As people and files write it.
    @Override
    public String toString() {
        return text;
    }
}
