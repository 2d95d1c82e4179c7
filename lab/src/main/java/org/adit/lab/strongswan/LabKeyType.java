package org.adit.lab.strongswan;

import java.util.List;

/// Kinds of keys for certificates, as `pki --gen` makes them.
public enum LabKeyType {
    RSA_3072("rsa", "3072"),
    ECDSA_P256("ecdsa", "256"),
    ECDSA_P384("ecdsa", "384"),
    ECDSA_P521("ecdsa", "521"),
    ED25519("ed25519", "");

    private final String type;
    private final String size;

    LabKeyType(String type, String size) {
        this.type = type;
        this.size = size;
    }

    List<String> generate() {
        return size.isEmpty()
                ? List.of("pki", "--gen", "--type", type, "--outform", "pem")
                : List.of("pki", "--gen", "--type", type, "--size", size, "--outform", "pem");
    }
}
