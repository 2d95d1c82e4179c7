package org.adit.dataplane.userspace;

import java.util.Optional;
import java.util.Random;
import org.adit.base.Randomness;
import org.adit.protocol.crypto.CryptoProvider;
import org.adit.protocol.crypto.EncryptionAlgorithm;
import org.adit.protocol.crypto.IntegrityAlgorithm;
import org.adit.protocol.crypto.JcaCrypto;
import org.adit.protocol.esp.EspCiphers;
import org.adit.protocol.ipsec.EspSuite;

/// The product's ciphers, with a seeded source of IVs.
final class RealCiphers {
    static final EspSuite AES_GCM = new EspSuite(EncryptionAlgorithm.AES_256_GCM_16, Optional.empty(), true);
    static final EspSuite CHACHA = new EspSuite(EncryptionAlgorithm.CHACHA20_POLY1305, Optional.empty(), true);
    static final EspSuite AES_CBC =
            new EspSuite(EncryptionAlgorithm.AES_256_CBC, Optional.of(IntegrityAlgorithm.HMAC_SHA2_256_128), true);
    static final EspSuite AES_GCM_SHORT = new EspSuite(EncryptionAlgorithm.AES_128_GCM_16, Optional.empty(), false);

    private static final CryptoProvider PROVIDER = JcaCrypto.create();

    private RealCiphers() {}

    static EspCiphers seeded(long seed) {
        Random random = new Random(seed);
        Randomness randomness = random::nextBytes;
        return (suite, keys) -> PROVIDER.espCipher(
                suite.encryption(),
                keys.encryption(),
                suite.integrity(),
                keys.integrity(),
                suite.extendedSequenceNumbers(),
                randomness);
    }
}
