package org.adit.app.bench.load;

import java.util.Optional;
import org.adit.base.Bytes;
import org.adit.base.Randomness;
import org.adit.base.secret.Secret;
import org.adit.protocol.crypto.CryptoProvider;
import org.adit.protocol.crypto.EncryptionAlgorithm;
import org.adit.protocol.crypto.EspCipher;
import org.adit.protocol.crypto.IkeCipher;
import org.adit.protocol.crypto.IntegrityAlgorithm;
import org.adit.protocol.crypto.KeyExchange;
import org.adit.protocol.crypto.KeyExchangeMethod;
import org.adit.protocol.crypto.Prf;
import org.adit.protocol.crypto.PrfAlgorithm;
import org.adit.protocol.crypto.SignatureScheme;

/// A client's cryptography that knows one key exchange only, so that a measurement says which it is about.
record OnlyGroup(KeyExchangeMethod group, CryptoProvider all) implements CryptoProvider {
    @Override
    public boolean offers(EncryptionAlgorithm algorithm) {
        return all.offers(algorithm);
    }

    @Override
    public boolean offers(IntegrityAlgorithm algorithm) {
        return all.offers(algorithm);
    }

    @Override
    public boolean offers(PrfAlgorithm algorithm) {
        return all.offers(algorithm);
    }

    @Override
    public boolean offers(KeyExchangeMethod method) {
        return method == group && all.offers(method);
    }

    @Override
    public boolean offers(SignatureScheme scheme) {
        return all.offers(scheme);
    }

    @Override
    public Prf prf(PrfAlgorithm algorithm) {
        return all.prf(algorithm);
    }

    @Override
    public KeyExchange keyExchange(KeyExchangeMethod method) {
        return all.keyExchange(method);
    }

    @Override
    public IkeCipher ikeCipher(
            EncryptionAlgorithm encryption,
            Secret encryptionKey,
            Optional<IntegrityAlgorithm> integrity,
            Optional<Secret> integrityKey,
            Randomness randomness) {
        return all.ikeCipher(encryption, encryptionKey, integrity, integrityKey, randomness);
    }

    @Override
    public EspCipher espCipher(
            EncryptionAlgorithm encryption,
            Secret encryptionKey,
            Optional<IntegrityAlgorithm> integrity,
            Secret integrityKey,
            boolean extendedSequenceNumbers,
            Randomness randomness) {
        return all.espCipher(encryption, encryptionKey, integrity, integrityKey, extendedSequenceNumbers, randomness);
    }

    @Override
    public Bytes sha1Identifier(Bytes octets) {
        return all.sha1Identifier(octets);
    }

    @Override
    public Bytes sha256(Bytes octets) {
        return all.sha256(octets);
    }
}
