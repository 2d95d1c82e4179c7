package org.adit.protocol.crypto;

import java.util.Optional;
import org.adit.base.Bytes;

/// Protects the SK and SKF payloads in one direction with one key: an AEAD (RFC 5282), or encrypt-then-MAC with CBC
/// (RFC 7296 §3.14). Both have the same shape: `IV | ciphertext | ICV`, bound to the octets in front of it.
public interface IkeCipher extends AutoCloseable {
    int ivOctets();

    int icvOctets();

    /// The plaintext with its padding and Pad Length is a multiple of this.
    int blockOctets();

    /// `associated` are the octets from the IKE header to the generic header of SK (or to the end of the SKF
    /// header). `padded` already has its padding. Returns `IV | ciphertext | ICV`. The IV comes from this cipher: a
    /// counter for AEADs, so that none is used twice with the key; from `randomness` for CBC.
    Bytes seal(Bytes associated, Bytes padded);

    /// `sealed` is `IV | ciphertext | ICV`. Returns the plaintext with its padding; empty if the octets are too few,
    /// not whole blocks or not authentic.
    Optional<Bytes> open(Bytes associated, Bytes sealed);

    /// Wipes the key.
    @Override
    void close();
}
