package org.adit.protocol.crypto;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.adit.base.Bytes;

/// What the self-test expects, computed with other implementations (OpenSSL, Python's hmac) or taken from RFCs and
/// Wycheproof.
final class KnownAnswers {
    static final Bytes MESSAGE = Bytes.wrap("adit self-test".getBytes(StandardCharsets.US_ASCII));

    static final Bytes PLAINTEXT = counting(32);

    private KnownAnswers() {}

    /// 00 01 02 …
    static Bytes counting(int octets) {
        byte[] counting = new byte[octets];
        for (int i = 0; i < octets; i++) {
            counting[i] = (byte) i;
        }
        return Bytes.wrap(counting);
    }

    static Bytes hex(String digits) {
        return Bytes.wrap(HexFormat.of().parseHex(digits.replaceAll("\\s", "")));
    }

    /// `IV | ciphertext | ICV` of [#PLAINTEXT] under the key material 00 01 02 …, CBC with HMAC-SHA2-256-128.
    static Bytes sealed(EncryptionAlgorithm algorithm) {
        return hex(
                switch (algorithm) {
                    case AES_256_GCM_16 -> """
                        0000000000000001698e39b5526403dd0ec2b1515d317b514e6f45c0d0697e4d4e3e5a2b573c
                        5362a99d6b774e6641eb0c9225cd399f8da4""";
                    case CHACHA20_POLY1305 -> """
                        000000000000000190b04f5587e9d408a790043873ca1004415b6c6bb7752dc38d7e6910328c
                        af49463e554569b5cbebb89b510ceb6a7e65""";
                    case AES_128_GCM_16 -> """
                        00000000000000015e47f892bf112811378ea7461689fce9c181416e0ff370fa83553f225ee5
                        a744987b8bad96841d42420cf846482d0d54""";
                    case AES_256_CBC -> """
                        a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a57f03a3e2ab31dabccc8c6793ec1aaf6d61ff0e290d37
                        13c2020e04395ae35186fdd2ba2d8198b17346be32e015b13aeb""";
                    case AES_128_CBC -> """
                        a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a53333b9a5b8d778bdfc68f1c467af67c5a004fd203366
                        69a479a75fa0cd14174efdb2127808885a32bdaacc824ec79c21""";
                });
    }

    /// The same with AES-256-CBC and each integrity algorithm.
    static Bytes sealed(IntegrityAlgorithm algorithm) {
        return hex(
                switch (algorithm) {
                    case HMAC_SHA2_256_128 -> """
                        a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a57f03a3e2ab31dabccc8c6793ec1aaf6d61ff0e290d37
                        13c2020e04395ae35186fdd2ba2d8198b17346be32e015b13aeb""";
                    case HMAC_SHA2_384_192 -> """
                        a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a57f03a3e2ab31dabccc8c6793ec1aaf6d61ff0e290d37
                        13c2020e04395ae35186c4ff83e6869f4c9faa75bb3ae9ca4e1dcf8c4af6348330b6""";
                    case HMAC_SHA2_512_256 -> """
                        a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a57f03a3e2ab31dabccc8c6793ec1aaf6d61ff0e290d37
                        13c2020e04395ae35186e2ffa45c06552c0d156d71f1c8432cf940ec024714509b7d3e68c02a
                        a113839e""";
                });
    }

    /// prf+ of [#MESSAGE] under the key 00 01 02 …, as long as two outputs and one octet.
    static Bytes expanded(PrfAlgorithm algorithm) {
        return hex(
                switch (algorithm) {
                    case HMAC_SHA2_256 -> """
                        d614da4f115ebe52e755b117f50297ddedb822f8364a49d7e46053ab66c1307065e7ea268dcb
                        f021c566a2850569405488c0b79c956905ce762abd2d9b21a30783""";
                    case HMAC_SHA2_384 -> """
                        868d9b7dc6e53e183381fe057551c6aeaf17c23aa6bb8f1a99c76d286937814700a47de405ac
                        186723fb7425b8c2f6df00874ff180f77d036a2d6c58a95d21985a0f0d97d221b07fea97ccfb
                        29cc4f981f2b76b17e4259c3b86271759d0024f5b6""";
                    case HMAC_SHA2_512 -> """
                        828994021ae828bf2e4aa3fcade2f2e33039bcfb71d32d07f7ef3c59352c0f45ebfecdeef19d
                        9ebbb8f990aac2dbcec5a4f17e9a337e0820c18506d3480e1fa01df1275dda846691b9186926
                        90bc42db01e5ade0784bc7646858ddadc4f5749caa8b59e5819923d30240a727036ef6f0745a
                        b7ae7163f56d2628bdea35c661adaf""";
                });
    }

    /// Our private value, the peer's public value and the secret. ECP: RFC 5903 §8. X25519: Wycheproof.
    record Agreed(String ours, String theirs, String secret) {}

    static Agreed agreed(Curve curve) {
        return switch (curve) {
            case P256 ->
                new Agreed(
                        "c88f01f510d9ac3f70a292daa2316de544e9aab8afe84049c62a9c57862d1433",
                        """
                        d12dfb5289c8d4f81208b70270398c342296970a0bccb74c736fc7554494bf6356fbf3ca366c
                        c23e8157854c13c58d6aac23f046ada30f8353e74f33039872ab""",
                        "d6840f6b42f6edafd13116e0e12565202fef8e9ece7dce03812464d04b9442de");
            case P384 -> new Agreed("""
                        099f3c7034d4a2c699884d73a375a67f7624ef7c6b3c0f160647b67414dce655e35b538041e6
                        49ee3faef896783ab194""", """
                        e558dbef53eecde3d3fccfc1aea08a89a987475d12fd950d83cfa41732bc509d0d1ac43a0336
                        def96fda41d0774a3571dcfbec7aacf3196472169e838430367f66eebe3c6e70c416dd5f0c68
                        759dd1fff83fa40142209dff5eaad96db9e6386c""", """
                        11187331c279962d93d604243fd592cb9d0a926f422e47187521287e7156c5c4d603135569b9
                        e9d09cf5d4a270f59746""");
            case P521 -> new Agreed("""
                        0037ade9319a89f4dabdb3ef411aaccca5123c61acab57b5393dce47608172a095aa85a30fe1
                        c2952c6771d937ba9777f5957b2639bab072462f68c27a57382d4a52""", """
                        00d0b3975ac4b799f5bea16d5e13e9af971d5e9b984c9f39728b5e5739735a219b97c356436a
                        dc6e95bb0352f6be64a6c2912d4ef2d0433ced2b6171640012d9460f015c68226383956e3bd0
                        66e797b623c27ce0eac2f551a10c2c724d9852077b87220b6536c5c408a1d2aebb8e86d678ae
                        49cb57091f4732296579ab44fcd17f0fc56a""", """
                        01144c7d79ae6956bc8edb8e7c787c4521cb086fa64407f97894e5e6b2d79b04d1427e73ca4b
                        aa240a34786859810c06b3c715a3a8cc3151f2bee417996d19f3ddea""");
        };
    }

    static final Agreed X25519 = new Agreed(
            "c8a9d5a91091ad851c668b0736c1c9a02936c0d3ad62670858088047ba057475",
            "504a36999f489cd2fdbc08baff3d88fa00569ba986cba22548ffde80f9806829",
            "436a2c040cf45fea9b29a0cb81b1f41458f863d0d61b453d0a982720d6d61320");

    /// The exponent of the MODP test; the peer's value is 7. Shorter than any that is used: a longer one would only
    /// repeat the same steps, at each start.
    static final BigInteger EXPONENT = new BigInteger("7d251cbe4bad99070a47f4167ff586eb", 16);

    /// SHA-256 of 7^EXPONENT modulo each prime, in the modulus' length.
    static Bytes modpSecretHash(int modulusBits) {
        return hex(
                switch (modulusBits) {
                    case 2048 -> "ab02d73994fb6a98352c99d200a746865fdb19fe8a0700cc809eb64cbdb4de62";
                    case 3072 -> "45fd8c0edcd5f22d73ff3b8abbbb36b6499543ed8334ab3d7d2a2fda189e1d2e";
                    case 4096 -> "71ffe5619c094fc955b9d5a7a570607425ad41d01815f297fdcd9cc2cff86c98";
                    default -> throw new IllegalArgumentException("no group of " + modulusBits + " bits");
                });
    }

    /// The random octets of a whole exchange (d | z | m), the hashes of both public values, and the secret.
    record Encapsulated(Bytes randomOctets, Bytes keyHash, Bytes ciphertextHash, Bytes secret) {}

    static final Encapsulated ML_KEM_768 = new Encapsulated(
            hex("""
                    7c9935a0b07694aa0c6d10e4db6b1add2fd81a25ccb148032dcd739936737f2d
                    8626ed79d451140800e03b59b956f8210e556067407d13dc90fa9e8b872bfb8f
                    147c03f7a5bebba406c8fae1874d7f13c80efe79a3a9a874cc09fe76f6997615"""),
            hex("86adbca81f4fee893e2fb58fb98aa2fe188f501fed268d7f4056f8c05c4e53c4"),
            hex("36829a2f35cbf4deb62c0a12a15c22dae9f8d2c252566fc24f88abe805cb575e"),
            hex("e7184a0975ee3470878d2d159ec83129c8aec253d4ee17b4810311d198cd0368"));

    static final Encapsulated ML_KEM_1024 = new Encapsulated(
            hex("""
                    7c9935a0b07694aa0c6d10e4db6b1add2fd81a25ccb148032dcd739936737f2d
                    8626ed79d451140800e03b59b956f8210e556067407d13dc90fa9e8b872bfb8f
                    147c03f7a5bebba406c8fae1874d7f13c80efe79a3a9a874cc09fe76f6997615"""),
            hex("61b95ec8c32ae85ad7a17ae5b9c2dfb083e05f767da3ba9a0a8092ea6b4cbf7a"),
            hex("508136a13f8a7920e3434498c6975cbbab457d809309eb2f92453e7409738210"),
            hex("489dd1e9c2be4af3482bdb35bb26ce760e6e414da6ecbe489985748a825f1cd6"));
}
