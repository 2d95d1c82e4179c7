package org.adit.protocol.crypto;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.spec.NamedParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import javax.crypto.KEM;
import javax.crypto.SecretKey;
import org.adit.base.Bytes;
import org.adit.base.Randomness;
import org.adit.base.secret.Secret;

/// ML-KEM (FIPS 203, draft-ietf-ipsecme-ikev2-mlkem): the initiator sends its encapsulation key, the responder the
/// ciphertext. The JDK checks the coefficients of the key (FIPS 203 §7.2); a ciphertext of the right length always
/// gives a secret (§7.3), a wrong one if it was changed.
final class MlKemExchange implements KeyExchange {
    private static final String FAMILY = "ML-KEM";

    private final KeyExchangeMethod method;
    private final NamedParameterSpec parameters;
    private final Bytes spkiPrefix;
    private final int keyOctets;
    private final int ciphertextOctets;

    private MlKemExchange(
            KeyExchangeMethod method,
            NamedParameterSpec parameters,
            String spkiPrefix,
            int keyOctets,
            int ciphertextOctets) {
        this.method = method;
        this.parameters = parameters;
        this.spkiPrefix = Bytes.ofHex(spkiPrefix);
        this.keyOctets = keyOctets;
        this.ciphertextOctets = ciphertextOctets;
    }

    static MlKemExchange of768() {
        return new MlKemExchange(
                KeyExchangeMethod.ML_KEM_768,
                NamedParameterSpec.ML_KEM_768,
                "308204b2300b0609608648016503040402038204a100",
                1184,
                1088);
    }

    static MlKemExchange of1024() {
        return new MlKemExchange(
                KeyExchangeMethod.ML_KEM_1024,
                NamedParameterSpec.ML_KEM_1024,
                "30820632300b06096086480165030404030382062100",
                1568,
                1568);
    }

    @Override
    public KeyExchangeMethod method() {
        return method;
    }

    @Override
    public Offer offer(Randomness randomness) {
        KeyPair pair = generate(randomness);
        byte[] spki = pair.getPublic().getEncoded();
        Bytes encapsulationKey = Bytes.of(spki, spkiPrefix.length(), spki.length);
        return new PrivateHalf(method, encapsulationKey, pair.getPrivate(), this::decapsulate);
    }

    @Override
    public Agreement answer(Bytes offered, Randomness randomness) {
        if (offered.length() != keyOctets) {
            return new Agreement.Refused(
                    "an encapsulation key has " + keyOctets + " octets here, not " + offered.length());
        }
        try {
            Provider jdk = Jca.ofJdk(FAMILY);
            PublicKey key = KeyFactory.getInstance(FAMILY, jdk)
                    .generatePublic(
                            new X509EncodedKeySpec(spkiPrefix.plus(offered).toArray()));
            KEM.Encapsulated made = KEM.getInstance(FAMILY, jdk)
                    .newEncapsulator(key, null, new HandedRandom(randomness))
                    .encapsulate();
            return new Agreement.Agreed(Bytes.wrap(made.encapsulation()), secret(made.key()));
        } catch (GeneralSecurityException e) {
            return new Agreement.Refused("the encapsulation key has coefficients out of range");
        }
    }

    Agreement decapsulate(PrivateKey mine, Bytes ciphertext) {
        if (ciphertext.length() != ciphertextOctets) {
            return new Agreement.Refused(
                    "a ciphertext has " + ciphertextOctets + " octets here, not " + ciphertext.length());
        }
        try {
            SecretKey agreed = KEM.getInstance(FAMILY, Jca.ofJdk(FAMILY))
                    .newDecapsulator(mine)
                    .decapsulate(ciphertext.toArray());
            return new Agreement.Agreed(Bytes.EMPTY, secret(agreed));
        } catch (GeneralSecurityException e) {
            return new Agreement.Refused("the ciphertext could not be opened");
        }
    }

    KeyPair generate(Randomness randomness) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(FAMILY);
            generator.initialize(parameters, new HandedRandom(randomness));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw Jca.broken(e);
        }
    }

    private static Secret secret(SecretKey agreed) {
        return Secret.own(agreed.getEncoded());
    }
}
