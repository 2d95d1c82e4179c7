package org.adit.protocol.pki;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.adit.base.Bytes;
import org.adit.base.diagnosis.Result;
import org.adit.base.secret.Secret;

/// Certificates and keys as text. RFC 7468. Text around the blocks is allowed, other blocks are passed over.
public final class Pem {
    private static final String CERTIFICATE = "CERTIFICATE";
    private static final String PRIVATE_KEY = "PRIVATE KEY";
    private static final int MAX_TEXT = 1024 * 1024;
    private static final int MAX_BLOCKS = 256;
    private static final byte[] LINE_END = {'\n'};

    private Pem() {}

    public static String write(List<Certificate> certificates) {
        StringBuilder text = new StringBuilder();
        for (Certificate certificate : certificates) {
            byte[] block = block(CERTIFICATE, certificate.der().toArray());
            text.append(new String(block, StandardCharsets.US_ASCII));
        }
        return text.toString();
    }

    /// All certificates in the order of the text, at least one.
    public static Result<List<Certificate>, PkiFailure> certificates(String text) {
        Optional<List<byte[]>> blocks = blocks(CERTIFICATE, text.getBytes(StandardCharsets.UTF_8));
        if (blocks.isEmpty() || blocks.get().isEmpty()) {
            return Result.failed(new PkiFailure.UnreadablePem(CERTIFICATE, why(blocks)));
        }
        List<Certificate> certificates = new ArrayList<>();
        for (byte[] der : blocks.get()) {
            switch (Certificate.parse(Bytes.wrap(der))) {
                case Result.Ok<Certificate, PkiFailure>(Certificate certificate) -> certificates.add(certificate);
                case Result.Failed<Certificate, PkiFailure>(PkiFailure failure) -> {
                    return Result.failed(failure);
                }
            }
        }
        return Result.ok(List.copyOf(certificates));
    }

    /// `pkcs8` as text. RFC 5958.
    public static Secret writePrivateKey(Secret pkcs8) {
        return pkcs8.use(der -> Secret.own(block(PRIVATE_KEY, der)));
    }

    /// The DER of the first PKCS#8 key, not encrypted.
    public static Result<Secret, PkiFailure> privateKey(Secret text) {
        Optional<List<byte[]>> blocks = text.use(octets -> blocks(PRIVATE_KEY, octets));
        if (blocks.isEmpty() || blocks.get().isEmpty()) {
            return Result.failed(new PkiFailure.UnreadablePem(PRIVATE_KEY, why(blocks)));
        }
        List<byte[]> keys = blocks.get();
        keys.subList(1, keys.size()).forEach(other -> Arrays.fill(other, (byte) 0));
        return Result.ok(Secret.own(keys.getFirst()));
    }

    private static String why(Optional<List<byte[]>> blocks) {
        return blocks.isPresent() ? "there is no such block in it" : "a block is not closed, not Base64 or too large";
    }

    private static byte[] block(String label, byte[] der) {
        byte[] begin = line("BEGIN", label);
        byte[] end = line("END", label);
        byte[] body = Base64.getMimeEncoder(64, LINE_END).encode(der);
        byte[] block = new byte[begin.length + body.length + 1 + end.length];
        System.arraycopy(begin, 0, block, 0, begin.length);
        System.arraycopy(body, 0, block, begin.length, body.length);
        block[begin.length + body.length] = '\n';
        System.arraycopy(end, 0, block, begin.length + body.length + 1, end.length);
        Arrays.fill(body, (byte) 0);
        return block;
    }

    private static byte[] line(String word, String label) {
        return ("-----" + word + " " + label + "-----\n").getBytes(StandardCharsets.US_ASCII);
    }

    /// The contents of all blocks with this label; empty if one is broken.
    private static Optional<List<byte[]>> blocks(String label, byte[] text) {
        if (text.length > MAX_TEXT) {
            return Optional.empty();
        }
        byte[] begin = marker("BEGIN", label);
        byte[] end = marker("END", label);
        List<byte[]> blocks = new ArrayList<>();
        int at = find(text, begin, 0);
        while (at >= 0 && blocks.size() < MAX_BLOCKS) {
            int bodyAt = at + begin.length;
            int bodyEnd = find(text, end, bodyAt);
            Optional<byte[]> der = bodyEnd < 0 ? Optional.empty() : base64(text, bodyAt, bodyEnd);
            if (der.isEmpty()) {
                return Optional.empty();
            }
            blocks.add(der.get());
            at = find(text, begin, bodyEnd + end.length);
        }
        return Optional.of(blocks);
    }

    private static byte[] marker(String word, String label) {
        return ("-----" + word + " " + label + "-----").getBytes(StandardCharsets.US_ASCII);
    }

    private static int find(byte[] text, byte[] wanted, int from) {
        for (int at = from; at <= text.length - wanted.length; at++) {
            if (Arrays.equals(text, at, at + wanted.length, wanted, 0, wanted.length)) {
                return at;
            }
        }
        return -1;
    }

    private static Optional<byte[]> base64(byte[] text, int from, int to) {
        byte[] dense = new byte[to - from];
        int length = 0;
        for (int i = from; i < to; i++) {
            if (text[i] != ' ' && text[i] != '\n' && text[i] != '\r' && text[i] != '\t') {
                dense[length++] = text[i];
            }
        }
        byte[] exact = Arrays.copyOf(dense, length);
        try {
            return length == 0
                    ? Optional.empty()
                    : Optional.of(Base64.getDecoder().decode(exact));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        } finally {
            Arrays.fill(dense, (byte) 0);
            Arrays.fill(exact, (byte) 0);
        }
    }
}
