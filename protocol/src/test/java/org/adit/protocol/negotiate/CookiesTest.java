package org.adit.protocol.negotiate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.adit.base.Bytes;
import org.adit.base.Randomness;
import org.adit.base.net.Endpoint;
import org.adit.base.net.IpAddress;
import org.adit.base.time.Tick;
import org.adit.protocol.wire.IkeSpi;
import org.junit.jupiter.api.Test;

class CookiesTest {
    private static final IkeSpi SPI = new IkeSpi(42);
    private static final Bytes NONCE = Bytes.wrap(new byte[32]);
    private static final Endpoint PEER = new Endpoint(IpAddress.of("203.0.113.9"), 500);
    private static final Tick START = new Tick(-5);

    private final Cookies cookies = new Cookies(new FakeCrypto(), seeded(1));

    @Test
    void anIssuedCookieIsAccepted() {
        Bytes cookie = cookies.issue(SPI, NONCE, PEER, START);
        assertThat(cookie.length()).isBetween(1, 64); // RFC 7296 §2.6
        assertThat(cookies.accepts(cookie, SPI, NONCE, PEER, START)).isTrue();
    }

    @Test
    void aCookieIsBoundToAddressPortSpiAndNonce() {
        Bytes cookie = cookies.issue(SPI, NONCE, PEER, START);
        Endpoint otherHost = new Endpoint(IpAddress.of("203.0.113.10"), 500);
        Endpoint otherFamily = new Endpoint(IpAddress.of("2001:db8::9"), 500);
        assertThat(cookies.accepts(cookie, SPI, NONCE, otherHost, START)).isFalse();
        assertThat(cookies.accepts(cookie, SPI, NONCE, otherFamily, START)).isFalse();
        assertThat(cookies.accepts(cookie, SPI, NONCE, PEER.withPort(501), START))
                .isFalse();
        assertThat(cookies.accepts(cookie, new IkeSpi(43), NONCE, PEER, START)).isFalse();
        assertThat(cookies.accepts(cookie, SPI, NONCE.slice(0, 31), PEER, START))
                .isFalse();
    }

    @Test
    void everyChangedOctetAndEveryOtherLengthIsRefused() {
        Bytes cookie = cookies.issue(SPI, NONCE, PEER, START);
        for (int i = 0; i < cookie.length(); i++) {
            byte[] changed = cookie.toArray();
            changed[i] ^= 1;
            assertThat(cookies.accepts(Bytes.wrap(changed), SPI, NONCE, PEER, START))
                    .isFalse();
            assertThat(cookies.accepts(cookie.slice(0, i), SPI, NONCE, PEER, START))
                    .isFalse();
        }
        assertThat(cookies.accepts(cookie.plus(Bytes.ofHex("00")), SPI, NONCE, PEER, START))
                .isFalse();
    }

    @Test
    void thePreviousSecretIsStillAcceptedAndTheOneBeforeIsNot() {
        Bytes first = cookies.issue(SPI, NONCE, PEER, START);
        Tick second = START.plus(Cookies.LIFE);
        assertThat(cookies.issue(SPI, NONCE, PEER, second)).isNotEqualTo(first);
        assertThat(cookies.accepts(first, SPI, NONCE, PEER, second.plus(Duration.ofSeconds(119))))
                .isTrue();
        Tick third = second.plus(Cookies.LIFE);
        assertThat(cookies.accepts(first, SPI, NONCE, PEER, third)).isFalse();
    }

    @Test
    void aLongSilenceEndsOldSecretsToo() {
        Bytes first = cookies.issue(SPI, NONCE, PEER, START);
        assertThat(cookies.accepts(first, SPI, NONCE, PEER, START.plus(Duration.ofMinutes(10))))
                .isFalse();
    }

    @Test
    void generationsGoOnBeyondTheirOctet() {
        Tick now = START;
        for (int i = 0; i < 600; i++) {
            Bytes cookie = cookies.issue(SPI, NONCE, PEER, now);
            now = now.plus(Cookies.LIFE);
            assertThat(cookies.accepts(cookie, SPI, NONCE, PEER, now)).isTrue();
        }
    }

    @Test
    void aCookieOfAnotherGatewayIsRefused() {
        Bytes foreign = new Cookies(new FakeCrypto(), seeded(2)).issue(SPI, NONCE, PEER, START);
        assertThat(cookies.accepts(foreign, SPI, NONCE, PEER, START)).isFalse();
    }

    private static Randomness seeded(long seed) {
        return new Random(seed)::nextBytes;
    }
}
