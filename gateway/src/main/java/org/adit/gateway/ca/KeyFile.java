package org.adit.gateway.ca;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.adit.base.Bytes;
import org.adit.base.diagnosis.Result;
import org.adit.base.secret.Secret;
import org.adit.protocol.crypto.GeneratedKey;
import org.adit.protocol.crypto.KeyKind;
import org.adit.protocol.crypto.SignatureScheme;
import org.adit.protocol.crypto.SigningKey;
import org.adit.protocol.crypto.SigningKeys;
import org.adit.protocol.pki.Certificate;
import org.adit.protocol.pki.Pem;
import org.adit.protocol.pki.PkiFailure;

/// A private key and its certificate in one PEM file, so that a crash can never leave one without the other.
record KeyFile(Certificate certificate, SigningKey key) {
    private static final Bytes PROBE = Bytes.ofUtf8("does this key belong to this certificate?");

    static Result<KeyFile, CaFailure> load(KeyFolder folder, String name) {
        return folder.read(name).then(text -> {
            try (text) {
                return parse(folder, name, text);
            }
        });
    }

    static Result<KeyFile, CaFailure> store(KeyFolder folder, String name, GeneratedKey key, Certificate certificate) {
        try (Secret keyText = Pem.writePrivateKey(key.pkcs8());
                Secret whole = joined(keyText, Pem.write(List.of(certificate)))) {
            return folder.write(name, whole).map(_ -> new KeyFile(certificate, key.signingKey()));
        }
    }

    private static Secret joined(Secret key, String certificate) {
        byte[] tail = certificate.getBytes(StandardCharsets.US_ASCII);
        return key.use(head -> {
            byte[] all = new byte[head.length + tail.length];
            System.arraycopy(head, 0, all, 0, head.length);
            System.arraycopy(tail, 0, all, head.length, tail.length);
            return Secret.own(all);
        });
    }

    private static Result<KeyFile, CaFailure> parse(KeyFolder folder, String name, Secret text) {
        Optional<Certificate> certificate = text.use(KeyFile::certificate);
        Optional<SigningKey> key = switch (Pem.privateKey(text)) {
            case Result.Ok<Secret, PkiFailure>(Secret pkcs8) -> {
                try (pkcs8) {
                    yield SigningKeys.fromPkcs8(pkcs8);
                }
            }
            case Result.Failed<Secret, PkiFailure> _ -> Optional.empty();
        };
        if (certificate.isEmpty() || key.isEmpty()) {
            String missing = key.isEmpty() ? "there is no private key that we accept" : "there is no certificate";
            return Result.failed(new CaFailure.Broken(folder.path(name), missing));
        }
        if (!belong(key.get(), certificate.get())) {
            return Result.failed(new CaFailure.Broken(folder.path(name), "key and certificate do not belong together"));
        }
        return Result.ok(new KeyFile(certificate.get(), key.get()));
    }

    // The text holds the key as well, so only the part from the certificate on becomes a String.
    private static Optional<Certificate> certificate(byte[] text) {
        byte[] begin = "-----BEGIN CERTIFICATE".getBytes(StandardCharsets.US_ASCII);
        for (int at = 0; at + begin.length <= text.length; at++) {
            if (Arrays.equals(text, at, at + begin.length, begin, 0, begin.length)) {
                String tail = new String(text, at, text.length - at, StandardCharsets.UTF_8);
                return switch (Pem.certificates(tail)) {
                    case Result.Ok<List<Certificate>, PkiFailure>(var all) -> Optional.of(all.getFirst());
                    case Result.Failed<List<Certificate>, PkiFailure> _ -> Optional.empty();
                };
            }
        }
        return Optional.empty();
    }

    private static boolean belong(SigningKey key, Certificate certificate) {
        SignatureScheme scheme = probe(key.kind());
        return certificate.key().kind() == key.kind()
                && certificate.key().verify(scheme, PROBE, key.sign(scheme, PROBE));
    }

    private static SignatureScheme probe(KeyKind kind) {
        return switch (kind) {
            case RSA -> SignatureScheme.RSA_PKCS1_SHA2_256;
            case EC_P256, EC_P384, EC_P521 -> SignatureScheme.ECDSA_SHA2_256;
            case ED25519 -> SignatureScheme.ED25519;
        };
    }
}
