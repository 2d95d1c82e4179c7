package org.adit.protocol.negotiate;

import static org.adit.protocol.crypto.EncryptionAlgorithm.AES_128_CBC;
import static org.adit.protocol.crypto.EncryptionAlgorithm.AES_128_GCM_16;
import static org.adit.protocol.crypto.EncryptionAlgorithm.AES_256_CBC;
import static org.adit.protocol.crypto.EncryptionAlgorithm.AES_256_GCM_16;
import static org.adit.protocol.crypto.EncryptionAlgorithm.CHACHA20_POLY1305;

import java.util.ArrayList;
import java.util.List;
import org.adit.protocol.crypto.CryptoProvider;
import org.adit.protocol.crypto.EncryptionAlgorithm;
import org.adit.protocol.crypto.IntegrityAlgorithm;
import org.adit.protocol.crypto.KeyExchangeMethod;
import org.adit.protocol.crypto.PrfAlgorithm;
import org.adit.protocol.negotiate.Tier.Slot;
import org.adit.protocol.wire.Proposal;
import org.adit.protocol.wire.Proposal.Transform;

/// The policies as tables of tiers, strongest first, without what failed the self-test. RFC 8247 and 8221 with what
/// later guidance took away: no SHA-1, no 3DES, no group below 14, and 14 only where compatibility was asked for.
final class PolicyTiers {
    private static final List<KeyExchangeMethod> STRONG_GROUPS = List.of(
            KeyExchangeMethod.CURVE25519,
            KeyExchangeMethod.ECP_384,
            KeyExchangeMethod.ECP_256,
            KeyExchangeMethod.ECP_521,
            KeyExchangeMethod.MODP_4096,
            KeyExchangeMethod.MODP_3072);
    private static final List<KeyExchangeMethod> COMPAT_GROUPS = List.of(KeyExchangeMethod.MODP_2048);
    private static final List<PrfAlgorithm> PRFS =
            List.of(PrfAlgorithm.HMAC_SHA2_512, PrfAlgorithm.HMAC_SHA2_384, PrfAlgorithm.HMAC_SHA2_256);
    private static final List<IntegrityAlgorithm> INTEGRITY = List.of(
            IntegrityAlgorithm.HMAC_SHA2_512_256,
            IntegrityAlgorithm.HMAC_SHA2_384_192,
            IntegrityAlgorithm.HMAC_SHA2_256_128);

    private final CryptoPolicy policy;
    private final CryptoProvider crypto;

    PolicyTiers(CryptoPolicy policy, CryptoProvider crypto) {
        this.policy = policy;
        this.crypto = crypto;
    }

    List<Tier> ike() {
        List<Tier> tiers = new ArrayList<>();
        tiers.add(ike(STRONG_GROUPS, AES_256_GCM_16, CHACHA20_POLY1305));
        if (policy != CryptoPolicy.MODERN) {
            tiers.add(ike(STRONG_GROUPS, AES_128_GCM_16));
            tiers.add(ike(STRONG_GROUPS, AES_256_CBC));
            tiers.add(ike(STRONG_GROUPS, AES_128_CBC));
        }
        if (policy == CryptoPolicy.COMPAT) {
            tiers.add(ike(COMPAT_GROUPS, AES_256_GCM_16));
            tiers.add(ike(COMPAT_GROUPS, AES_256_CBC));
        }
        return tiers.stream().filter(Tier::usable).toList();
    }

    /// Without key exchange: that slot depends on the exchange.
    List<Tier> child() {
        List<Tier> tiers = new ArrayList<>();
        tiers.add(child(AES_256_GCM_16, CHACHA20_POLY1305));
        if (policy != CryptoPolicy.MODERN) {
            tiers.add(child(AES_128_GCM_16));
            tiers.add(child(AES_256_CBC));
            tiers.add(child(AES_128_CBC));
        }
        return tiers.stream().filter(Tier::usable).toList();
    }

    /// Every group of this policy, best first.
    List<KeyExchangeMethod> groups() {
        List<KeyExchangeMethod> groups = new ArrayList<>(STRONG_GROUPS);
        if (policy == CryptoPolicy.COMPAT) {
            groups.addAll(COMPAT_GROUPS);
        }
        return groups.stream().filter(crypto::offers).toList();
    }

    private Tier ike(List<KeyExchangeMethod> groups, EncryptionAlgorithm... ciphers) {
        Slot prf = slot(
                Transform.PRF,
                PRFS.stream().filter(crypto::offers).map(Transforms::of).toList());
        Slot keyExchange = slot(
                Transform.KEY_EXCHANGE,
                groups.stream().filter(crypto::offers).map(Transforms::of).toList());
        return new Tier(
                Proposal.IKE,
                ciphers[0].keyBits(),
                List.of(encryption(ciphers), prf, integrity(ciphers[0]), keyExchange));
    }

    private Tier child(EncryptionAlgorithm... ciphers) {
        // Extended sequence numbers are preferred but never required: some data planes have none.
        Slot sequenceNumbers = slot(Transform.SEQUENCE_NUMBERS, List.of(Transforms.ESN, Transforms.NO_ESN));
        return new Tier(
                Proposal.ESP,
                ciphers[0].keyBits(),
                List.of(encryption(ciphers), integrity(ciphers[0]), sequenceNumbers));
    }

    private Slot encryption(EncryptionAlgorithm... ciphers) {
        return slot(
                Transform.ENCRYPTION,
                List.of(ciphers).stream()
                        .filter(crypto::offers)
                        .map(Transforms::of)
                        .toList());
    }

    /// RFC 7296 §3.3.3: with an AEAD, integrity is NONE or absent.
    private Slot integrity(EncryptionAlgorithm cipher) {
        if (cipher.aead()) {
            return new Slot(Transform.INTEGRITY, List.of(Transforms.NO_INTEGRITY), true);
        }
        return slot(
                Transform.INTEGRITY,
                INTEGRITY.stream().filter(crypto::offers).map(Transforms::of).toList());
    }

    private static Slot slot(int type, List<Transform> accepted) {
        return new Slot(type, accepted, false);
    }
}
