package org.adit.protocol.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.Provider;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import javax.crypto.MacSpi;
import org.adit.base.Bytes;
import org.adit.protocol.crypto.Engines.Engine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class JcaCryptoTest {
    @ParameterizedTest
    @MethodSource("org.adit.protocol.crypto.Engines#all")
    void everythingPassesItsSelfTestHere(Engine engine) {
        JcaCrypto crypto = JcaCrypto.create(engine.jca().preferred());
        assertThat(crypto.report().withdrawn()).isEmpty();
        assertThat(offered(crypto)).containsOnly(true);
    }

    @Test
    void theProcessTakesTheNativeProviderWhereItLoadsAndSaysSo() {
        CryptoReport report = JcaCrypto.create().report();
        System.out.println("crypto: " + report);
        boolean loaded = CorrettoProvider.load() instanceof CorrettoProvider.Outcome.Loaded;
        assertThat(report.provider()).startsWith(loaded ? "AmazonCorretto" : "JDK");
        assertThat(report.why()).isNotEmpty();
    }

    // L-18
    @Test
    void whatFailsItsSelfTestIsNotOffered() {
        JcaCrypto crypto = JcaCrypto.create(Optional.of(new WrongHmac()));
        assertThat(crypto.report().withdrawn())
                .contains("HMAC_SHA2_256", "HMAC_SHA2_256_128", "AES_256_CBC", "AES_128_CBC");
        assertThat(crypto.offers(PrfAlgorithm.HMAC_SHA2_256)).isFalse();
        assertThat(crypto.offers(IntegrityAlgorithm.HMAC_SHA2_256_128)).isFalse();
        assertThat(crypto.offers(PrfAlgorithm.HMAC_SHA2_384)).isTrue();
        assertThat(crypto.offers(EncryptionAlgorithm.AES_256_GCM_16)).isTrue();
    }

    @ParameterizedTest
    @MethodSource("org.adit.protocol.crypto.Engines#all")
    void hashesAreTheKnownOnes(Engine engine) {
        JcaCrypto crypto = JcaCrypto.create(engine.jca().preferred());
        assertThat(crypto.sha1Identifier(Bytes.ofUtf8("abc")).hex())
                .isEqualTo("a9993e364706816aba3e25717850c26c9cd0d89d");
        assertThat(crypto.sha256(Bytes.ofUtf8("abc")).hex())
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    private static Stream<Boolean> offered(CryptoProvider crypto) {
        return Stream.of(
                        Arrays.stream(EncryptionAlgorithm.values()).map(crypto::offers),
                        Arrays.stream(IntegrityAlgorithm.values()).map(crypto::offers),
                        Arrays.stream(PrfAlgorithm.values()).map(crypto::offers),
                        Arrays.stream(KeyExchangeMethod.values()).map(crypto::offers),
                        Arrays.stream(SignatureScheme.values()).map(crypto::offers))
                .flatMap(all -> all);
    }

    /// A provider whose HMAC-SHA-256 is always zero.
    private static final class WrongHmac extends Provider {
        private static final long serialVersionUID = 1;

        WrongHmac() {
            super("Wrong", "1", "a test's");
            put("Mac.HmacSHA256", Zeros.class.getName());
        }
    }

    public static final class Zeros extends MacSpi {
        @Override
        protected int engineGetMacLength() {
            return 32;
        }

        @Override
        protected void engineInit(java.security.Key key, java.security.spec.AlgorithmParameterSpec params) {}

        @Override
        protected void engineUpdate(byte input) {}

        @Override
        protected void engineUpdate(byte[] input, int offset, int length) {}

        @Override
        protected byte[] engineDoFinal() {
            return new byte[32];
        }

        @Override
        protected void engineReset() {}
    }
}
