package org.adit.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.adit.base.diagnosis.Failure;
import org.adit.base.net.Endpoint;
import org.adit.base.net.IpAddress;
import org.adit.base.net.IpPrefix;
import org.adit.base.time.Now;
import org.adit.base.time.Tick;
import org.adit.gateway.access.AccessRules;
import org.adit.gateway.access.GatewayFailure;
import org.adit.gateway.store.Kept;
import org.adit.gateway.store.Store;
import org.adit.gateway.store.StoreWrite;
import org.adit.protocol.auth.Identity;
import org.adit.protocol.crypto.EncryptionAlgorithm;
import org.adit.protocol.crypto.KeyExchangeMethod;
import org.adit.protocol.crypto.PrfAlgorithm;
import org.adit.protocol.ike.Assignment;
import org.adit.protocol.ike.Command;
import org.adit.protocol.ike.IkeEvent;
import org.adit.protocol.ike.QuestionId;
import org.adit.protocol.ike.SaId;
import org.adit.protocol.ipsec.Path;
import org.adit.protocol.negotiate.IkeSuite;
import org.adit.protocol.negotiate.NatDetection.NatStatus;
import org.junit.jupiter.api.Test;

/// Sites that the gateway calls by itself.
final class SiteStartsTest {
    private static final Identity BRANCH = Identity.fqdn("branch.example.org");
    private static final GatewayAction CALL = new GatewayAction.CallSite("branch");
    private static final Path PATH =
            new Path(new Endpoint(IpAddress.of("192.0.2.1"), 500), new Endpoint(IpAddress.of("198.51.100.7"), 500));
    private static final IkeSuite SUITE = new IkeSuite(
            EncryptionAlgorithm.AES_256_GCM_16,
            Optional.empty(),
            PrfAlgorithm.HMAC_SHA2_384,
            KeyExchangeMethod.CURVE25519);
    private static final Failure SILENT = new GatewayFailure.UnknownSite("branch.example.org");

    private final List<GatewayAction> done = new ArrayList<>();
    private final GatewayCore core =
            new GatewayCore("vpn.example.org", rules(true), List.of(), new Store.Numbers(0, 0));
    private Tick tick = new Tick(1_000_000_000L);
    private Optional<Tick> wake = Optional.empty();

    private static AccessRules rules(boolean start) {
        AccessRules.Site branch = new AccessRules.Site(
                "branch", BRANCH, List.of(IpPrefix.of("10.1.0.0/16")), List.of(IpPrefix.of("10.7.0.0/16")), start);
        return new AccessRules(List.of(), List.of(), List.of(branch));
    }

    private List<GatewayAction> step(GatewayInput input) {
        GatewayOutcome outcome = core.step(input, new Now(tick, Instant.EPOCH.plusNanos(tick.nanos())));
        done.addAll(outcome.actions());
        wake = outcome.wake();
        return outcome.actions();
    }

    private List<GatewayAction> after(Duration duration) {
        tick = tick.plus(duration);
        return step(new GatewayInput.TimeReached());
    }

    private void call(long sa) {
        step(new GatewayInput.SiteCalled("branch", new SaId(sa)));
        step(new GatewayInput.Happened(new SaId(sa), new IkeEvent.Started(true, PATH)));
    }

    /// The proof itself has been looked at by the engine, and means nothing here.
    @SuppressWarnings("NullAway")
    private void answered(long sa) {
        step(new GatewayInput.Happened(
                new SaId(sa), new IkeEvent.Established(null, PATH, NatStatus.UNKNOWN, SUITE, Assignment.NONE)));
    }

    private List<GatewayAction> closed(long sa, Optional<Failure> why) {
        return step(new GatewayInput.Happened(
                new SaId(sa), new IkeEvent.Closed(new IkeEvent.Closing(IkeEvent.Closing.By.PEER, why))));
    }

    @Test
    void aSiteThatWeStartIsCalledOnceAndItsNetworksAreRoutedWhenItAnswers() {
        assertThat(after(Duration.ZERO)).containsExactly(CALL);
        assertThat(after(Duration.ofMinutes(1))).isEmpty();
        call(1);
        answered(1);
        assertThat(done).contains(new GatewayAction.AddRoute(IpPrefix.of("10.7.0.0/16")));
        assertThat(core.session(new SaId(1)).orElseThrow().isSite()).isTrue();
        assertThat(after(Duration.ofMinutes(1))).doesNotContain(CALL);
    }

    @Test
    void aSiteThatDoesNotAnswerIsCalledAgainAfterPausesThatDoubleUpToAMinute() {
        after(Duration.ZERO);
        List<Long> pauses = new ArrayList<>();
        for (long sa = 1; sa <= 8; sa++) {
            call(sa);
            closed(sa, Optional.of(SILENT));
            Tick failed = tick;
            while (!step(new GatewayInput.TimeReached()).contains(CALL)) {
                tick = wake.orElseThrow();
            }
            pauses.add(tick.since(failed).toSeconds());
        }
        assertThat(pauses).containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 60L, 60L);
    }

    @Test
    void aSiteThatLeavesIsCalledAgainSoonHoweverOftenItFailedBefore() {
        after(Duration.ZERO);
        for (long sa = 1; sa <= 6; sa++) {
            call(sa);
            closed(sa, Optional.of(SILENT));
            after(SiteStarts.LONGEST_PAUSE);
        }
        call(7);
        answered(7);
        closed(7, Optional.empty());
        assertThat(done).contains(new GatewayAction.RemoveRoute(IpPrefix.of("10.7.0.0/16")));
        assertThat(after(SiteStarts.FIRST_PAUSE)).contains(CALL);
    }

    @Test
    void aSiteThatCameByItselfIsNotCalledAndIsWhenItLeft() {
        after(Duration.ZERO);
        step(new GatewayInput.SiteNotCalled("branch", SILENT));
        AdmitRequest request = new AdmitRequest(BRANCH, "branch.example.org", Optional.empty(), PATH, List.of());
        step(new GatewayInput.Asked(new SaId(1), new QuestionId(1), request));
        assertThat(after(Duration.ofMinutes(5))).doesNotContain(CALL);
        closed(1, Optional.empty());
        assertThat(after(SiteStarts.LONGEST_PAUSE)).contains(CALL);
    }

    @Test
    void aCallThatCannotEvenBeBegunIsAnAttemptOfItsOwn() {
        after(Duration.ZERO);
        step(new GatewayInput.SiteNotCalled("branch", SILENT));
        after(GatewayCore.SAVE_AFTER);
        List<Kept.Attempt> attempts = done.stream()
                .filter(GatewayAction.Persist.class::isInstance)
                .flatMap(action -> ((GatewayAction.Persist) action).writes().stream())
                .filter(StoreWrite.KeepAttempts.class::isInstance)
                .flatMap(write -> ((StoreWrite.KeepAttempts) write).attempts().stream())
                .toList();
        assertThat(attempts).singleElement().satisfies(attempt -> {
            assertThat(attempt.user()).contains("site:branch");
            assertThat(attempt.failure()).isPresent();
        });
    }

    @Test
    void aCallToASiteThatLeavesTheSettingsIsHungUp() {
        after(Duration.ZERO);
        call(1);
        assertThat(step(new GatewayInput.RulesChanged(rules(true)))).isEmpty();
        assertThat(step(new GatewayInput.RulesChanged(AccessRules.NONE)))
                .containsExactly(new GatewayAction.OrderIke(new SaId(1), new Command.Disconnect()));
    }

    @Test
    void aCallThatBeginsWhenItsSiteHasLeftTheSettingsIsHungUp() {
        after(Duration.ZERO);
        step(new GatewayInput.RulesChanged(AccessRules.NONE));
        assertThat(step(new GatewayInput.SiteCalled("branch", new SaId(1))))
                .containsExactly(new GatewayAction.OrderIke(new SaId(1), new Command.Disconnect()));
    }

    @Test
    void nothingIsCalledThatWaitsToBeCalled() {
        step(new GatewayInput.RulesChanged(rules(false)));
        done.clear();
        assertThat(after(Duration.ofMinutes(5))).isEmpty();
    }

    @Test
    void aGatewayThatStopsCallsNobody() {
        assertThat(step(new GatewayInput.Stopping())).isEmpty();
    }
}
