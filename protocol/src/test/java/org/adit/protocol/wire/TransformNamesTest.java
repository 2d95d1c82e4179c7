package org.adit.protocol.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TransformNamesTest {
    @Test
    void registeredTransformsHaveTheirNames() {
        assertThat(TransformNames.of(1, 12)).isEqualTo("ENCR_AES_CBC");
        assertThat(TransformNames.of(1, 20)).isEqualTo("ENCR_AES_GCM_16");
        assertThat(TransformNames.of(1, 28)).isEqualTo("ENCR_CHACHA20_POLY1305");
        assertThat(TransformNames.of(2, 6)).isEqualTo("PRF_HMAC_SHA2_384");
        assertThat(TransformNames.of(3, 0)).isEqualTo("NONE");
        assertThat(TransformNames.of(3, 13)).isEqualTo("AUTH_HMAC_SHA2_384_192");
        assertThat(TransformNames.of(4, 31)).isEqualTo("Curve25519");
        assertThat(TransformNames.of(5, 1)).isEqualTo("Partially Transmitted 64-bit Sequential Numbers");
        assertThat(new Proposal.Transform(1, 20, 256)).hasToString("ENCR_AES_GCM_16_256");
    }

    /// RFC 9370 §2.2.1: additional key exchanges draw on the registry of type 4.
    @Test
    void additionalKeyExchangesAreNamedAsKeyExchangesAre() {
        for (int type = 6; type <= 12; type++) {
            assertThat(TransformNames.of(type, 36)).isEqualTo("ml-kem-768");
            assertThat(TransformNames.ofType(type)).isEqualTo("ADDKE" + (type - 5));
        }
    }

    @Test
    void whatIsNotRegisteredShowsItsNumbers() {
        assertThat(TransformNames.of(1, 1024)).isEqualTo("ENCR_1024");
        assertThat(TransformNames.of(4, 65535)).isEqualTo("KE_65535");
        assertThat(TransformNames.of(200, 7)).isEqualTo("TRANSFORM_200_7");
    }

    @Test
    void noTwoTransformsOfOneTypeShareAName() {
        for (int type = 1; type <= 5; type++) {
            List<String> names = new ArrayList<>();
            for (int id = 0; id < 1100; id++) {
                names.add(TransformNames.of(type, id));
            }
            assertThat(names).doesNotHaveDuplicates();
        }
    }
}
