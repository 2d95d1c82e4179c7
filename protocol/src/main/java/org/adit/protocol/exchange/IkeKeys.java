package org.adit.protocol.exchange;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.adit.base.Bytes;
import org.adit.base.Randomness;
import org.adit.base.secret.Secret;
import org.adit.protocol.crypto.CryptoProvider;
import org.adit.protocol.crypto.IkeCipher;
import org.adit.protocol.crypto.IntegrityAlgorithm;
import org.adit.protocol.crypto.Prf;
import org.adit.protocol.ipsec.EspKeys;
import org.adit.protocol.ipsec.EspSuite;
import org.adit.protocol.negotiate.IkeSuite;
import org.adit.protocol.wire.IkeSpi;
import org.adit.protocol.wire.SealedReader;
import org.adit.protocol.wire.SealedWriter;

/// The keys of one IKE SA, as seen from one side: SK_d, SK_pi and SK_pr, and both directions of SK_e and SK_a inside
/// their ciphers. RFC 7296 §2.14, 2.17, 2.18.
public final class IkeKeys implements AutoCloseable {
    private final IkeSuite suite;
    private final Prf prf;
    private final Secret skD;
    private final Secret skPi;
    private final Secret skPr;
    private final IkeCipher outbound;
    private final IkeCipher inbound;
    private final SealedWriter writer;
    private final SealedReader reader;

    private IkeKeys(IkeSuite suite, Prf prf, List<Secret> forPrf, IkeCipher outbound, IkeCipher inbound) {
        this.suite = suite;
        this.prf = prf;
        this.skD = forPrf.get(0);
        this.skPi = forPrf.get(1);
        this.skPr = forPrf.get(2);
        this.outbound = outbound;
        this.inbound = inbound;
        this.writer = new SealedWriter(outbound);
        this.reader = new SealedReader(inbound);
    }

    /// What keys are made from. `initiator` says which side of the exchange we are.
    public record Ingredients(IkeSuite suite, Bytes nonceI, Bytes nonceR, IkeSpi spiI, IkeSpi spiR, boolean initiator) {
        Bytes nonces() {
            return nonceI.plus(nonceR);
        }
    }

    /// For IKE_SA_INIT: SKEYSEED = prf(Ni | Nr, g^ir).
    public static IkeKeys initial(
            CryptoProvider crypto,
            Randomness randomness,
            Ingredients from,
            Secret shared,
            Consumer<IkeKeySight> witness) {
        Prf prf = crypto.prf(from.suite().prf());
        try (shared;
                Secret nonces = Secret.own(from.nonces().toArray());
                Secret seed = prf.deriveFrom(nonces, shared, Bytes.EMPTY)) {
            return expand(crypto, randomness, from, seed, witness);
        }
    }

    /// For a rekey: SKEYSEED = prf(SK_d of the old IKE SA, g^ir | Ni | Nr), with the old IKE SA's PRF.
    public IkeKeys rekeyed(
            CryptoProvider crypto,
            Randomness randomness,
            Ingredients from,
            Secret shared,
            Consumer<IkeKeySight> witness) {
        try (shared;
                Secret seed = prf.deriveFrom(skD, shared, from.nonces())) {
            return expand(crypto, randomness, from, seed, witness);
        }
    }

    private static IkeKeys expand(
            CryptoProvider crypto,
            Randomness randomness,
            Ingredients from,
            Secret seed,
            Consumer<IkeKeySight> witness) {
        IkeSuite suite = from.suite();
        Prf prf = crypto.prf(suite.prf());
        int forPrf = suite.prf().outputOctets();
        int forMac = suite.integrity().map(IntegrityAlgorithm::keyOctets).orElse(0);
        int forCipher = suite.encryption().keyMaterialOctets();
        Bytes context = Bytes.concat(from.nonces(), Spis.octets(from.spiI()), Spis.octets(from.spiR()));
        Secret material = prf.expand(seed, context, 3 * forPrf + 2 * forMac + 2 * forCipher);
        List<Secret> sk = Prf.cut(material, forPrf, forMac, forMac, forCipher, forCipher, forPrf, forPrf);
        witness.accept(new IkeKeySight(
                from.spiI(), from.spiR(), suite, show(sk.get(3)), show(sk.get(4)), show(sk.get(1)), show(sk.get(2))));
        IkeCipher ofInitiator = cipher(crypto, randomness, suite, sk.get(3), sk.get(1));
        IkeCipher ofResponder = cipher(crypto, randomness, suite, sk.get(4), sk.get(2));
        return new IkeKeys(
                suite,
                prf,
                List.of(sk.get(0), sk.get(5), sk.get(6)),
                from.initiator() ? ofInitiator : ofResponder,
                from.initiator() ? ofResponder : ofInitiator);
    }

    private static Bytes show(Secret secret) {
        return secret.use(Bytes::of);
    }

    private static IkeCipher cipher(
            CryptoProvider crypto, Randomness randomness, IkeSuite suite, Secret encryption, Secret integrity) {
        return crypto.ikeCipher(
                suite.encryption(),
                encryption,
                suite.integrity(),
                suite.integrity().map(_ -> integrity),
                randomness);
    }

    /// The keys of a Child SA: KEYMAT = prf+(SK_d, [g^ir |] Ni | Nr), cut as initiator's encryption, initiator's
    /// integrity, responder's encryption, responder's integrity (RFC 7296 §2.17). The first of the two results
    /// protects
    /// what the exchange's initiator sends. Takes `shared` over.
    public List<EspKeys> childKeys(EspSuite suite, Optional<Secret> shared, Bytes nonceI, Bytes nonceR) {
        int forCipher = suite.encryption().keyMaterialOctets();
        int forMac = suite.integrityKeyOctets();
        int octets = 2 * (forCipher + forMac);
        Bytes nonces = nonceI.plus(nonceR);
        Secret material = shared.map(secret -> {
                    try (secret) {
                        return prf.expandFrom(skD, secret, nonces, octets);
                    }
                })
                .orElseGet(() -> prf.expand(skD, nonces, octets));
        List<Secret> keys = Prf.cut(material, forCipher, forMac, forCipher, forMac);
        return List.of(new EspKeys(keys.get(0), keys.get(1)), new EspKeys(keys.get(2), keys.get(3)));
    }

    public IkeSuite suite() {
        return suite;
    }

    public Prf prf() {
        return prf;
    }

    /// SK_pi or SK_pr.
    public Secret skP(boolean initiator) {
        return initiator ? skPi : skPr;
    }

    /// SK_pi and SK_pr serve for AUTH only: wiped when both sides are proven.
    public void authenticated() {
        skPi.close();
        skPr.close();
    }

    public SealedWriter writer() {
        return writer;
    }

    public SealedReader reader() {
        return reader;
    }

    @Override
    public void close() {
        skD.close();
        skPi.close();
        skPr.close();
        outbound.close();
        inbound.close();
    }
}
