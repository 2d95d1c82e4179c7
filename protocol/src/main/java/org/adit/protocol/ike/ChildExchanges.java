package org.adit.protocol.ike;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.adit.base.Bytes;
import org.adit.base.diagnosis.Failure;
import org.adit.base.diagnosis.Result;
import org.adit.protocol.crypto.KeyExchange;
import org.adit.protocol.crypto.KeyExchangeMethod;
import org.adit.protocol.exchange.ExchangeFailure;
import org.adit.protocol.exchange.RekeyCollision;
import org.adit.protocol.exchange.Request;
import org.adit.protocol.exchange.Response;
import org.adit.protocol.exchange.ResponseReader;
import org.adit.protocol.exchange.Spis;
import org.adit.protocol.ipsec.Path;
import org.adit.protocol.ipsec.Spi;
import org.adit.protocol.ipsec.TrafficSelector;
import org.adit.protocol.wire.ExchangeType;
import org.adit.protocol.wire.IkeHeader;
import org.adit.protocol.wire.IkeMessage;
import org.adit.protocol.wire.NotifyType;
import org.adit.protocol.wire.Payload;
import org.adit.protocol.wire.Proposal;

/// Creating, rekeying and deleting Child SAs on an established IKE SA, in both roles. RFC 7296 §1.3, 1.4.1, 2.8,
/// 2.25.1.
final class ChildExchanges {
    private static final int NONCE_OCTETS = 32;

    private final IkeSa sa;
    private final Established established;

    /// What the peer deleted while our request was under way: perhaps the pair that its response, which we have not
    /// seen yet, made.
    private final Set<Spi> deletedEarly = new HashSet<>();

    ChildExchanges(IkeSa sa, Established established) {
        this.sa = sa;
        this.established = established;
    }

    private ChildTable table() {
        return sa.lineage().children();
    }

    // ---- as initiator

    void add(Turn turn, List<TrafficSelector> local, List<TrafficSelector> remote) {
        if (!table().full()) {
            ask(turn, new Ask(local, remote, Optional.empty(), Optional.of(ownGroup()), false));
        }
    }

    void rekey(Turn turn, Spi inbound, boolean withKeyExchange) {
        table().byInbound(inbound)
                .filter(child -> child.state() == ChildSa.State.LIVE)
                .ifPresent(old -> ask(
                        turn,
                        new Ask(
                                old.child().local(),
                                old.child().remote(),
                                Optional.of(old),
                                withKeyExchange ? Optional.of(ownGroup()) : Optional.empty(),
                                false)));
    }

    private KeyExchangeMethod ownGroup() {
        return sa.channel().keys().suite().keyExchange();
    }

    /// All that we take, the one whose public value we send in front: a peer that insists on another asks for it
    /// (RFC 7296 §1.3.1), which it can only do if that was offered.
    private List<KeyExchangeMethod> ownGroupsAfter(KeyExchangeMethod first) {
        return Stream.concat(Stream.of(first), sa.tools().proposals().groups().stream())
                .distinct()
                .toList();
    }

    private record Ask(
            List<TrafficSelector> local,
            List<TrafficSelector> remote,
            Optional<ChildSa> old,
            Optional<KeyExchangeMethod> group,
            boolean again) {}

    private void ask(Turn turn, Ask ask) {
        Spi spi = table().newSpi(ask.remote());
        List<Proposal> offered = sa.tools()
                .proposals()
                .childOffer(
                        Spis.octets(spi),
                        ask.group().map(this::ownGroupsAfter).orElse(List.of()),
                        sa.channel().keys().suite());
        Optional<KeyExchange.Offer> offer = ask.group()
                .map(method ->
                        sa.tools().crypto().keyExchange(method).offer(sa.tools().randomness()));
        Bytes nonce = sa.tools().randomness().octets(NONCE_OCTETS);
        List<Payload> payloads = new ArrayList<>();
        ask.old()
                .ifPresent(old -> payloads.add(new Payload.Notify(
                        Proposal.ESP, Spis.octets(old.inbound()), NotifyType.REKEY_SA, Bytes.EMPTY)));
        payloads.add(new Payload.SecurityAssociation(offered));
        payloads.add(new Payload.Nonce(nonce));
        offer.ifPresent(o -> payloads.add(new Payload.KeyExchangeData(o.method().transformId(), o.publicValue())));
        payloads.add(new Payload.TrafficSelectors(true, ask.local()));
        payloads.add(new Payload.TrafficSelectors(false, ask.remote()));
        ChildMaking.Asked asked = new ChildMaking.Asked(spi, offered, ask.local(), ask.remote(), offer);
        established.run(new Running.MakeChild(asked, nonce, ask.old(), ask.again(), Optional.empty()));
        sa.channel().request(turn, ExchangeType.CREATE_CHILD_SA, payloads);
    }

    void onMade(Turn turn, Running.MakeChild running, IkeMessage message) {
        Result<Response, ExchangeFailure> read = ResponseReader.child(message);
        switch (read) {
            case Result.Failed<Response, ExchangeFailure>(var failure) -> giveUp(turn, running, failure);
            case Result.Ok<Response, ExchangeFailure>(var response) -> {
                switch (response) {
                    case Response.Child(var grant, var nonce) -> {
                        ChildMaking.Nonces nonces = new ChildMaking.Nonces(running.nonce(), nonce);
                        switch (established.making().complete(turn, running.asked(), grant, nonces)) {
                            case ChildMaking.Made.Child(var child, var _) -> {
                                onOurs(turn, running, child, nonces);
                                if (deletedEarly.contains(child.outbound())) {
                                    retire(turn, child);
                                }
                            }
                            case ChildMaking.Made.Not(var why, var _) -> giveUp(turn, running, why);
                        }
                    }
                    case Response.GroupWanted(var group) -> retryWithGroup(turn, running, group);
                    case Response.Refused(var notify) -> onRefused(turn, running, notify);
                    case Response.Init _,
                            Response.CookieWanted _,
                            Response.Authenticated _,
                            Response.Ike _,
                            Response.Informed _ -> {}
                }
            }
        }
        deletedEarly.clear();
        running.asked().offer().ifPresent(KeyExchange.Offer::close);
    }

    private void onOurs(Turn turn, Running.MakeChild running, ChildSa child, ChildMaking.Nonces nonces) {
        established.notPutOff();
        if (running.old().isEmpty()) {
            turn.report(new IkeEvent.ChildUp(child.child()));
            return;
        }
        ChildSa old = running.old().get();
        Optional<ChildSa> theirs = running.colliding().flatMap(_ -> old.successor());
        if (theirs.isEmpty()) {
            turn.report(new IkeEvent.ChildRekeyed(old.inbound(), child.child()));
            old.replacedBy(child);
            delete(turn, old);
            return;
        }
        boolean oursSurvives = RekeyCollision.oursSurvives(
                new RekeyCollision.Nonces(nonces.initiator(), nonces.responder()),
                running.colliding().orElseThrow());
        turn.note("Both sides rekeyed a Child SA at once; " + (oursSurvives ? "ours" : "the peer's") + " stays.");
        if (oursSurvives) {
            turn.report(new IkeEvent.ChildRekeyed(theirs.get().inbound(), child.child()));
            theirs.get().replacedBy(child);
            old.replacedBy(child);
            delete(turn, old);
        } else {
            // The peer may not have our answer yet, so its pair may not receive yet: ours carries the traffic until the
            // peer's deletion of the old pair shows that it is ready.
            child.replacedBy(theirs.get());
            if (old.state() == ChildSa.State.LINGERING) {
                child.heir().ifPresent(heir -> turn.act(new Action.StartSending(heir.inbound())));
                delete(turn, child);
            } else {
                old.redundant(child);
            }
        }
    }

    private void delete(Turn turn, ChildSa child) {
        established.want(turn, new Want.DeleteChild(child.inbound()));
    }

    private void retryWithGroup(Turn turn, Running.MakeChild running, int group) {
        Optional<KeyExchangeMethod> method = sa.tools().proposals().offeredGroup(group);
        if (running.triedOtherGroup() || method.isEmpty()) {
            onRefused(turn, running, NotifyType.INVALID_KE_PAYLOAD);
            return;
        }
        sa.tools().freeChildSpi(running.asked().spi());
        if (running.old().isEmpty() || running.old().get().state() == ChildSa.State.LIVE) {
            ask(turn, new Ask(running.asked().local(), running.asked().remote(), running.old(), method, true));
        }
    }

    private void onRefused(Turn turn, Running.MakeChild running, NotifyType notify) {
        Optional<ChildSa> old = running.old();
        boolean overtaken =
                old.filter(c -> c.successor().isPresent() || !table().holds(c)).isPresent();
        if (overtaken) { // RFC 7296 §2.8.1: the peer replaced or deleted it first, all is well
            sa.tools().freeChildSpi(running.asked().spi());
        } else if (notify.equals(NotifyType.TEMPORARY_FAILURE)) {
            sa.tools().freeChildSpi(running.asked().spi());
            established.putOff(
                    turn,
                    old.<Want>map(c -> new Want.RekeyChild(
                                    c.inbound(), running.asked().offer().isPresent()))
                            .orElseGet(() -> new Want.AddChild(
                                    running.asked().local(), running.asked().remote())));
        } else if (notify.equals(NotifyType.CHILD_SA_NOT_FOUND) && old.isPresent()) {
            // RFC 7296 §2.25: out of step; without ceremony a new one from scratch
            sa.tools().freeChildSpi(running.asked().spi());
            table().drop(turn, old.get());
            turn.report(new IkeEvent.ChildDown(old.get().inbound()));
            established.want(
                    turn,
                    new Want.AddChild(running.asked().local(), running.asked().remote()));
        } else {
            giveUp(turn, running, new ExchangeFailure.PeerRefused(ExchangeType.CREATE_CHILD_SA, notify));
        }
    }

    private void giveUp(Turn turn, Running.MakeChild running, Failure why) {
        sa.tools().freeChildSpi(running.asked().spi());
        turn.report(new IkeEvent.ChildRefused(why));
    }

    void delete(Turn turn, Spi inbound) {
        Optional<ChildSa> child = table().byInbound(inbound)
                .filter(c -> c.state() == ChildSa.State.LIVE || c.state() == ChildSa.State.REPLACED);
        child.ifPresent(c -> {
            c.deleting();
            established.run(new Running.DeleteChild(c));
            sa.channel()
                    .request(
                            turn,
                            ExchangeType.INFORMATIONAL,
                            List.of(new Payload.Delete(Payload.Delete.ESP, List.of(c.inbound()))));
        });
    }

    /// Whether the peer named its half or not (it does not if both deleted at once), the pair is gone.
    void onDeleted(Turn turn, ChildSa child) {
        if (child.state() == ChildSa.State.DELETING) {
            retire(turn, child);
        }
    }

    private void retire(Turn turn, ChildSa child) {
        table().retire(turn, child);
        child.takeRedundant().ifPresent(loser -> delete(turn, loser));
    }

    // ---- as responder

    void onCreate(Turn turn, IkeHeader header, Path path, Request.CreateChild request) {
        if (established.rekeying().underWay()) {
            sa.refuse(turn, header, path, NotifyType.TEMPORARY_FAILURE);
            return;
        }
        Bytes nonce = sa.tools().randomness().octets(NONCE_OCTETS);
        switch (established.making().answer(turn, request.wish(), request.nonce(), nonce, Optional.empty())) {
            case ChildMaking.Made.Child(var child, var answer) -> {
                sa.channel().respond(turn, header, path, withNonce(answer, nonce));
                turn.report(new IkeEvent.ChildUp(child.child()));
            }
            case ChildMaking.Made.Not(var why, var notify) -> {
                sa.channel().respond(turn, header, path, List.of(notify));
                turn.report(new IkeEvent.ChildRefused(why));
            }
        }
    }

    void onRekey(Turn turn, IkeHeader header, Path path, Request.RekeyChild request) {
        Optional<ChildSa> found = table().byOutbound(request.old());
        if (found.isEmpty() && makingOne()) { // the pair may be the one whose response we have not seen yet
            sa.refuse(turn, header, path, NotifyType.TEMPORARY_FAILURE);
            return;
        }
        if (found.isEmpty()) {
            Payload.Notify notFound = new Payload.Notify(
                    Proposal.ESP, Spis.octets(request.old()), NotifyType.CHILD_SA_NOT_FOUND, Bytes.EMPTY);
            sa.channel().respond(turn, header, path, List.of(notFound));
            return;
        }
        ChildSa old = found.get();
        if (old.state() != ChildSa.State.LIVE || established.rekeying().underWay()) {
            sa.refuse(turn, header, path, NotifyType.TEMPORARY_FAILURE);
            return;
        }
        Bytes nonce = sa.tools().randomness().octets(NONCE_OCTETS);
        switch (established.making().answer(turn, request.wish(), request.nonce(), nonce, Optional.of(old))) {
            case ChildMaking.Made.Child(var child, var answer) -> {
                old.replacedBy(child);
                sa.channel().respond(turn, header, path, withNonce(answer, nonce));
                turn.report(new IkeEvent.ChildRekeyed(old.inbound(), child.child()));
                noteCollision(old, new RekeyCollision.Nonces(request.nonce(), nonce));
            }
            case ChildMaking.Made.Not(var why, var notify) -> {
                sa.channel().respond(turn, header, path, List.of(notify));
                turn.note("The peer's rekey of a Child SA was refused: "
                        + why.explain().what());
            }
        }
    }

    private boolean makingOne() {
        return established.running().filter(Running.MakeChild.class::isInstance).isPresent();
    }

    private void noteCollision(ChildSa old, RekeyCollision.Nonces theirs) {
        if (established.running().orElse(null) instanceof Running.MakeChild ours
                && ours.old().filter(o -> o == old).isPresent()) {
            established.run(ours.collidingWith(theirs));
        }
    }

    /// SA, Nr, then the rest.
    private static List<Payload> withNonce(List<Payload> answer, Bytes nonce) {
        List<Payload> payloads = new ArrayList<>(answer);
        payloads.add(1, new Payload.Nonce(nonce));
        return payloads;
    }

    /// Returns our halves of the pairs; none for pairs that we are deleting ourselves (RFC 7296 §1.4.1).
    List<Payload> onDeletes(Turn turn, List<Payload.Delete> deletes) {
        List<Spi> ours = new ArrayList<>();
        for (Payload.Delete delete : deletes) {
            if (delete.protocol() != Payload.Delete.ESP) {
                continue;
            }
            for (Spi spi : delete.spis()) {
                Optional<ChildSa> child = table().byOutbound(spi);
                if (child.isPresent() && child.get().state() != ChildSa.State.DELETING) {
                    ours.add(child.get().inbound());
                    retire(turn, child.get());
                } else if (child.isEmpty() && makingOne() && deletedEarly.size() < ChildTable.MOST) {
                    deletedEarly.add(spi);
                }
            }
        }
        return ours.isEmpty() ? List.of() : List.of(new Payload.Delete(Payload.Delete.ESP, ours));
    }

    void onTime(Turn turn) {
        for (ChildSa child : table().all()) {
            Optional<ChildSa.Appointment> due =
                    child.appointment().filter(a -> !turn.now().tick().isBefore(a.at()));
            if (due.isEmpty()) {
                continue;
            }
            switch (due.get().what()) {
                case REMOVE -> table().drop(turn, child);
                case REKEY -> {
                    child.keepAppointment();
                    established.want(turn, new Want.RekeyChild(child.inbound(), true));
                }
                case EXPIRE -> {
                    child.keepAppointment();
                    established.want(turn, new Want.DeleteChild(child.inbound()));
                }
            }
        }
    }
}
