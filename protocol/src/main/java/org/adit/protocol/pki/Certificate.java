package org.adit.protocol.pki;

import java.time.Instant;
import java.util.List;
import org.adit.base.Bytes;
import org.adit.base.diagnosis.Result;
import org.adit.base.net.IpAddress;
import org.adit.protocol.crypto.VerifyingKey;

/// An X.509 certificate that was read within our bounds (R-5280-02): at most 16 KiB, at most 64 names, a key kind that
/// we have code for. Reading proves nothing: [ChainChecker] does.
public final class Certificate {
    private Certificate() {}

    public static Result<Certificate, PkiFailure> parse(Bytes der) {
        throw new UnsupportedOperationException("seam " + der);
    }

    public Bytes der() {
        throw new UnsupportedOperationException("seam");
    }

    public VerifyingKey key() {
        throw new UnsupportedOperationException("seam");
    }

    /// DER of the subject's Name.
    public Bytes subject() {
        throw new UnsupportedOperationException("seam");
    }

    /// RFC 4514 text of the subject, for people.
    public String subjectText() {
        throw new UnsupportedOperationException("seam");
    }

    /// DER of the issuer's Name.
    public Bytes issuer() {
        throw new UnsupportedOperationException("seam");
    }

    /// Lower-case hex.
    public String serial() {
        throw new UnsupportedOperationException("seam");
    }

    public Instant notBefore() {
        throw new UnsupportedOperationException("seam");
    }

    public Instant notAfter() {
        throw new UnsupportedOperationException("seam");
    }

    public List<String> dnsNames() {
        throw new UnsupportedOperationException("seam");
    }

    public List<String> mailNames() {
        throw new UnsupportedOperationException("seam");
    }

    public List<IpAddress> addresses() {
        throw new UnsupportedOperationException("seam");
    }

    /// SHA-256 of the DER.
    public Bytes fingerprint() {
        throw new UnsupportedOperationException("seam");
    }
}
