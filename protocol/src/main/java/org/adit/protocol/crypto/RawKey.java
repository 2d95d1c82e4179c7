package org.adit.protocol.crypto;

import java.util.Arrays;
import javax.crypto.SecretKey;
import org.adit.base.secret.Secret;

/// A symmetric key for JCA that can be wiped, which `SecretKeySpec` cannot.
final class RawKey implements SecretKey {
    private final String algorithm;
    private final transient byte[] octets;
    private boolean destroyed;

    private RawKey(String algorithm, byte[] octets) {
        this.algorithm = algorithm;
        this.octets = octets;
    }

    static RawKey of(String algorithm, Secret secret) {
        return secret.use(all -> new RawKey(algorithm, all.clone()));
    }

    /// The octets `[from, to)` of `secret`.
    static RawKey of(String algorithm, Secret secret, int from, int to) {
        return secret.use(all -> new RawKey(algorithm, Arrays.copyOfRange(all, from, to)));
    }

    @Override
    public String getAlgorithm() {
        return algorithm;
    }

    @Override
    public String getFormat() {
        return "RAW";
    }

    @Override
    public byte[] getEncoded() {
        if (destroyed) {
            throw new IllegalStateException("this key was wiped");
        }
        return octets.clone();
    }

    @Override
    public void destroy() {
        Arrays.fill(octets, (byte) 0);
        destroyed = true;
    }

    @Override
    public boolean isDestroyed() {
        return destroyed;
    }

    @Override
    public String toString() {
        return "RawKey[" + algorithm + "]";
    }
}
