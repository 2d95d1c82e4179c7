package org.adit.protocol.crypto;

import static org.adit.protocol.crypto.KnownAnswers.hex;

import org.adit.base.Bytes;
import org.adit.base.secret.Secret;

/// Keys and signatures of the self-test, made with OpenSSL.
final class KnownSignatures {
    /// SEQUENCE { INTEGER 0, INTEGER 0 }: what CVE-2022-21449 took for a signature of anything by anyone.
    static final Bytes PSYCHIC = Bytes.ofHex("3006020100020100");

    private KnownSignatures() {}

    static Bytes subjectPublicKeyInfo(KeyKind kind) {
        return hex(
                switch (kind) {
                    case RSA -> """
                        30820122300d06092a864886f70d01010105000382010f003082010a0282010100aa427c0a8b
                        14ede1f534574d6e6e2ce582ac3ac0b202617bc3beb509358e820fdefa54e368f216d0e634fe
                        cd599fe5349a181206221c579c8088b74109cca243cca345f5cf9ff2fd3dfc9935e291b666f0
                        44c37eee484d4b457b74d728b0ff659431e4d889d85dbf00729fe50e95035c6b79e01a7fcfed
                        edf67c7744d3f453bdc3e7be88e9caf360363a894d29107834babda70cb3b51af94bc57b75e5
                        b246bc23fe2f71a895e9608c9bc719a3b0596bea4abf508c87baacd6d1267eb9f2ead2bd5450
                        084effa188d9a6dafad04f0880baab10c9e3df5ce6e5b51cd5bef53c372627a580219b22ed21
                        b826dad7d086142b0bab5dcd505159ae690f4dbc5a24410203010001""";
                    case EC_P256 -> """
                        3059301306072a8648ce3d020106082a8648ce3d030107034200042c90668edf46c9dcbfecd9
                        9c21fc818f6933ed8a56923e1731729ecbed4853e137c2f1ba61a0fa07f2eab9d98e29bfe026
                        d84b0265d7d1a67f4649c6101d324e""";
                    case EC_P384 -> """
                        3076301006072a8648ce3d020106052b8104002203620004eaa6b849e71e40f340dd32ecfb47
                        f52c076aafb77fd709d03201194370488e83fab3e7689251d5e71bd8a9236d09e173279d3332
                        08265ab156c9c17d15c334e689ef3a619eaabc208683882a4d8da31d9471015dfe23cad3fb24
                        29c16ecf6adb""";
                    case EC_P521 -> """
                        30819b301006072a8648ce3d020106052b81040023038186000401953b569b0365482b74578c
                        3dcd923571c56b98987122cff90dc0cc89a181ca9b70860b7e84b40d4e52f29c3101b62e6427
                        ba6d4420d21e6ee3a9c88a9c2b5b6ef9004fec97ed578a663374dd46b61a5da48a2635117498
                        f2fac1be4139a72bbe90b10e58a71536db78cb5d19aef712c262d2f529e275da094894f6c998
                        a3f4f41f0cfe""";
                    case ED25519 -> """
                        302a300506032b65700321009e18efb09977904f01661ff845f6b70b53541afa4b91e62b0b2d
                        5e46dbf13334""";
                });
    }

    /// Private keys that protect nothing but this test.
    static Secret pkcs8(KeyKind kind) {
        return Secret.own(hex(switch (kind) {
                    case RSA -> """
                        308204bc020100300d06092a864886f70d0101010500048204a6308204a20201000282010100
                        aa427c0a8b14ede1f534574d6e6e2ce582ac3ac0b202617bc3beb509358e820fdefa54e368f2
                        16d0e634fecd599fe5349a181206221c579c8088b74109cca243cca345f5cf9ff2fd3dfc9935
                        e291b666f044c37eee484d4b457b74d728b0ff659431e4d889d85dbf00729fe50e95035c6b79
                        e01a7fcfededf67c7744d3f453bdc3e7be88e9caf360363a894d29107834babda70cb3b51af9
                        4bc57b75e5b246bc23fe2f71a895e9608c9bc719a3b0596bea4abf508c87baacd6d1267eb9f2
                        ead2bd5450084effa188d9a6dafad04f0880baab10c9e3df5ce6e5b51cd5bef53c372627a580
                        219b22ed21b826dad7d086142b0bab5dcd505159ae690f4dbc5a244102030100010282010023
                        ff7f9b7911994443a467eb02b4bfc05cf30e4f0cb40d296e57258ec768949e476e554169c079
                        cb7c48eb30bec8dc5cd551ce89c66f88a499d68e2c6da67b0e6bb77fc4bbbbdd53e6e5bffd11
                        24eed46feb920c05d47aa7360f26c291236f346a736c27ce695554db82e0c4bce30bbd6029fa
                        14903e85d760dcab18fdd97454dc37142aa67ce3a3afd536451c0e8d06ceecb5548747e3fa16
                        099fc4476dad9537c10c01706c5e75738a2e7ae376dc3e3d78556024d6905f6d868e5c4ebb89
                        350f940db9ce950969974fec64cdc2ded4fc2994732486b24f6c23dce909c54df874a73108fa
                        f6c28adcddaa36975e653b30834fdd64432d52add1f674954f489902818100da2248f039c2a7
                        f381a6984568a6354ed0e18231c6aae04d7444ba5a30023087e00e051d1a09127f586c1b3e58
                        548acbf753170dfdc630c5c64bdb9cc3a9589358e429e814b5ac076e480db69f0f4945c2610b
                        da13b3062b568771a8971447fd2236be203589fb44b347c8f718e95dcf3a0727cbf0d9817303
                        99102730b919a502818100c7d0b4215f680a160a0e038494ebf92d0667549e3e12bb716a01a8
                        9a5339c5a79bbc7086d1d24c7300003a18518fc86f0d04134bba009977cf38857a99fac1f78b
                        f444934da4fa02d7abc64297675d767f27f2fbeeeb307f0b89c419e206ffbdb41925f7111ae8
                        de3b87c394bc49fa8aba020f1bbaa9a50cfdbc3b845dc2056d0281805452688ba46860f03ab0
                        21b0c3116d0df8a513e515fd3c13f4dc148584857429322d794094ade91e9d19bd364e82efdc
                        84d0f3da8ebd2c6167942f62dc27fc7b89233a27e2c98fa497b6f6c61f9a93228a4f657b799d
                        fcc687fe77ab4a2ba6e06d7767eb9f86a5411b64a6850e7637b341a53e7711b5a2dac90b4439
                        42166b990281801cca6a9a00683a43d0b1123ab1468b01bcd178b4d056dca14bd7ef564535a6
                        d02eb5693553d84c61a9975ec79040fa6d5ddfbf7402da0142ed1dc4c5d497f808d6269d16e8
                        7223fff2d97258b7fe11ce7825e671fc8bf0d1ed74ad47d9748eb6e3d357d010abe2efda7e06
                        6550f80bdc9f4e9aa4b131ae717fc1f6856d08fec5028180796339da62c8677912f13887afd5
                        7fefb99383305d3b1dae3bfe020a50545fab6f8192ef1de0db8fd8e171ab22f5cda1a4a53283
                        4410fdd04b8805c93099ff7c0233f8de2b2a109e53abe038de4d5f422c33b0e6a0577e393fb0
                        6ec0d929684b7f86c2bafbe242b5f70182b5737c5958c82cc95f7b4da023df728b2ae2012662""";
                    case EC_P256 -> """
                        308187020100301306072a8648ce3d020106082a8648ce3d030107046d306b02010104201e85
                        1ed4227ebc4e644925c991c10a048a3448975b2ede4b03b84b05cef464cca144034200042c90
                        668edf46c9dcbfecd99c21fc818f6933ed8a56923e1731729ecbed4853e137c2f1ba61a0fa07
                        f2eab9d98e29bfe026d84b0265d7d1a67f4649c6101d324e""";
                    case EC_P384 -> """
                        3081b6020100301006072a8648ce3d020106052b8104002204819e30819b02010104306802eb
                        cf5ef03e67a67b2cb6e6996fb057f74ee0f16dd220aa87646510abfce0552d8bbf6a855dffb4
                        71398aa94b27bfa16403620004eaa6b849e71e40f340dd32ecfb47f52c076aafb77fd709d032
                        01194370488e83fab3e7689251d5e71bd8a9236d09e173279d333208265ab156c9c17d15c334
                        e689ef3a619eaabc208683882a4d8da31d9471015dfe23cad3fb2429c16ecf6adb""";
                    case EC_P521 -> """
                        3081ee020100301006072a8648ce3d020106052b810400230481d63081d3020101044201ff6d
                        556c29f6179966c34f33c556036c6f15abb1433f98c0561252c228e1665212b426f8fbb22807
                        308b27eef7fe269fbcc517e53ec2b8177d1910fe8edfb17bd3a18189038186000401953b569b
                        0365482b74578c3dcd923571c56b98987122cff90dc0cc89a181ca9b70860b7e84b40d4e52f2
                        9c3101b62e6427ba6d4420d21e6ee3a9c88a9c2b5b6ef9004fec97ed578a663374dd46b61a5d
                        a48a2635117498f2fac1be4139a72bbe90b10e58a71536db78cb5d19aef712c262d2f529e275
                        da094894f6c998a3f4f41f0cfe""";
                    case ED25519 -> """
                        302e020100300506032b6570042204203f35de842ba0f697e2f558752cdc94241ef72eb22ef0
                        42100d484f6883542b42""";
                })
                .toArray());
    }

    /// Of [KnownAnswers#MESSAGE].
    static Bytes signature(SignatureScheme scheme) {
        return hex(
                switch (scheme) {
                    case RSA_PSS_SHA2_256 -> """
                        8fd1e4fbe4c4b96137918fa316f4fe9be8852d9507cad5559f5892061322fa5320e6c5885ee3
                        ed266092baecf252bab46728ffbf5768dec7face60e8030262366e5a145f15aef0a61b3154c9
                        5888458940446530062a55aed3d6a2362a3079968f43978401e7afb41122df7276568451bd4c
                        58211aa3f5c016d34eec3855ce5b6fb951c0ae7e42380f270fed3b0ffdaab6b0607f6eb3faaa
                        5c0e9a335541c8561a524e637f67795867b24e21275691732c83eeb3d7f1ae26423ec2d61251
                        a3c35104158fa0fc91d5d64ba22a403f2e0551d15a90705cf718480defe13ff59afd36c74ad1
                        7794809466f6a15c8637648bcba70b59f4dd2933b7abeba248ddb6fd""";
                    case RSA_PSS_SHA2_384 -> """
                        76753f8181bbceb03f01377d7cd5f70795483dbf407c2802e15ee269b1edb948b94ca2463f5a
                        b968acda307d761310ac7eb667ed685fc2c90023947a183b449c6e1ceeafae9f00cb8fb89190
                        9bed9c984a55014dc558b29031764fc0b597cb1148aca7ad600a3d0249b7cea669a07b447690
                        0ba7766444dddceb0f407098a405ab6b814b4213dafcbc8e9e196a70a1912c87d23355696436
                        0b44e00d42fcbb6979a6b8d298a08d9114fa7998181558e81a75c0b4fb93c7e07cc36ee40f8d
                        4bfe5b96b6afcad21aa3e75be7f1beade000bcda359d66bdb821f09ca31a513765b710d83dc5
                        56e1ec2669e8d076d3edf5b7776ee2e097e7f3d777de895907690688""";
                    case RSA_PSS_SHA2_512 -> """
                        90f6ce1e1e451cf1ca8ad81c61aa6ceae913fcc8b5b5f56d94117a22b58ae2e4a549491c13e1
                        875f798c3f7d7e91c125dd49b13ca639b75bdbb702d7737bc6912c1223b2434a4f381e290edf
                        61457f25ded32a8174d0b9e9a68e7f7f9170e389fb274688cd702ac10fb78b167f001e49202f
                        4fe1286a0bf32566993a8e6190a37360ec67779a847673393bbffcee7a9fc007480b0fc6b442
                        30e4ba4d9eaafec09eaf5972bb06dba17faae56f69621a177c0f3d3c645e56ac20eaed42092a
                        7468d12e796364cc47bdfbc5b504df8429be43f5afed520f70729f1c16c8d660dd9f22c46682
                        b20add87e567f6c2a3092c874f9023d1601fa09f23c81c838c01dac1""";
                    case RSA_PKCS1_SHA2_256 -> """
                        aa39a640d80e521d0808ca21423a3dfd2c6ed6e91e42c1ef8def06777caaf42e1e19f511573e
                        ca6ae6975534f4a8ab696477cca4da439861c8b81ec930211659633f16bb2b050053e5e6fe8c
                        07c822a5fab2eb5ffe70da17dc8a9a83c18434159579c1b885a2266e07c87ee6b905959d4606
                        395bc4e40fefddc497e714244655c03eec5779be2ec63935d757b3f6208267c3fe4f5c7090fa
                        242e3a59dc60e672915495f09e5a09c29b7c34c10406da58df5d8b1272cd25b35a1c185e4bb0
                        576eeb3048bc7d35453a24783c922152bfc4ab7272060a6122636011f51dbc44315041a6f66c
                        0f48460eeeb62203b97efff1c356ece05ad7c924987a8ecefff2ad54""";
                    case RSA_PKCS1_SHA2_384 -> """
                        7ecd6e714cdbc895d835530b871b7a516cd3593e6861686375897976683aea552b40b871ff69
                        dd7d640cbfafda49ea91a179ce5b558006f859c840f385f2b6ed5926a96c1084bc5a4b1507d1
                        b6ff227b993b11cb487966dd925d972216458df8476b41b29740a32fd5081064c7a40e98ddd0
                        264fd5cc6ed5de71ebf48338e3d7c3d59f64384c5df3de036f94d1abdc4ebc0e53025a0eb197
                        1abccc76ce842579d5848f2d8de8dbe9b32594d7c5f8b3a92306ddf18a44923914f735f0d196
                        9e7b1e4dbb5c44b397d67bad3e78f9c8accc1d11415a1347644c727c430becc52d2fa6ca63df
                        7fa5638379196eba4531edd5dc2f5ea110b24b5ed9d575dd3353c694""";
                    case RSA_PKCS1_SHA2_512 -> """
                        34cf923f8b87ddac2f3890031a17cfd274ba095c00fb54823aad8901754cad4f42d60893b755
                        7eb646a8016fb1ed91870423aeb2ad0257919185935fe05c8ed3114e6b2adbeb2d406470ada3
                        546b848d97514b8e10cadf5af58a769efaac88222cb68e011ab2533cb2b3d2823841503bf6e8
                        6744d174f0f9f3936022fe9b3cec28ee93c4147d857df59add31b2897325b924779fe122defe
                        b9edfcb7a54ef6978e62836932dfa3a9d54b95236d2c000393f566ed025465c4acac69ce766a
                        5eb85aa3a8f9e025f30c41b86755102e62c5858552cecf10bead3c25d5d90793fde3092932f5
                        56273c77170454318bb2f42a1eaf00685350ba07128457de16c0ce25""";
                    case ECDSA_SHA2_256 -> """
                        3044022057cbfb4b9510113b70ae4d7940e91b4ad18d0277cacebab5e08096b7e0caf85f0220
                        0dd79410e8afe01315efb7bc7156564dc37acf677f089c98901a275ba36bfde7""";
                    case ECDSA_SHA2_384 -> """
                        3066023100882e4bee38be318c4099f4573a533e3afa9c19a61a2259196d78a5f5b6b9a8a65f
                        9c99658457da50fb469986bf762ac9023100d155786249277c1a59e4212d4a1e3803adb6aae7
                        589f91f628d61b8a1ac1b26252c3d796c2aab50c13bd30973d80ba38""";
                    case ECDSA_SHA2_512 -> """
                        30818702420190c868712cef102ffdd6badda5b832b9d74adb1ebe5e730736f0d80c09c586cd
                        533dd22e7b77ba500ec23f7bb48d71958991ea7dde84b6c391f2e742ad173eaaff02412d7c2c
                        af4d9eb41b2f413a193a85edc078e0726914729bdd82e502993f625c84f814704c72c4706941
                        380fb9958466560eb3c43878fde2a4b0a78617cc8353108e""";
                    case ED25519 -> """
                        d59ebdb9720ff2a3817beb23e99d1887b1cc732b9e231ed0090b8e48eaf4defadea2e7cf0b29
                        9dbb62388aac8bdbb93fb0623f33dbf66f28a5e1b5a836bf9f0f""";
                });
    }
}
