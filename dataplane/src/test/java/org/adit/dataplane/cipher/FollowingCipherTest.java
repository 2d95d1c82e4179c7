package org.adit.dataplane.cipher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.adit.protocol.crypto.EspCipher;
import org.adit.protocol.ipsec.EspKeys;
import org.adit.protocol.ipsec.EspSuite;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// An SA that began before the choice was final.
final class FollowingCipherTest {
    private static final int PAYLOAD_OCTETS = 64;

    private final List<String> sealedBy = new ArrayList<>();
    private final List<String> closed = new ArrayList<>();
    private final Engine first = named(CipherEngine.JDK);
    private final Engine better = named(CipherEngine.LIBCRYPTO);
    private final Engine best = named(CipherEngine.IPSEC_MB);
    private final ByteBuffer clear = ByteBuffer.allocateDirect(PAYLOAD_OCTETS);
    private final ByteBuffer packet = ByteBuffer.allocateDirect(2 * PAYLOAD_OCTETS);
    private Standing standing = new Standing(first, Map.of(), report(), false);

    private final EspSuite suite = Protection.all().getFirst().suite(true);
    private final EspKeys keys = KnownAnswers.keys(suite);
    private final EspCipher reference = EnginesUnderTest.cipher(EnginesUnderTest.JDK, suite);
    private final FollowingCipher following =
            new FollowingCipher(suite, keys, () -> standing, EnginesUnderTest.RANDOMNESS);

    private static EngineReport report() {
        return new EngineReport(EngineSwitch.AUTO, List.of(), List.of());
    }

    @AfterEach
    void close() {
        following.close();
        reference.close();
    }

    /// The JDK's under another name, which tells what it is asked for.
    private Engine named(CipherEngine name) {
        return new Engine(name, "9.9", Protection.all(), (suite, keys, randomness) -> {
            EspCipher right = EnginesUnderTest.JDK.ciphers().cipher(suite, keys, randomness);
            return new Telling(name.toString(), right, sealedBy, closed);
        });
    }

    private record Telling(String name, EspCipher right, List<String> sealedBy, List<String> closed)
            implements AroundCipher {

        @Override
        public void seal(ByteBuffer from, int payload, int payloadOctets, ByteBuffer to, int esp, long sequence) {
            sealedBy.add(name);
            right.seal(from, payload, payloadOctets, to, esp, sequence);
        }

        @Override
        public void close() {
            closed.add(name);
            right.close();
        }
    }

    private void chosen(Engine engine, boolean last) {
        standing = new Standing(first, Map.of(Protection.of(suite), engine), report(), last);
    }

    /// A packet out and back, the other side being one that never changes.
    private void packet(long sequence) {
        int octets = 8 + following.ivOctets() + PAYLOAD_OCTETS + following.icvOctets();
        clear.putLong(0, sequence);
        packet.putInt(4, (int) sequence);
        following.seal(clear, 0, PAYLOAD_OCTETS, packet, 0, sequence);
        assertThat(packet.getLong(8)).as("the IV").isEqualTo(sequence);
        clear.putLong(0, 0);
        assertThat(reference.open(packet, 0, octets, clear, 0, sequence)).isTrue();
        assertThat(clear.getLong(0)).isEqualTo(sequence);
        assertThat(following.open(packet, 0, octets, clear, 0, sequence)).isTrue();
    }

    @Test
    void eachPacketGoesToTheEngineOfTheMoment() {
        packet(1);
        chosen(better, false);
        packet(2);
        packet(3);
        chosen(best, true);
        packet(4);
        assertThat(sealedBy).containsExactly("jdk", "libcrypto", "libcrypto", "ipsec-mb");
        assertThat(closed).containsExactly("jdk", "libcrypto");
    }

    @Test
    void keysAreKeptUntilTheChoiceIsFinalAndNoLonger() {
        chosen(better, false);
        packet(1);
        assertThat(keys.encryption().<Integer>use(octets -> octets.length))
                .isEqualTo(keys.encryption().length());
        chosen(better, true);
        packet(2);
        assertThatThrownBy(() -> keys.encryption().<Integer>use(octets -> octets.length))
                .isInstanceOf(IllegalStateException.class);
        assertThat(closed).as("the engine stays, and so does its cipher").containsExactly("jdk");
        chosen(best, true);
        packet(3);
        assertThat(sealedBy).doesNotContain("ipsec-mb");
    }

    @Test
    void whoIsClosedBeforeForgetsTheKeysToo() {
        packet(1);
        following.close();
        assertThatThrownBy(() -> keys.encryption().<Integer>use(octets -> octets.length))
                .isInstanceOf(IllegalStateException.class);
        assertThat(closed).containsExactly("jdk");
    }
}
