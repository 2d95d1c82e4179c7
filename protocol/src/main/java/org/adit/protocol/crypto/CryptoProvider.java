package org.adit.protocol.crypto;

import java.util.Optional;
import org.adit.base.Bytes;
import org.adit.base.Randomness;
import org.adit.base.secret.Secret;

/// Everything cryptographic that the protocol needs. `offers` says what passed the start-up self-test: nothing else
/// may be proposed or accepted (L-18).
public interface CryptoProvider {
    boolean offers(EncryptionAlgorithm algorithm);

    boolean offers(IntegrityAlgorithm algorithm);

    boolean offers(PrfAlgorithm algorithm);

    boolean offers(KeyExchangeMethod method);

    boolean offers(SignatureScheme scheme);

    Prf prf(PrfAlgorithm algorithm);

    KeyExchange keyExchange(KeyExchangeMethod method);

    /// `integrity` and `integrityKey` are absent for AEADs. Takes both keys over: they are wiped with the cipher.
    IkeCipher ikeCipher(
            EncryptionAlgorithm encryption,
            Secret encryptionKey,
            Optional<IntegrityAlgorithm> integrity,
            Optional<Secret> integrityKey,
            Randomness randomness);

    /// One direction of an ESP SA. `encryptionKey` ends with its salt; `integrityKey` is empty for AEADs. Copies what
    /// it needs: the caller wipes both keys.
    EspCipher espCipher(
            EncryptionAlgorithm encryption,
            Secret encryptionKey,
            Optional<IntegrityAlgorithm> integrity,
            Secret integrityKey,
            boolean extendedSequenceNumbers,
            Randomness randomness);

    /// SHA-1, which RFC 7296 names for NAT detection (§2.23) and for the key ids of CERTREQ (§3.7). Neither use
    /// protects anything.
    Bytes sha1Identifier(Bytes octets);

    /// For fingerprints and stateless cookies' keys.
    Bytes sha256(Bytes octets);
}
