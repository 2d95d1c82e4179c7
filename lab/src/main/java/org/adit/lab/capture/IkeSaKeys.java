package org.adit.lab.capture;

import org.adit.base.Bytes;

/// Keys of one IKE SA, for tshark's table `ikev2_decryption_table`.
///
/// @param initiatorSpi 8 octets; so is `responderSpi`
/// @param encryptionInitiator SK_ei, for AES-GCM with its 4 octets of salt at the end
/// @param integrityInitiator SK_ai; empty for AEADs
public record IkeSaKeys(
        Bytes initiatorSpi,
        Bytes responderSpi,
        IkeCipherName cipher,
        Bytes encryptionInitiator,
        Bytes encryptionResponder,
        Bytes integrityInitiator,
        Bytes integrityResponder) {

    /// What tshark 4.0 can decrypt of IKEv2. ChaCha20-Poly1305 is not among it.
    public enum IkeCipherName {
        AES_GCM_16_128("AES-GCM-128 with 16 octet ICV [RFC5282]", "NONE [RFC4306]"),
        AES_GCM_16_256("AES-GCM-256 with 16 octet ICV [RFC5282]", "NONE [RFC4306]"),
        AES_CBC_256_HMAC_SHA2_256_128("AES-CBC-256 [RFC3602]", "HMAC_SHA2_256_128 [RFC4868]"),
        AES_CBC_256_HMAC_SHA2_384_192("AES-CBC-256 [RFC3602]", "HMAC_SHA2_384_192 [RFC4868]"),
        AES_CBC_256_HMAC_SHA2_512_256("AES-CBC-256 [RFC3602]", "HMAC_SHA2_512_256 [RFC4868]");

        private final String encryption;
        private final String integrity;

        IkeCipherName(String encryption, String integrity) {
            this.encryption = encryption;
            this.integrity = integrity;
        }
    }

    /// One row of the table: SPIs and keys are bare hexadecimal, algorithm names are quoted.
    String row() {
        return String.join(
                ",",
                initiatorSpi.hex(),
                responderSpi.hex(),
                encryptionInitiator.hex(),
                encryptionResponder.hex(),
                '"' + cipher.encryption + '"',
                integrityInitiator.hex(),
                integrityResponder.hex(),
                '"' + cipher.integrity + '"');
    }
}
