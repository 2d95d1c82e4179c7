package org.adit.gateway.daemon;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.adit.base.Bytes;
import org.adit.base.diagnosis.Failure;
import org.adit.base.diagnosis.Result;
import org.adit.dataplane.userspace.UserspaceDataPlane;
import org.adit.gateway.access.Admission;
import org.adit.gateway.api.ApiFailure;
import org.adit.gateway.identity.Directory;
import org.adit.gateway.identity.Person;
import org.adit.gateway.session.GatewayAction;
import org.adit.gateway.session.GatewayInput;
import org.adit.gateway.store.Kept;
import org.adit.gateway.store.Store;
import org.adit.gateway.store.StoreFailure;
import org.adit.protocol.ike.ConnectRequest;
import org.adit.protocol.ike.Input;
import org.adit.protocol.ipsec.SaCounters;
import org.adit.protocol.ipsec.Spi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Does what the session core wants. What waits runs on virtual threads: look-ups at once, writes and routes each in
/// the order in which they were wanted.
final class Obeying implements SessionThread.Effects, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Obeying.class);

    /// What it works on.
    record Parts(
            Store store,
            Directory directory,
            UserspaceDataPlane dataPlane,
            GatewayHost host,
            IkeShard ike,
            SessionThread sessions,
            SiteRequests sites) {}

    private final Parts parts;
    private final ExecutorService lookUps = Executors.newVirtualThreadPerTaskExecutor();
    private final GatheredWrites writes;
    private final ExecutorService routes =
            Executors.newSingleThreadExecutor(Thread.ofVirtual().name("routes").factory());

    Obeying(Parts parts) {
        this.parts = parts;
        this.writes = new GatheredWrites(parts.store());
    }

    @Override
    public void obey(GatewayAction action) {
        switch (action) {
            case GatewayAction.AnswerIke(var sa, var question, var answer) ->
                parts.ike().give(new Input.Answered(sa, question, answer));
            case GatewayAction.OrderIke(var sa, var command) -> parts.ike().give(new Input.Order(sa, command));
            case GatewayAction.LookUp(var sa, var question, Bytes fingerprint) ->
                lookUps.execute(
                        () -> parts.sessions().give(new GatewayInput.LookedUp(sa, question, known(fingerprint))));
            case GatewayAction.CallSite(String site) -> lookUps.execute(() -> call(site));
            case GatewayAction.Persist(var wanted) -> writes.add(wanted);
            case GatewayAction.ReadCounters(List<Spi> inbound) -> readCounters(inbound);
            case GatewayAction.AddRoute(var network) ->
                routes.execute(() -> parts.host().addRoute(network).ifPresent(Obeying::warn));
            case GatewayAction.RemoveRoute(var network) ->
                routes.execute(() -> parts.host().removeRoute(network).ifPresent(Obeying::warn));
            case GatewayAction.Log(String line) -> LOG.info("{}", line);
            case GatewayAction.Reply _ -> throw new IllegalStateException("replies go to who asked");
        }
    }

    /// Waits until everything wanted so far is done.
    @Override
    public void close() {
        lookUps.close();
        writes.close();
        routes.close();
    }

    static void warn(Failure failure) {
        LOG.warn(
                "{} {} {}",
                failure.code(),
                failure.explain().what(),
                failure.explain().remedy());
    }

    private Result<Admission.Known, Failure> known(Bytes fingerprint) {
        return switch (parts.store().enrolled(fingerprint)) {
            case Result.Failed<Optional<Kept.Enrolled>, StoreFailure>(StoreFailure failure) -> Result.failed(failure);
            case Result.Ok<Optional<Kept.Enrolled>, StoreFailure>(Optional<Kept.Enrolled> enrolled) ->
                enrolled.isEmpty()
                        ? Result.ok(new Admission.Known(enrolled, Optional.empty()))
                        : parts.directory()
                                .find(enrolled.get().device().user())
                                .map((Optional<Person> person) -> new Admission.Known(enrolled, person));
        };
    }

    private void call(String site) {
        Result<ConnectRequest, Failure> request = parts.sites().of(site);
        switch (request) {
            case Result.Failed<ConnectRequest, Failure>(Failure why) -> notCalled(site, why);
            case Result.Ok<ConnectRequest, Failure>(ConnectRequest good) -> {
                if (!parts.ike().call(site, good)) {
                    notCalled(site, new ApiFailure.Busy(1));
                }
            }
        }
    }

    private void notCalled(String site, Failure why) {
        warn(why);
        parts.sessions().give(new GatewayInput.SiteNotCalled(site, why));
    }

    private void readCounters(List<Spi> inbound) {
        Map<Spi, SaCounters> counters = new LinkedHashMap<>();
        inbound.forEach(spi -> counters.put(spi, parts.dataPlane().read(spi)));
        parts.sessions().give(new GatewayInput.Counted(counters));
    }
}
