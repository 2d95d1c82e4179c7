package org.adit.protocol.crypto;

import java.util.List;
import org.adit.base.Bytes;
import org.adit.base.secret.Secret;

/// A pseudo-random function and its expansion (RFC 7296 §2.13).
public interface Prf {
    PrfAlgorithm algorithm();

    /// prf(key, data), for results that are keys.
    Secret derive(Secret key, Bytes data);

    /// prf(key, data), for results that are sent or compared.
    Bytes compute(Secret key, Bytes data);

    /// prf(key, secret | data), as for the SKEYSEED of a rekeyed IKE SA (RFC 7296 §2.18).
    Secret deriveFrom(Secret key, Secret secret, Bytes data);

    /// prf+(key, seed), `octets` long at most 255 times the output.
    Secret expand(Secret key, Bytes seed, int octets);

    /// prf+(key, secret | seed), as for the keys of a Child SA with KE (RFC 7296 §2.17).
    Secret expandFrom(Secret key, Secret secret, Bytes seed, int octets);

    /// Secrets cut off one after the other from `material`, of `lengths` octets; `material` is wiped.
    static List<Secret> cut(Secret material, int... lengths) {
        try (material) {
            Secret[] parts = new Secret[lengths.length];
            int at = 0;
            for (int i = 0; i < lengths.length; i++) {
                parts[i] = material.slice(at, at + lengths[i]);
                at += lengths[i];
            }
            return List.of(parts);
        }
    }
}
