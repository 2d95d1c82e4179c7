package org.adit.protocol.pki;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.adit.base.Bytes;
import org.adit.protocol.crypto.HashAlgorithm;
import org.adit.protocol.crypto.SignatureScheme;

/// The AlgorithmIdentifiers of signatures that we know, as DER to be compared and never interpreted (R-7427-02). The
/// same table serves certificates and AUTH of method 14. Sources: RFC 7427 Appendix A, 4055, 5758, 8410.
public final class SignatureAlgorithms {
    private static final String NULL = "0500";
    private static final String TRAILER_1 = "a303020101";

    private static final Map<SignatureScheme, Bytes> WRITTEN = new EnumMap<>(SignatureScheme.class);
    private static final Map<Bytes, SignatureScheme> READ = new HashMap<>();

    static {
        for (SignatureScheme scheme : SignatureScheme.values()) {
            List<Bytes> forms = forms(scheme);
            WRITTEN.put(scheme, forms.getFirst());
            forms.forEach(form -> READ.put(form, scheme));
        }
    }

    private SignatureAlgorithms() {}

    /// Empty for everything else, RSASSA-PSS with empty or default (SHA-1) parameters included.
    public static Optional<SignatureScheme> read(Bytes algorithmIdentifier) {
        return Optional.ofNullable(READ.get(algorithmIdentifier));
    }

    public static Bytes write(SignatureScheme scheme) {
        return WRITTEN.getOrDefault(scheme, Bytes.EMPTY);
    }

    /// The form that we write comes first.
    private static List<Bytes> forms(SignatureScheme scheme) {
        return switch (scheme) {
            case RSA_PSS_SHA2_256, RSA_PSS_SHA2_384, RSA_PSS_SHA2_512 -> pss(scheme.hash());
            case RSA_PKCS1_SHA2_256 -> pkcs1("0b");
            case RSA_PKCS1_SHA2_384 -> pkcs1("0c");
            case RSA_PKCS1_SHA2_512 -> pkcs1("0d");
            case ECDSA_SHA2_256 -> List.of(sequence("06082a8648ce3d040302"));
            case ECDSA_SHA2_384 -> List.of(sequence("06082a8648ce3d040303"));
            case ECDSA_SHA2_512 -> List.of(sequence("06082a8648ce3d040304"));
            case ED25519 -> List.of(sequence("06032b6570"));
        };
    }

    // RFC 4055 §5: NULL is written; absent parameters are accepted too.
    private static List<Bytes> pkcs1(String lastArc) {
        String oid = "06092a864886f70d0101" + lastArc;
        return List.of(sequence(oid + NULL), sequence(oid));
    }

    /// The salt is as long as the hash and MGF1 uses the same hash. RFC 7427 A.4.3 shows the trailer field although
    /// it has its default value; strict DER leaves it out. Both are met, with and without NULL in the hash's
    /// identifier.
    private static List<Bytes> pss(HashAlgorithm hash) {
        List<Bytes> forms = new ArrayList<>();
        for (String trailer : List.of(TRAILER_1, "")) {
            for (String parameters : List.of(NULL, "")) {
                String digest = sequence(digestOid(hash) + parameters).hex();
                String mgf1 = sequence("06092a864886f70d010108" + digest).hex();
                String fields = tagged("a0", digest) + tagged("a1", mgf1) + tagged("a2", saltLength(hash)) + trailer;
                forms.add(sequence("06092a864886f70d01010a" + tagged("30", fields)));
            }
        }
        return forms;
    }

    private static String digestOid(HashAlgorithm hash) {
        String arc = switch (hash) {
            case SHA2_256 -> "01";
            case SHA2_384 -> "02";
            case SHA2_512 -> "03";
            case IDENTITY -> throw new IllegalArgumentException("no digest goes with " + hash);
        };
        return "06096086480165030402" + arc;
    }

    private static String saltLength(HashAlgorithm hash) {
        return switch (hash) {
            case SHA2_256 -> "020120";
            case SHA2_384 -> "020130";
            case SHA2_512 -> "020140";
            case IDENTITY -> throw new IllegalArgumentException("no salt goes with " + hash);
        };
    }

    private static Bytes sequence(String content) {
        return Bytes.ofHex(tagged("30", content));
    }

    private static String tagged(String tag, String content) {
        return tag + String.format("%02x", content.length() / 2) + content;
    }
}
