package org.adit.protocol.negotiate;

import java.util.List;
import java.util.Optional;
import org.adit.base.Bytes;
import org.adit.base.diagnosis.Result;
import org.adit.protocol.crypto.CryptoProvider;
import org.adit.protocol.crypto.KeyExchangeMethod;
import org.adit.protocol.wire.Proposal;

/// Offers and choices under one crypto policy, limited to what passed the self-test.
public final class Proposals {
    private final CryptoPolicy policy;
    private final CryptoProvider crypto;

    public Proposals(CryptoPolicy policy, CryptoProvider crypto) {
        this.policy = policy;
        this.crypto = crypto;
    }

    /// Our IKE proposals in order; `spi` is empty in IKE_SA_INIT, 8 octets for a rekey.
    public List<Proposal> ikeOffer(Bytes spi) {
        throw new UnsupportedOperationException("seam " + policy + crypto + spi);
    }

    /// The group of the KE payload that an initiator sends first.
    public KeyExchangeMethod preferredGroup() {
        throw new UnsupportedOperationException("seam");
    }

    /// Whether our own offer holds this group, so that an initiator may retry with it.
    public Optional<KeyExchangeMethod> offeredGroup(int transformId) {
        throw new UnsupportedOperationException("seam " + transformId);
    }

    /// Responder: the best common suite. Our order decides; `keyExchangeGroup`, the group of the KE payload that came
    /// with it, wins only among groups of the chosen proposal (so that no round trip is wasted). The suite's group may
    /// differ from it: then INVALID_KE_PAYLOAD is due.
    public Result<Chosen.Ike, NegotiateFailure> chooseIke(List<Proposal> offered, int keyExchangeGroup) {
        throw new UnsupportedOperationException("seam " + offered + keyExchangeGroup);
    }

    /// Initiator: the answer, if it is one of what `offered` allowed (R-7296-10).
    public Result<Chosen.Ike, NegotiateFailure> acceptIke(List<Proposal> offered, List<Proposal> answered) {
        throw new UnsupportedOperationException("seam " + offered + answered);
    }

    /// Our ESP proposals. `groups` are offered beside NONE in CREATE_CHILD_SA; empty in IKE_AUTH.
    public List<Proposal> childOffer(Bytes spi, List<KeyExchangeMethod> groups) {
        throw new UnsupportedOperationException("seam " + spi + groups);
    }

    /// Responder. `keyExchangeGroup` is that of the KE payload, empty if none came: then only a suite without KE fits.
    /// No Child SA stronger-keyed than `ike` (standards §2.2 rule 3).
    public Result<Chosen.Child, NegotiateFailure> chooseChild(
            List<Proposal> offered, Optional<Integer> keyExchangeGroup, IkeSuite ike) {
        throw new UnsupportedOperationException("seam " + offered + keyExchangeGroup + ike);
    }

    /// Initiator.
    public Result<Chosen.Child, NegotiateFailure> acceptChild(List<Proposal> offered, List<Proposal> answered) {
        throw new UnsupportedOperationException("seam " + offered + answered);
    }

    /// The same proposal with `spi`.
    public static Proposal withSpi(Proposal proposal, Bytes spi) {
        return new Proposal(proposal.number(), proposal.protocol(), spi, proposal.transforms());
    }
}
