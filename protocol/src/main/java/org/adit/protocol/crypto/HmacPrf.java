package org.adit.protocol.crypto;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;
import org.adit.base.Bytes;
import org.adit.base.secret.Secret;

/// HMAC-SHA-2 as a PRF (RFC 4868 §2.1.2): keys of any length, the output whole.
final class HmacPrf implements Prf {
    private static final Bytes NOTHING = Bytes.EMPTY;

    private final Jca jca;
    private final PrfAlgorithm algorithm;

    HmacPrf(Jca jca, PrfAlgorithm algorithm) {
        this.jca = jca;
        this.algorithm = algorithm;
    }

    @Override
    public PrfAlgorithm algorithm() {
        return algorithm;
    }

    @Override
    public Secret derive(Secret key, Bytes data) {
        return Secret.own(mac(key).doFinal(data.toArray()));
    }

    @Override
    public Bytes compute(Secret key, Bytes data) {
        return Bytes.wrap(mac(key).doFinal(data.toArray()));
    }

    @Override
    public Secret deriveFrom(Secret key, Secret secret, Bytes data) {
        Mac mac = mac(key);
        feed(mac, secret);
        return Secret.own(mac.doFinal(data.toArray()));
    }

    @Override
    public Secret expand(Secret key, Bytes seed, int octets) {
        try (Secret none = Secret.copyOf(NOTHING.toArray())) {
            return expandFrom(key, none, seed, octets);
        }
    }

    // RFC 7296 §2.13: T1 = prf(K, S | 1), Tn = prf(K, Tn-1 | S | n)
    @Override
    public Secret expandFrom(Secret key, Secret secret, Bytes seed, int octets) {
        int block = algorithm.outputOctets();
        if (octets < 0 || octets > 255 * block) {
            throw new IllegalArgumentException("prf+ gives at most 255 blocks, asked for " + octets + " octets");
        }
        Mac mac = mac(key);
        byte[] seedOctets = seed.toArray();
        byte[] expanded = new byte[octets];
        byte[] last = new byte[0];
        for (int n = 1, at = 0; at < octets; n++, at += block) {
            mac.update(last);
            feed(mac, secret);
            mac.update(seedOctets);
            byte[] next = mac.doFinal(new byte[] {(byte) n});
            Arrays.fill(last, (byte) 0);
            last = next;
            System.arraycopy(last, 0, expanded, at, Math.min(block, octets - at));
        }
        Arrays.fill(last, (byte) 0);
        return Secret.own(expanded);
    }

    private static void feed(Mac mac, Secret secret) {
        secret.use(octets -> {
            mac.update(octets);
            return octets.length;
        });
    }

    private Mac mac(Secret key) {
        RawKey raw = RawKey.of("HMAC", key);
        try {
            Mac mac = jca.mac(hmacName(algorithm));
            mac.init(raw);
            return mac;
        } catch (GeneralSecurityException e) {
            throw Jca.broken(e);
        } finally {
            raw.destroy();
        }
    }

    private static String hmacName(PrfAlgorithm algorithm) {
        return switch (algorithm) {
            case HMAC_SHA2_256 -> "HmacSHA256";
            case HMAC_SHA2_384 -> "HmacSHA384";
            case HMAC_SHA2_512 -> "HmacSHA512";
        };
    }
}
