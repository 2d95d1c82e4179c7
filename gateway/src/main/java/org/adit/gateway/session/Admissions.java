package org.adit.gateway.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.adit.base.diagnosis.Failure;
import org.adit.base.diagnosis.Result;
import org.adit.base.net.IpFamily;
import org.adit.base.time.Now;
import org.adit.gateway.access.AccessRules;
import org.adit.gateway.access.Admission;
import org.adit.gateway.access.GatewayFailure;
import org.adit.gateway.access.Reach;
import org.adit.gateway.address.LeaseBook;
import org.adit.gateway.audit.AuditLines;
import org.adit.gateway.identity.UserName;
import org.adit.gateway.store.Kept;
import org.adit.gateway.store.StoreWrite;
import org.adit.protocol.ike.Answer;
import org.adit.protocol.ike.Assignment;
import org.adit.protocol.ike.Command;
import org.adit.protocol.ike.SaId;
import org.adit.protocol.ipsec.TrafficSelector;

/// Lets peers in or not: looks them up, decides, leases addresses, makes the session.
final class Admissions {
    private static final String SITE_ROLE = "site";

    private final Sessions sessions;
    private final Attempts attempts;
    private final Outbox out;
    private final LeaseBook leases = new LeaseBook();
    private final TreeMap<SaId, GatewayInput.Asked> waiting = new TreeMap<>();
    /// Said since the start. A look-up that was under way meanwhile may not know it yet.
    private final Set<String> revoked = new TreeSet<>();

    private final Set<UserName> disabled = new TreeSet<>();
    private AccessRules rules = AccessRules.NONE;

    Admissions(Sessions sessions, Attempts attempts, Outbox out) {
        this.sessions = sessions;
        this.attempts = attempts;
        this.out = out;
    }

    void replaceRules(AccessRules next) {
        rules = next;
        next.pools().forEach(pool -> leases.open(pool.name(), pool.addresses()));
    }

    void restore(List<Kept.Lease> kept) {
        kept.forEach(lease -> leases.restore(lease.pool(), lease.device(), lease.address()));
    }

    void bar(String device) {
        revoked.add(device);
    }

    void disable(UserName user) {
        disabled.add(user);
    }

    void enable(UserName user) {
        disabled.remove(user);
    }

    List<LeaseBook.Fill> pools() {
        return leases.fill();
    }

    void asked(GatewayInput.Asked asked, Now now) {
        AdmitRequest request = asked.request();
        attempts.noted(asked.sa(), "proved to be " + request.identityText(), now);
        if (request.certificate().isEmpty()) {
            admitSite(asked, now);
            return;
        }
        waiting.put(asked.sa(), asked);
        out.add(new GatewayAction.LookUp(
                asked.sa(), asked.question(), request.certificate().get().fingerprint()));
    }

    void lookedUp(GatewayInput.LookedUp answer, Now now) {
        GatewayInput.Asked asked = waiting.get(answer.sa());
        if (asked == null || !asked.question().equals(answer.question())) {
            return;
        }
        waiting.remove(answer.sa());
        switch (answer.known()) {
            case Result.Failed<Admission.Known, Failure>(Failure cause) ->
                deny(
                        asked,
                        new GatewayFailure.StoreUnavailable(
                                cause.code() + " " + cause.explain().what()),
                        now);
            case Result.Ok<Admission.Known, Failure>(Admission.Known known) -> decide(asked, known, now);
        }
    }

    void forget(SaId sa) {
        waiting.remove(sa);
    }

    void giveBack(Session session, Now now) {
        for (LeaseBook.Lease lease : session.leases) {
            leases.release(lease);
            out.persist(
                    new StoreWrite.PutLease(new Kept.Lease(lease.pool(), lease.holder(), lease.address(), now.wall())));
        }
        session.leases = List.of();
    }

    private void decide(GatewayInput.Asked asked, Admission.Known known, Now now) {
        String certificate = asked.request().certificate().orElseThrow().subject();
        Optional<Kept.Device> device = known.enrolled().map(Kept.Enrolled::device);
        device.ifPresent(one -> attempts.identified(asked.sa(), one.user().text(), one.name()));
        Admission.Circumstances circumstances = new Admission.Circumstances(
                device.filter(one -> revoked.contains(one.id())).isPresent(),
                device.filter(one -> disabled.contains(one.user())).isPresent(),
                device.map(one -> sessions.otherDevices(one.user().text(), one.id()))
                        .orElse(0));
        switch (Admission.decide(rules, certificate, known, circumstances)) {
            case Result.Failed<Admission.Granted, GatewayFailure>(GatewayFailure why) -> deny(asked, why, now);
            case Result.Ok<Admission.Granted, GatewayFailure>(Admission.Granted granted) ->
                admitDevice(asked, granted, now);
        }
    }

    private void admitDevice(GatewayInput.Asked asked, Admission.Granted granted, Now now) {
        String user = granted.person().name().text();
        Kept.Device device = granted.device();
        List<IpFamily> families = asked.request().addresses();
        if (families.isEmpty()) {
            deny(asked, new GatewayFailure.AskedNoAddress(user, device.name()), now);
            return;
        }
        replaceOlder(device, now);
        AccessRules.Pool pool = rules.pool(granted.role().pool()).orElseThrow();
        List<LeaseBook.Lease> taken = new ArrayList<>();
        for (IpFamily family : families) {
            leases.take(pool.name(), device.id(), family).ifPresent(taken::add);
        }
        if (taken.isEmpty()) {
            refuseAddress(asked, new GatewayFailure.NoAddressLeft(pool.name(), families, inUse(pool.name())), now);
            return;
        }
        Reach reach = Reach.of(
                granted.role(),
                pool,
                taken.stream().map(LeaseBook.Lease::address).toList());
        if (reach.local().isEmpty()) {
            taken.forEach(leases::release);
            deny(asked, new GatewayFailure.NothingToReach(granted.role().name()), now);
            return;
        }
        taken.forEach(lease -> keep(lease, now));
        Session.Holder holder = new Session.Holder(
                user,
                device.id(),
                device.name(),
                granted.role().name(),
                granted.role().limits());
        String peer = asked.request().path().peer().toString();
        admit(asked, holder, new Session.Granting(taken, List.of(), peer), now);
        attempts.noted(asked.sa(), "admitted with role " + granted.role().name() + ", " + reach.assignment(), now);
        out.add(new GatewayAction.AnswerIke(
                asked.sa(), asked.question(), new Answer.Admitted(reach.assignment(), reach.local(), reach.remote())));
    }

    private void admitSite(GatewayInput.Asked asked, Now now) {
        AdmitRequest request = asked.request();
        Optional<AccessRules.Site> known = rules.site(request.identity());
        if (known.isEmpty()) {
            deny(asked, new GatewayFailure.UnknownSite(request.identityText()), now);
            return;
        }
        AccessRules.Site site = known.get();
        connectSite(asked.sa(), site, request.path().peer().toString(), now);
        out.add(new GatewayAction.AnswerIke(
                asked.sa(),
                asked.question(),
                new Answer.Admitted(
                        Assignment.NONE,
                        site.local().stream().map(TrafficSelector::of).toList(),
                        site.remote().stream().map(TrafficSelector::of).toList())));
    }

    /// A site that we called has proven itself.
    void siteAnswered(SaId sa, String name, String peer, Now now) {
        rules.site(name).ifPresent(site -> connectSite(sa, site, peer, now));
    }

    private void connectSite(SaId sa, AccessRules.Site site, String peer, Now now) {
        String holderName = Session.SITE + site.name();
        attempts.identified(sa, holderName, site.name());
        sessions.ofDevice(holderName, holderName).forEach(old -> replace(old, now));
        Session.Holder holder =
                new Session.Holder(holderName, holderName, site.name(), SITE_ROLE, AccessRules.Limits.NONE);
        Session.Granting granting = new Session.Granting(List.of(), site.remote(), peer);
        sessions.add(new Session(sessions.nextNumber(), sa, holder, now, granting));
    }

    private void admit(GatewayInput.Asked asked, Session.Holder holder, Session.Granting granting, Now now) {
        sessions.add(new Session(sessions.nextNumber(), asked.sa(), holder, now, granting));
    }

    /// A device is in one place: what it left behind, with or without INITIAL_CONTACT, makes way for it.
    private void replaceOlder(Kept.Device device, Now now) {
        sessions.ofDevice(device.user().text(), device.id()).forEach(old -> replace(old, now));
    }

    private void replace(Session old, Now now) {
        giveBack(old, now);
        if (old.ending.isEmpty()) {
            GatewayFailure why = new GatewayFailure.ReplacedByNewer(old.holder.deviceName());
            old.ending = Optional.of(why);
            attempts.failed(old.sa, why, now);
            out.add(new GatewayAction.OrderIke(old.sa, new Command.Disconnect()));
        }
    }

    private void keep(LeaseBook.Lease lease, Now now) {
        out.persist(new StoreWrite.PutLease(new Kept.Lease(lease.pool(), lease.holder(), lease.address(), now.wall())));
    }

    private int inUse(String pool) {
        return leases.fill().stream()
                .filter(fill -> fill.pool().equals(pool))
                .mapToInt(LeaseBook.Fill::inUse)
                .sum();
    }

    private void deny(GatewayInput.Asked asked, GatewayFailure why, Now now) {
        refused(asked, why, now);
        out.add(new GatewayAction.AnswerIke(asked.sa(), asked.question(), new Answer.Denied(why)));
    }

    private void refuseAddress(GatewayInput.Asked asked, GatewayFailure why, Now now) {
        refused(asked, why, now);
        out.add(new GatewayAction.AnswerIke(asked.sa(), asked.question(), new Answer.NoAddress(why)));
    }

    private void refused(GatewayInput.Asked asked, GatewayFailure why, Now now) {
        attempts.failed(asked.sa(), why, now);
        out.persist(AuditLines.refused(now.wall(), asked.request().identityText(), why));
        out.add(new GatewayAction.Log("refused " + asked.request().identityText() + " from "
                + asked.request().path().peer() + ": " + why.code()));
    }
}
