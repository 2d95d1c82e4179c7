package org.adit.gateway.ca;

import java.util.List;
import org.adit.base.secret.Secret;
import org.adit.protocol.pki.Certificate;
import org.adit.protocol.pki.Pem;

/// A device's new certificate and key. `identity` is what the device calls itself in IKE; `keyPem` is PKCS#8, kept
/// nowhere else, and the receiver's to wipe.
public record IssuedDevice(String identity, Certificate certificate, Certificate authority, Secret keyPem) {
    public String certificatePem() {
        return Pem.write(List.of(certificate));
    }

    public String authorityPem() {
        return Pem.write(List.of(authority));
    }
}
