package org.adit.systemtest.trial;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.adit.base.Bytes;
import org.adit.base.net.IpAddress;
import org.adit.base.secret.Secret;
import org.adit.lab.capture.EspSaKeys;
import org.adit.lab.capture.EspSaKeys.EspCipher;
import org.adit.lab.capture.IkeSaKeys;
import org.adit.lab.capture.IkeSaKeys.IkeCipherName;
import org.adit.protocol.crypto.EncryptionAlgorithm;
import org.adit.protocol.crypto.IntegrityAlgorithm;
import org.adit.protocol.exchange.IkeKeySight;
import org.adit.protocol.ike.KeyWitness;
import org.adit.protocol.ipsec.ChildSaSpec;
import org.adit.protocol.ipsec.EspKeys;
import org.adit.protocol.ipsec.Spi;

/// Keys that one end of a test's connection used, in a file of the world: a line for each IKE SA and for each direction
/// of a Child SA. One end knows those of both.
public final class KeyNotes implements KeyWitness {
    private static final String NOTHING = "-";
    private static final HexFormat HEX = HexFormat.of();

    private final Path file;

    public KeyNotes(Path file) {
        this.file = file;
    }

    @Override
    public void onIkeKeys(IkeKeySight keys) {
        note(
                "ike",
                keys.initiatorSpi().toString(),
                keys.responderSpi().toString(),
                keys.suite().encryption().name(),
                keys.suite().integrity().map(Enum::name).orElse(NOTHING),
                keys.encryptionInitiator().hex(),
                keys.encryptionResponder().hex(),
                keys.integrityInitiator().hex(),
                keys.integrityResponder().hex());
    }

    @Override
    public void onChildKeys(ChildSaSpec spec) {
        IpAddress local = spec.path().local().address();
        IpAddress peer = spec.path().peer().address();
        noteEsp(peer, local, spec.inboundSpi(), spec, spec.inboundKeys());
        noteEsp(local, peer, spec.outboundSpi(), spec, spec.outboundKeys());
    }

    private void noteEsp(IpAddress from, IpAddress to, Spi spi, ChildSaSpec spec, EspKeys keys) {
        note(
                "esp",
                from.toString(),
                to.toString(),
                spi.toString(),
                spec.suite().encryption().name(),
                spec.suite().integrity().map(Enum::name).orElse(NOTHING),
                hex(keys.encryption()),
                hex(keys.integrity()));
    }

    private void note(String... words) {
        String line = String.join(" ", Stream.of(words).map(KeyNotes::word).toList());
        try {
            Files.writeString(file, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException full) {
            throw new UncheckedIOException(full);
        }
    }

    public List<IkeSaKeys> ike() {
        return lines("ike")
                .map(words -> new IkeSaKeys(
                        Bytes.ofHex(words[1]),
                        Bytes.ofHex(words[2]),
                        ikeCipher(words[3], words[4]),
                        octets(words[5]),
                        octets(words[6]),
                        octets(words[7]),
                        octets(words[8])))
                .toList();
    }

    /// `seen` makes of an address the one by which it is known where packets were captured.
    public List<EspSaKeys> esp(UnaryOperator<IpAddress> seen) {
        return lines("esp")
                .map(words -> new EspSaKeys(
                        seen.apply(IpAddress.of(words[1])),
                        seen.apply(IpAddress.of(words[2])),
                        Integer.parseUnsignedInt(words[3], 16),
                        espCipher(words[4], words[5]),
                        octets(words[6]),
                        octets(words[7])))
                .toList();
    }

    private Stream<String[]> lines(String kind) {
        if (Files.notExists(file)) {
            return Stream.empty();
        }
        try {
            return Files.readAllLines(file).stream()
                    .map(line -> line.split(" ", -1))
                    .filter(words -> words[0].equals(kind));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static IkeCipherName ikeCipher(String encryption, String integrity) {
        return switch (EncryptionAlgorithm.valueOf(encryption)) {
            case AES_256_GCM_16 -> IkeCipherName.AES_GCM_16_256;
            case AES_128_GCM_16 -> IkeCipherName.AES_GCM_16_128;
            case AES_256_CBC ->
                switch (IntegrityAlgorithm.valueOf(integrity)) {
                    case HMAC_SHA2_256_128 -> IkeCipherName.AES_CBC_256_HMAC_SHA2_256_128;
                    case HMAC_SHA2_384_192 -> IkeCipherName.AES_CBC_256_HMAC_SHA2_384_192;
                    case HMAC_SHA2_512_256 -> IkeCipherName.AES_CBC_256_HMAC_SHA2_512_256;
                };
            case AES_128_CBC, CHACHA20_POLY1305 -> throw new IllegalStateException("tshark has no " + encryption);
        };
    }

    private static EspCipher espCipher(String encryption, String integrity) {
        return switch (EncryptionAlgorithm.valueOf(encryption)) {
            case AES_256_GCM_16, AES_128_GCM_16 -> EspCipher.AES_GCM_16;
            case AES_256_CBC, AES_128_CBC ->
                switch (IntegrityAlgorithm.valueOf(integrity)) {
                    case HMAC_SHA2_256_128 -> EspCipher.AES_CBC_HMAC_SHA2_256_128;
                    case HMAC_SHA2_384_192 -> EspCipher.AES_CBC_HMAC_SHA2_384_192;
                    case HMAC_SHA2_512_256 -> EspCipher.AES_CBC_HMAC_SHA2_512_256;
                };
            case CHACHA20_POLY1305 -> throw new IllegalStateException("tshark has no " + encryption);
        };
    }

    private static String hex(Secret secret) {
        return secret.use(HEX::formatHex);
    }

    private static String word(String text) {
        return text.isEmpty() ? NOTHING : text;
    }

    private static Bytes octets(String word) {
        return word.equals(NOTHING) ? Bytes.EMPTY : Bytes.ofHex(word);
    }
}
