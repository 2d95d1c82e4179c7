package org.adit.dataplane.cipher;

import java.util.Arrays;
import org.adit.base.Bytes;
import org.adit.base.Randomness;
import org.adit.base.secret.Secret;
import org.adit.protocol.crypto.IntegrityAlgorithm;
import org.adit.protocol.ipsec.EspKeys;
import org.adit.protocol.ipsec.EspSuite;

/// One ESP packet with ESN for each protection, computed with Python's `cryptography` and `hmac`: keys, salt and
/// payload are 00 01 02 …, the IVs of CBC 16 times a5.
final class KnownAnswers {
    static final int SPI = 0x01020304;
    static final long SEQUENCE = 0x1_0000_0005L;
    static final int PAYLOAD_OCTETS = 32;
    static final Randomness SAME_IVS = target -> Arrays.fill(target, (byte) 0xa5);

    private KnownAnswers() {}

    static EspKeys keys(EspSuite suite) {
        return new EspKeys(
                Secret.own(counting(suite.encryption().keyMaterialOctets())),
                Secret.own(counting(suite.integrityKeyOctets())));
    }

    static byte[] counting(int octets) {
        byte[] counting = new byte[octets];
        for (int i = 0; i < octets; i++) {
            counting[i] = (byte) i;
        }
        return counting;
    }

    /// From SPI to ICV.
    static Bytes packet(Protection protection) {
        return Bytes.concat(Bytes.ofHex("0102030400000005"), iv(protection), ciphertext(protection), icv(protection));
    }

    private static Bytes iv(Protection protection) {
        return protection.encryption().aead() ? Bytes.ofHex("0000000100000005") : SAME_IVS.octets(16);
    }

    private static Bytes ciphertext(Protection protection) {
        return Bytes.ofHex(
                switch (protection.encryption()) {
                    case AES_256_GCM_16 -> "ea3b397ef6c556d8714433ae0df836de138867b866bb22b58138790d987c1057";
                    case CHACHA20_POLY1305 -> "f2ede2054b74faaa4ca5dbff1c25105ee58873ca653bea573a26bee6da2dce44";
                    case AES_128_GCM_16 -> "2cb8bde1b2fd67b91176819f31a7a8efdb70bbde7564eb6af451b0ded9845be7";
                    case AES_256_CBC -> "7f03a3e2ab31dabccc8c6793ec1aaf6d61ff0e290d3713c2020e04395ae35186";
                    case AES_128_CBC -> "3333b9a5b8d778bdfc68f1c467af67c5a004fd20336669a479a75fa0cd14174e";
                });
    }

    private static Bytes icv(Protection protection) {
        return Bytes.ofHex(
                switch (protection.encryption()) {
                    case AES_256_GCM_16 -> "5bf4d8405d6f5fd4fa86097924fc9e13";
                    case CHACHA20_POLY1305 -> "1651430f148346b2eada8181c659ab5e";
                    case AES_128_GCM_16 -> "2743c9076c3712fbdf26318bc4dc9905";
                    case AES_256_CBC -> ofAes256(protection.integrity().orElseThrow());
                    case AES_128_CBC -> ofAes128(protection.integrity().orElseThrow());
                });
    }

    private static String ofAes256(IntegrityAlgorithm integrity) {
        return switch (integrity) {
            case HMAC_SHA2_256_128 -> "a64321d986dcbec8e3c7bf89e7df22e3";
            case HMAC_SHA2_384_192 -> "bbfe7a30885078a08aabad0576f82125d8506f2821b50764";
            case HMAC_SHA2_512_256 -> "d320480ec2a5dc4b8907a64f24ae4e3812848f2b76dbc3b309e6763a9456c317";
        };
    }

    private static String ofAes128(IntegrityAlgorithm integrity) {
        return switch (integrity) {
            case HMAC_SHA2_256_128 -> "a9ac6ebf3a4f47078fea54ba12d24389";
            case HMAC_SHA2_384_192 -> "b1098a302f67531d76190758d20ca5107e8220c45a058c69";
            case HMAC_SHA2_512_256 -> "5687db13deb36df8022f0c7d622903697601c73352620a6d117929be60a38d87";
        };
    }
}
