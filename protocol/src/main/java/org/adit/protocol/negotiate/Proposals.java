package org.adit.protocol.negotiate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.adit.base.Bytes;
import org.adit.base.diagnosis.Result;
import org.adit.protocol.crypto.CryptoProvider;
import org.adit.protocol.crypto.KeyExchangeMethod;
import org.adit.protocol.ipsec.EspSuite;
import org.adit.protocol.negotiate.Tier.Slot;
import org.adit.protocol.wire.Proposal;
import org.adit.protocol.wire.Proposal.Transform;

/// Offers and choices under one crypto policy, limited to what passed the self-test. RFC 7296 §2.7, §3.3.
public final class Proposals {
    private final CryptoPolicy policy;
    private final CryptoProvider crypto;
    private final List<Tier> ikeTiers;
    private final List<Tier> childTiers;
    private final List<KeyExchangeMethod> groups;

    public Proposals(CryptoPolicy policy, CryptoProvider crypto) {
        this.policy = policy;
        this.crypto = crypto;
        PolicyTiers tiers = new PolicyTiers(policy, crypto);
        this.ikeTiers = tiers.ike();
        this.childTiers = tiers.child();
        this.groups = tiers.groups();
    }

    /// Our IKE proposals in order; `spi` is empty in IKE_SA_INIT, 8 octets for a rekey.
    public List<Proposal> ikeOffer(Bytes spi) {
        return offer(ikeTiers, spi);
    }

    /// The group of the KE payload that an initiator sends first. There is one as long as any group passed the
    /// self-test.
    public KeyExchangeMethod preferredGroup() {
        return groups.getFirst();
    }

    /// Every group of our own offer, best first.
    public List<KeyExchangeMethod> groups() {
        return groups;
    }

    /// Whether our own offer holds this group, so that an initiator may retry with it (R-7296-09).
    public Optional<KeyExchangeMethod> offeredGroup(int transformId) {
        return groups.stream().filter(g -> g.transformId() == transformId).findFirst();
    }

    /// Responder: the best common suite. Our order decides between tiers; within one, a proposal with
    /// `keyExchangeGroup`, the group of the KE payload that came with it, is taken first (so that no round trip is
    /// wasted). The suite's group may differ from it: then INVALID_KE_PAYLOAD is due.
    public Result<Chosen.Ike, NegotiateFailure> chooseIke(List<Proposal> offered, int keyExchangeGroup) {
        Optional<KeyExchangeMethod> sent = offeredGroup(keyExchangeGroup);
        for (Tier tier : ikeTiers) {
            Optional<Tier> withSent = sent.map(Transforms::of)
                    .filter(tier.accepted(Transform.KEY_EXCHANGE)::contains)
                    .map(group -> tier.with(new Slot(Transform.KEY_EXCHANGE, List.of(group), false)));
            Optional<Match> match = withSent.flatMap(narrowed -> match(narrowed, offered, Proposal.IKE))
                    .or(() -> match(tier, offered, Proposal.IKE));
            if (match.isPresent()) {
                return Result.ok(ike(match.get().offered().spi(), match.get().answer()));
            }
        }
        return Result.failed(noIke(offered, keyExchangeGroup));
    }

    /// Initiator: the answer, if it is one of what `offered` allowed (R-7296-10).
    public Result<Chosen.Ike, NegotiateFailure> acceptIke(List<Proposal> offered, List<Proposal> answered) {
        return AnswerCheck.one(offered, answered).then(AnswerCheck::ike);
    }

    /// Our ESP proposals. `groups` are offered beside NONE in CREATE_CHILD_SA; empty in IKE_AUTH.
    public List<Proposal> childOffer(Bytes spi, List<KeyExchangeMethod> groups) {
        return childOffer(spi, groups, childTiers);
    }

    /// Our ESP proposals, none of them stronger-keyed than `ike`: what a peer may choose under rule 3.
    public List<Proposal> childOffer(Bytes spi, List<KeyExchangeMethod> groups, IkeSuite ike) {
        return childOffer(spi, groups, notStrongerThan(ike));
    }

    /// Responder. `keyExchangeGroup` is that of the KE payload, empty if none came: then only a suite without KE fits.
    /// With one, a group beats none, and again the suite's group may differ from it. No Child SA is stronger-keyed
    /// than `ike`: else the weaker IKE SA would carry the keys of the stronger (NIAP VPN gateway, FCS_IPSEC_EXT.1).
    public Result<Chosen.Child, NegotiateFailure> chooseChild(
            List<Proposal> offered, Optional<Integer> keyExchangeGroup, IkeSuite ike) {
        Optional<Match> match = matchChild(notStrongerThan(ike), offered, keyExchangeGroup);
        if (match.isPresent()) {
            return Result.ok(child(match.get().offered().spi(), match.get().answer()));
        }
        return Result.failed(noChild(offered, keyExchangeGroup, ike));
    }

    /// Initiator.
    public Result<Chosen.Child, NegotiateFailure> acceptChild(List<Proposal> offered, List<Proposal> answered) {
        return AnswerCheck.one(offered, answered).then(AnswerCheck::child);
    }

    /// The same proposal with `spi`.
    public static Proposal withSpi(Proposal proposal, Bytes spi) {
        return new Proposal(proposal.number(), proposal.protocol(), spi, proposal.transforms());
    }

    static Chosen.Ike ike(Bytes peerSpi, Proposal answer) {
        IkeSuite suite = new IkeSuite(
                known(answer, Transform.ENCRYPTION, Transforms::encryption).orElseThrow(),
                known(answer, Transform.INTEGRITY, Transforms::integrity),
                known(answer, Transform.PRF, Transforms::prf).orElseThrow(),
                known(answer, Transform.KEY_EXCHANGE, Transforms::keyExchange).orElseThrow());
        return new Chosen.Ike(suite, peerSpi, answer);
    }

    static Chosen.Child child(Bytes peerSpi, Proposal answer) {
        EspSuite suite = new EspSuite(
                known(answer, Transform.ENCRYPTION, Transforms::encryption).orElseThrow(),
                known(answer, Transform.INTEGRITY, Transforms::integrity),
                answer.transforms().contains(Transforms.ESN));
        return new Chosen.Child(suite, known(answer, Transform.KEY_EXCHANGE, Transforms::keyExchange), peerSpi, answer);
    }

    private static <A> Optional<A> known(Proposal answer, int type, Function<Transform, Optional<A>> algorithm) {
        return answer.ofType(type).stream().findFirst().flatMap(algorithm);
    }

    /// A proposal of the peer and our answer to it.
    private record Match(Proposal offered, Proposal answer) {}

    private static Optional<Match> match(Tier tier, List<Proposal> offered, int protocol) {
        for (int i = 0; i < offered.size(); i++) {
            Proposal proposal = offered.get(i);
            Optional<Proposal> answer =
                    Soundness.sound(offered, i, protocol) ? tier.answer(proposal) : Optional.empty();
            if (answer.isPresent()) {
                return Optional.of(new Match(proposal, answer.get()));
            }
        }
        return Optional.empty();
    }

    private Optional<Match> matchChild(List<Tier> tiers, List<Proposal> offered, Optional<Integer> sent) {
        for (Tier tier : tiers) {
            for (Slot keyExchange : keyExchangeSlots(sent)) {
                Optional<Match> match = match(tier.with(keyExchange), offered, Proposal.ESP);
                if (match.isPresent()) {
                    return match;
                }
            }
        }
        return Optional.empty();
    }

    /// What to ask for in turn: the group whose value has come, any other of ours, none.
    private List<Slot> keyExchangeSlots(Optional<Integer> sent) {
        Slot none = new Slot(Transform.KEY_EXCHANGE, List.of(Transforms.NO_KEY_EXCHANGE), true);
        if (sent.isEmpty()) {
            return List.of(none);
        }
        List<Slot> slots = new ArrayList<>();
        offeredGroup(sent.get())
                .map(Transforms::of)
                .ifPresent(group -> slots.add(new Slot(Transform.KEY_EXCHANGE, List.of(group), false)));
        slots.add(new Slot(
                Transform.KEY_EXCHANGE, groups.stream().map(Transforms::of).toList(), false));
        slots.add(none);
        return slots;
    }

    private List<Tier> notStrongerThan(IkeSuite ike) {
        return childTiers.stream()
                .filter(tier -> tier.keyBits() <= ike.encryption().keyBits())
                .toList();
    }

    private static List<Proposal> offer(List<Tier> tiers, Bytes spi) {
        List<Proposal> proposals = new ArrayList<>();
        for (Tier tier : tiers) {
            proposals.add(tier.offer(proposals.size() + 1, spi));
        }
        return List.copyOf(proposals);
    }

    private static List<Proposal> childOffer(Bytes spi, List<KeyExchangeMethod> groups, List<Tier> tiers) {
        if (groups.isEmpty()) {
            return offer(tiers, spi);
        }
        List<Transform> accepted =
                new ArrayList<>(groups.stream().map(Transforms::of).toList());
        accepted.add(Transforms.NO_KEY_EXCHANGE);
        Slot keyExchange = new Slot(Transform.KEY_EXCHANGE, accepted, true);
        return offer(tiers.stream().map(tier -> tier.with(keyExchange)).toList(), spi);
    }

    private NegotiateFailure noIke(List<Proposal> offered, int keyExchangeGroup) {
        List<Proposal> accepted = ikeOffer(Bytes.EMPTY);
        if (OfferDifference.onlyWeak(offered)) {
            return new NegotiateFailure.OnlyWeakAlgorithms(policy, offered, accepted);
        }
        boolean compatAgrees = policy != CryptoPolicy.COMPAT
                && new Proposals(CryptoPolicy.COMPAT, crypto).chooseIke(offered, keyExchangeGroup) instanceof Result.Ok;
        return new NegotiateFailure.NoCommonIkeProposal(policy, offered, accepted, compatAgrees);
    }

    private NegotiateFailure noChild(List<Proposal> offered, Optional<Integer> keyExchangeGroup, IkeSuite ike) {
        Optional<Match> tooStrong = matchChild(childTiers, offered, keyExchangeGroup);
        if (tooStrong.isPresent()) {
            EspSuite suite = child(Bytes.EMPTY, tooStrong.get().answer()).suite();
            return new NegotiateFailure.ChildStrongerThanIke(suite.encryption(), ike.encryption());
        }
        if (keyExchangeGroup.isEmpty()) {
            for (KeyExchangeMethod group : groups) {
                if (matchChild(childTiers, offered, Optional.of(group.transformId()))
                        .isPresent()) {
                    return new NegotiateFailure.KeyExchangeMissing(offered);
                }
            }
        }
        List<Proposal> accepted =
                childOffer(Bytes.EMPTY, keyExchangeGroup.isPresent() ? groups : List.of(), notStrongerThan(ike));
        if (OfferDifference.onlyWeak(offered)) {
            return new NegotiateFailure.OnlyWeakAlgorithms(policy, offered, accepted);
        }
        return new NegotiateFailure.NoCommonChildProposal(policy, offered, accepted);
    }
}
