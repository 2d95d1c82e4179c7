package org.adit.app.bench.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.adit.base.net.Endpoint;
import org.adit.base.net.IpAddress;
import org.adit.base.secret.Secret;
import org.adit.protocol.crypto.EncryptionAlgorithm;
import org.adit.protocol.crypto.JcaCrypto;
import org.adit.protocol.ipsec.ChildSaSpec;
import org.adit.protocol.ipsec.EspKeys;
import org.adit.protocol.ipsec.EspSuite;
import org.adit.protocol.ipsec.Path;
import org.adit.protocol.ipsec.SaLimits;
import org.adit.protocol.ipsec.Spi;
import org.junit.jupiter.api.Test;

class NonceWatchTest {
    private static final Endpoint HERE = new Endpoint(IpAddress.of("192.0.2.1"), 4500);

    private final NonceWatch watch = new NonceWatch(JcaCrypto.create()::sha256);

    private static ChildSaSpec pair(int inbound, int outbound, int inboundKey, int outboundKey) {
        return new ChildSaSpec(
                new Spi(inbound),
                new Spi(outbound),
                new EspSuite(EncryptionAlgorithm.AES_256_GCM_16, Optional.empty(), true),
                keys(inboundKey),
                keys(outboundKey),
                List.of(),
                List.of(),
                new Path(HERE, HERE),
                new SaLimits(0, 0, 0, 0),
                true);
    }

    private static EspKeys keys(int number) {
        byte[] key = new byte[36];
        key[0] = (byte) number;
        return new EspKeys(Secret.own(key), Secret.own(new byte[0]));
    }

    @Test
    void countersThatGoOnRepeatNothing() {
        watch.onKeys(pair(1000, 2000, 1, 2));
        watch.toClient(1000, 1);
        watch.toClient(1000, 3);
        watch.toClient(1000, 2); // overtaken, not repeated
        watch.toGateway(2000, 1);
        assertThat(watch.repeats()).isZero();
        assertThat(watch.packets()).isEqualTo(4);
        assertThat(watch.keys()).isEqualTo(2);
    }

    @Test
    void anIvThatComesTwiceUnderOneKeyIsFound() {
        watch.onKeys(pair(1000, 2000, 1, 2));
        watch.toClient(1000, 1);
        watch.toClient(1000, 2);
        watch.toClient(1000, 1);
        assertThat(watch.repeats()).isOne();
    }

    @Test
    void aKeyThatIsMadeTwiceIsFound() {
        watch.onKeys(pair(1000, 2000, 1, 2));
        watch.onKeys(pair(1001, 2001, 3, 1));
        assertThat(watch.repeats()).isOne();
    }

    @Test
    void anSpiThatIsUsedAgainUnderAnotherKeyStartsAnew() {
        watch.onKeys(pair(1000, 2000, 1, 2));
        watch.toClient(1000, 1);
        watch.onKeys(pair(1000, 2001, 3, 4));
        watch.toClient(1000, 1);
        assertThat(watch.repeats()).isZero();
    }
}
