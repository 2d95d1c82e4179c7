package org.adit.lab.capture;

import org.adit.base.Bytes;
import org.adit.base.net.IpAddress;

/// Keys of one direction of a Child SA, for tshark's table `esp_sa`.
///
/// @param source outer address that it is sent from; any if null would be ambiguous, so both are named
/// @param encryptionKey for AES-GCM the key with its 4 octets of salt at the end
/// @param integrityKey empty for AEADs
public record EspSaKeys(
        IpAddress source, IpAddress destination, int spi, EspCipher cipher, Bytes encryptionKey, Bytes integrityKey) {

    /// What tshark 4.0 can decrypt of ESP. ChaCha20-Poly1305 is not among it: such packets are shown sealed.
    public enum EspCipher {
        AES_GCM_16("AES-GCM with 16 octet ICV [RFC4106]", "NULL"),
        AES_CBC_HMAC_SHA2_256_128("AES-CBC [RFC3602]", "HMAC-SHA-256-128 [RFC4868]"),
        AES_CBC_HMAC_SHA2_384_192("AES-CBC [RFC3602]", "HMAC-SHA-384-192 [RFC4868]"),
        AES_CBC_HMAC_SHA2_512_256("AES-CBC [RFC3602]", "HMAC-SHA-512-256 [RFC4868]");

        private final String encryption;
        private final String integrity;

        EspCipher(String encryption, String integrity) {
            this.encryption = encryption;
            this.integrity = integrity;
        }
    }

    /// One row of the table, in the order of its columns: family, source, destination, SPI, algorithms each followed by
    /// its key.
    String row() {
        return String.join(
                ",",
                quoted(source.isV4() ? "IPv4" : "IPv6"),
                quoted(source.toString()),
                quoted(destination.toString()),
                quoted("0x%08x".formatted(spi)),
                quoted(cipher.encryption),
                quoted("0x" + encryptionKey.hex()),
                quoted(cipher.integrity),
                quoted(integrityKey.isEmpty() ? "" : "0x" + integrityKey.hex()));
    }

    private static String quoted(String text) {
        return '"' + text + '"';
    }
}
