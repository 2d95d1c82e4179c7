package org.adit.protocol.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.adit.base.Bytes;
import org.adit.protocol.crypto.Engines.Engine;
import org.adit.protocol.crypto.KeyExchange.Agreement;
import org.adit.protocol.crypto.Vectors.Case;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

final class KeyExchangeVectorsTest {
    private static final Map<Integer, Curve> CURVES = Map.of(19, Curve.P256, 20, Curve.P384, 21, Curve.P521);

    static Stream<Arguments> curves() {
        return Engines.all()
                .flatMap(engine -> Stream.of(
                        Arguments.of(engine, KeyExchangeMethod.ECP_256, Curve.P256),
                        Arguments.of(engine, KeyExchangeMethod.ECP_384, Curve.P384),
                        Arguments.of(engine, KeyExchangeMethod.ECP_521, Curve.P521)));
    }

    // The points come with 04 in front, which IKE leaves off.
    @ParameterizedTest
    @MethodSource("curves")
    void pointsOfNistCurvesAgreeOrAreRefusedAsWycheproofSays(Engine engine, KeyExchangeMethod method, Curve curve) {
        String file = "ecdh_" + curve.jcaName() + "_ecpoint_test.json";
        Tally tally = new Tally(file, engine.name());
        EcpExchange exchange = new EcpExchange(engine.jca(), method, curve);
        for (Case vector : Vectors.wycheproof(file)) {
            Bytes encoded = vector.hex("public");
            boolean uncompressed = !encoded.isEmpty() && encoded.at(0) == 4;
            Bytes point = uncompressed ? encoded.slice(1, encoded.length()) : encoded;
            tally.check(vector, ecdh(exchange, vector, Optional.of(point)));
        }
        tally.close();
    }

    // Where the public value is a SubjectPublicKeyInfo, our reader of certificate keys stands in front.
    @ParameterizedTest
    @MethodSource("curves")
    void encodedKeysOfNistCurvesAgreeOrAreRefusedAsWycheproofSays(
            Engine engine, KeyExchangeMethod method, Curve curve) {
        String file = "ecdh_" + curve.jcaName() + "_test.json";
        Tally tally = new Tally(file, engine.name());
        EcpExchange exchange = new EcpExchange(engine.jca(), method, curve);
        for (Case vector : Vectors.wycheproof(file)) {
            Optional<Bytes> point = VerifyingKeys.read(engine.jca(), vector.hex("public"))
                    .map(key -> key.subjectPublicKeyInfo())
                    .map(spki -> spki.slice(Math.max(0, spki.length() - 2 * curve.fieldOctets()), spki.length()));
            tally.check(vector, ecdh(exchange, vector, point));
        }
        tally.close();
    }

    private static boolean ecdh(EcpExchange exchange, Case vector, Optional<Bytes> point) {
        Optional<Bytes> secret = point.flatMap(octets -> secret(exchange.agree(
                exchange.privateValue(
                        new BigInteger(vector.test().get("private").asString(), 16)),
                octets,
                Bytes.EMPTY)));
        if (vector.is("valid")) {
            return secret.equals(Optional.of(vector.hex("shared")));
        }
        // "acceptable" encodings are ones that IKE does not have.
        return secret.isEmpty();
    }

    // RFC 5903 §8
    @ParameterizedTest
    @MethodSource("org.adit.protocol.crypto.Engines#all")
    void theExamplesOfRfc5903Agree(Engine engine) {
        for (JsonNode example : Vectors.json("rfc/rfc5903-ecp-ke-payloads.json")) {
            Curve curve = CURVES.get(example.get("group").asInt());
            EcpExchange exchange = new EcpExchange(engine.jca(), KeyExchangeMethod.ECP_256, curve);
            for (String[] side : new String[][] {{"i", "gr"}, {"r", "gi"}}) {
                String point = example.get(side[1] + "x").asString()
                        + example.get(side[1] + "y").asString();
                Agreement agreement = exchange.agree(
                        exchange.privateValue(
                                new BigInteger(example.get(side[0]).asString(), 16)),
                        Bytes.ofHex(point),
                        Bytes.EMPTY);
                assertThat(secret(agreement))
                        .contains(Bytes.ofHex(example.get("girx").asString()));
            }
        }
    }

    @Test
    void x25519AgreesAsWycheproofSaysAndRefusesSmallOrders() {
        Tally tally = new Tally("x25519_test.json", "JDK");
        for (Case vector : Vectors.wycheproof("x25519_test.json")) {
            Optional<Bytes> secret = secret(new MontgomeryExchange()
                    .agree(MontgomeryExchange.privateValue(vector.hex("private")), vector.hex("public"), Bytes.EMPTY));
            // RFC 8031 §4 makes refusing all zeros a must; all other "acceptable" ones are RFC 7748 §5 as written.
            tally.check(
                    vector,
                    vector.has("ZeroSharedSecret")
                            ? secret.isEmpty()
                            : secret.equals(Optional.of(vector.hex("shared"))));
        }
        tally.close();
    }

    static Optional<Bytes> secret(Agreement agreement) {
        return switch (agreement) {
            case Agreement.Agreed agreed -> Optional.of(agreed.secret().use(Bytes::of));
            case Agreement.Refused _ -> Optional.empty();
        };
    }
}
