package org.adit.protocol.crypto;

import java.security.GeneralSecurityException;
import java.security.Provider;
import java.util.Optional;
import org.adit.base.Bytes;
import org.adit.base.Randomness;
import org.adit.base.secret.Secret;

/// [CryptoProvider] over JCA. Immutable: one serves the whole process.
public final class JcaCrypto implements CryptoProvider {
    private final Platform platform;
    private final Jca jca;

    private JcaCrypto(Platform platform) {
        this.platform = platform;
        this.jca = platform.jca();
    }

    /// With the fastest provider that loads and passes its self-test. A native provider takes private values from its
    /// own randomness, not from what is handed in: not for what must repeat itself.
    public static JcaCrypto create() {
        return new JcaCrypto(Platform.THIS);
    }

    /// `preferred` is asked first for everything but X25519 and ML-KEM; without it the JDK does all, and all its
    /// randomness is what is handed in.
    public static JcaCrypto create(Optional<Provider> preferred) {
        return new JcaCrypto(Platform.with(preferred));
    }

    /// What was taken and what failed, for the log.
    public CryptoReport report() {
        return platform.report();
    }

    @Override
    public boolean offers(EncryptionAlgorithm algorithm) {
        return platform.passed().encryption().contains(algorithm);
    }

    @Override
    public boolean offers(IntegrityAlgorithm algorithm) {
        return platform.passed().integrity().contains(algorithm);
    }

    @Override
    public boolean offers(PrfAlgorithm algorithm) {
        return platform.passed().prfs().contains(algorithm);
    }

    @Override
    public boolean offers(KeyExchangeMethod method) {
        return platform.passed().exchanges().contains(method);
    }

    @Override
    public boolean offers(SignatureScheme scheme) {
        return platform.passed().signatures().contains(scheme);
    }

    @Override
    public Prf prf(PrfAlgorithm algorithm) {
        return new HmacPrf(jca, algorithm);
    }

    @Override
    public KeyExchange keyExchange(KeyExchangeMethod method) {
        return switch (method) {
            case CURVE25519 -> new MontgomeryExchange();
            case ECP_256 -> new EcpExchange(jca, method, Curve.P256);
            case ECP_384 -> new EcpExchange(jca, method, Curve.P384);
            case ECP_521 -> new EcpExchange(jca, method, Curve.P521);
            case MODP_2048 -> ModpExchange.group2048(jca);
            case MODP_3072 -> ModpExchange.group3072(jca);
            case MODP_4096 -> ModpExchange.group4096(jca);
            case ML_KEM_768 -> MlKemExchange.of768();
            case ML_KEM_1024 -> MlKemExchange.of1024();
        };
    }

    @Override
    public IkeCipher ikeCipher(
            EncryptionAlgorithm encryption,
            Secret encryptionKey,
            Optional<IntegrityAlgorithm> integrity,
            Optional<Secret> integrityKey,
            Randomness randomness) {
        if (encryption.aead()) {
            return new AeadIkeCipher(jca, encryption, encryptionKey);
        }
        return new CbcHmacIkeCipher(
                jca, suite(encryption, integrity), encryptionKey, integrityKey.orElseThrow(), randomness);
    }

    @Override
    public EspCipher espCipher(
            EncryptionAlgorithm encryption,
            Secret encryptionKey,
            Optional<IntegrityAlgorithm> integrity,
            Secret integrityKey,
            boolean extendedSequenceNumbers,
            Randomness randomness) {
        if (encryption.aead()) {
            return new AeadEspCipher(jca, encryption, encryptionKey, extendedSequenceNumbers, new Scratch());
        }
        CbcHmac cbc = new CbcHmac(jca, suite(encryption, integrity), encryptionKey, integrityKey, randomness);
        return new CbcHmacEspCipher(cbc, extendedSequenceNumbers, new Scratch());
    }

    @Override
    public Bytes sha1Identifier(Bytes octets) {
        return digest("SHA-1", octets);
    }

    @Override
    public Bytes sha256(Bytes octets) {
        return digest("SHA-256", octets);
    }

    private static CbcSuite suite(EncryptionAlgorithm encryption, Optional<IntegrityAlgorithm> integrity) {
        return new CbcSuite(
                encryption,
                integrity.orElseThrow(
                        () -> new IllegalArgumentException(encryption + " needs an integrity algorithm")));
    }

    private Bytes digest(String algorithm, Bytes octets) {
        try {
            return Bytes.wrap(jca.digest(algorithm).digest(octets.toArray()));
        } catch (GeneralSecurityException e) {
            throw Jca.broken(e);
        }
    }
}
