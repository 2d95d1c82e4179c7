package org.adit.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.adit.base.Bytes;
import org.adit.base.diagnosis.Failure;
import org.adit.base.diagnosis.Result;
import org.adit.base.net.Endpoint;
import org.adit.base.net.IpAddress;
import org.adit.base.net.IpFamily;
import org.adit.base.net.IpPrefix;
import org.adit.base.time.Now;
import org.adit.base.time.Tick;
import org.adit.gateway.access.AccessRules;
import org.adit.gateway.access.Admission;
import org.adit.gateway.access.GatewayFailure;
import org.adit.gateway.identity.Person;
import org.adit.gateway.identity.UserName;
import org.adit.gateway.store.Kept;
import org.adit.gateway.store.Store;
import org.adit.gateway.store.StoreFailure;
import org.adit.gateway.store.StoreWrite;
import org.adit.protocol.auth.Identity;
import org.adit.protocol.crypto.EncryptionAlgorithm;
import org.adit.protocol.ike.Answer;
import org.adit.protocol.ike.Command;
import org.adit.protocol.ike.IkeEvent;
import org.adit.protocol.ike.QuestionId;
import org.adit.protocol.ike.SaId;
import org.adit.protocol.ipsec.EspSuite;
import org.adit.protocol.ipsec.Path;
import org.adit.protocol.ipsec.SaCounters;
import org.adit.protocol.ipsec.Spi;
import org.adit.protocol.ipsec.TrafficSelector;
import org.junit.jupiter.api.Test;

final class GatewayCoreTest {
    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
    private static final Path PATH =
            new Path(new Endpoint(IpAddress.of("192.0.2.1"), 4500), new Endpoint(IpAddress.of("198.51.100.7"), 4500));
    private static final QuestionId FIRST = new QuestionId(1);
    private static final Identity BRANCH = Identity.fqdn("branch.example.org");

    private final List<GatewayAction> done = new ArrayList<>();
    private GatewayCore core = core(List.of());
    private Tick tick = new Tick(1_000_000_000L);
    private Optional<Tick> wake = Optional.empty();

    private static GatewayCore core(List<Kept.Lease> leases) {
        return new GatewayCore("vpn.example.org", rules(), leases, new Store.Numbers(40, 7));
    }

    private static AccessRules rules() {
        AccessRules.Limits limits = new AccessRules.Limits(
                Optional.of(2), Optional.of(Duration.ofMinutes(30)), Optional.of(Duration.ofHours(12)));
        return new AccessRules(
                List.of(
                        new AccessRules.Role(
                                "staff",
                                List.of("employees"),
                                "staff",
                                AccessRules.Tunnel.SPLIT,
                                List.of(IpPrefix.of("10.1.0.0/24"), IpPrefix.of("fd01::/64")),
                                limits),
                        new AccessRules.Role(
                                "everything",
                                List.of("admins"),
                                "tiny",
                                AccessRules.Tunnel.FULL,
                                List.of(),
                                AccessRules.Limits.NONE)),
                List.of(
                        new AccessRules.Pool(
                                "staff",
                                List.of(IpPrefix.of("10.99.0.0/24"), IpPrefix.of("fd99:1::/64")),
                                List.of(IpAddress.of("10.1.0.53"), IpAddress.of("10.2.0.53")),
                                List.of("corp.example.org")),
                        new AccessRules.Pool("tiny", List.of(IpPrefix.of("10.98.0.0/30")), List.of(), List.of())),
                List.of(new AccessRules.Site(
                        "branch",
                        BRANCH,
                        List.of(IpPrefix.of("10.1.0.0/16")),
                        List.of(IpPrefix.of("10.7.0.0/16")),
                        false)));
    }

    private List<GatewayAction> step(GatewayInput input) {
        GatewayOutcome outcome = core.step(input, new Now(tick, NOON.plusNanos(tick.nanos())));
        done.addAll(outcome.actions());
        wake = outcome.wake();
        return outcome.actions();
    }

    private void pass(Duration duration) {
        tick = tick.plus(duration);
    }

    private static AdmitRequest request(String device, IpFamily... families) {
        return new AdmitRequest(
                Identity.fqdn(device),
                device,
                Optional.of(new AdmitRequest.PeerCertificate(Bytes.ofUtf8(device), "CN=" + device)),
                PATH,
                List.of(families));
    }

    private static Admission.Known known(String device, String user, String... groups) {
        UserName name = new UserName(user);
        return new Admission.Known(
                Optional.of(new Kept.Enrolled(
                        new Kept.Device("id-" + device, name, device, NOON, Optional.empty()),
                        new Kept.DeviceCertificate("id-" + device, "01", Bytes.ofUtf8(device), "CN=" + device, NOON))),
                Optional.of(new Person(name, List.of(groups), true)));
    }

    private List<GatewayAction> admit(long sa, AdmitRequest request, Admission.Known known) {
        SaId id = new SaId(sa);
        step(new GatewayInput.Happened(id, new IkeEvent.Started(false, PATH)));
        assertThat(step(new GatewayInput.Asked(id, FIRST, request)))
                .containsExactly(new GatewayAction.LookUp(
                        id, FIRST, request.certificate().orElseThrow().fingerprint()));
        return step(new GatewayInput.LookedUp(id, FIRST, Result.ok(known)));
    }

    private static Answer answer(List<GatewayAction> actions) {
        return actions.stream()
                .filter(GatewayAction.AnswerIke.class::isInstance)
                .map(action -> ((GatewayAction.AnswerIke) action).answer())
                .findFirst()
                .orElseThrow();
    }

    private static Failure denial(List<GatewayAction> actions) {
        return ((Answer.Denied) answer(actions)).why();
    }

    private void childUp(long sa, int spi) {
        EspSuite suite = new EspSuite(EncryptionAlgorithm.AES_256_GCM_16, Optional.empty(), true);
        IkeEvent.Child child = new IkeEvent.Child(new Spi(spi), new Spi(spi + 1), suite, List.of(), List.of());
        step(new GatewayInput.Happened(new SaId(sa), new IkeEvent.ChildUp(child)));
    }

    private List<StoreWrite> written() {
        return done.stream()
                .filter(GatewayAction.Persist.class::isInstance)
                .flatMap(action -> ((GatewayAction.Persist) action).writes().stream())
                .toList();
    }

    private List<Kept.Attempt> savedAttempts() {
        pass(GatewayCore.SAVE_AFTER);
        step(new GatewayInput.TimeReached());
        return written().stream()
                .filter(StoreWrite.KeepAttempts.class::isInstance)
                .flatMap(write -> ((StoreWrite.KeepAttempts) write).attempts().stream())
                .toList();
    }

    private List<GatewayAction> close(long sa) {
        return step(new GatewayInput.Happened(
                new SaId(sa), new IkeEvent.Closed(new IkeEvent.Closing(IkeEvent.Closing.By.PEER, Optional.empty()))));
    }

    private int inUse() {
        GatewayAction.Reply reply = (GatewayAction.Reply)
                step(new GatewayInput.Asks(new GatewayInput.RequestId(9), new GatewayInput.Wanted.Pools()))
                        .getLast();
        return ((GatewayAction.Said.Pools) reply.what())
                .pools().stream().mapToInt(fill -> fill.inUse()).sum();
    }

    @Test
    void aKnownDeviceGetsAddressesOfBothFamiliesAndWhatItsRoleReaches() {
        Answer.Admitted admitted = (Answer.Admitted)
                answer(admit(1, request("laptop", IpFamily.V4, IpFamily.V6), known("laptop", "alice", "employees")));
        assertThat(admitted.assignment().addresses())
                .extracting(IpAddress::toString)
                .containsExactly("10.99.0.2", "fd99:1::2");
        assertThat(admitted.assignment().subnets())
                .extracting(IpPrefix::toString)
                .containsExactly("10.1.0.0/24", "fd01::/64", "10.2.0.53/32");
        assertThat(admitted.assignment().domains()).containsExactly("corp.example.org");
        assertThat(admitted.local())
                .extracting(TrafficSelector::toString)
                .containsExactly("10.1.0.0/24", "fd01::/64", "10.2.0.53/32");
        assertThat(admitted.remote())
                .extracting(TrafficSelector::toString)
                .containsExactly("10.99.0.2/32", "fd99:1::2/128");
    }

    @Test
    void aFullTunnelCoversOnlyTheFamiliesThatTheClientGot() {
        Answer.Admitted admitted = (Answer.Admitted)
                answer(admit(1, request("laptop", IpFamily.V4, IpFamily.V6), known("laptop", "root", "admins")));
        assertThat(admitted.assignment().addresses())
                .extracting(IpAddress::toString)
                .containsExactly("10.98.0.2");
        assertThat(admitted.assignment().subnets()).isEmpty();
        assertThat(admitted.local()).containsExactly(TrafficSelector.all(IpFamily.V4));
    }

    @Test
    void anUnknownDeviceIsDenied() {
        Admission.Known nothing = new Admission.Known(Optional.empty(), Optional.empty());
        assertThat(denial(admit(1, request("laptop", IpFamily.V4), nothing)))
                .isInstanceOf(GatewayFailure.UnknownDevice.class);
        assertThat(savedAttempts().getFirst().failure().orElseThrow().code()).isEqualTo("GW-001");
    }

    @Test
    void aRevokedDeviceIsDenied() {
        Admission.Known known = known("laptop", "alice", "employees");
        Kept.Enrolled enrolled = known.enrolled().orElseThrow();
        Kept.Device revoked = new Kept.Device("id-laptop", enrolled.device().user(), "laptop", NOON, Optional.of(NOON));
        Admission.Known now =
                new Admission.Known(Optional.of(new Kept.Enrolled(revoked, enrolled.certificate())), known.person());
        assertThat(denial(admit(1, request("laptop", IpFamily.V4), now)).code()).hasToString("GW-002");
    }

    @Test
    void aRevocationThatOvertakesTheLookUpStillBites() {
        SaId sa = new SaId(1);
        step(new GatewayInput.Asked(sa, FIRST, request("laptop", IpFamily.V4)));
        step(new GatewayInput.Asks(
                new GatewayInput.RequestId(1), new GatewayInput.Wanted.DeviceRevoked(List.of("id-laptop"), "root")));
        assertThat(denial(step(new GatewayInput.LookedUp(sa, FIRST, Result.ok(known("laptop", "alice", "employees")))))
                        .code())
                .hasToString("GW-002");
    }

    @Test
    void aDisabledUserIsDenied() {
        Admission.Known known = known("laptop", "alice", "employees");
        Person disabled = new Person(new UserName("alice"), List.of("employees"), false);
        assertThat(denial(admit(
                                1,
                                request("laptop", IpFamily.V4),
                                new Admission.Known(known.enrolled(), Optional.of(disabled))))
                        .code())
                .hasToString("GW-003");
    }

    @Test
    void aUserWhoLeftTheDirectoryIsDenied() {
        Admission.Known known = known("laptop", "alice", "employees");
        assertThat(denial(admit(
                                1,
                                request("laptop", IpFamily.V4),
                                new Admission.Known(known.enrolled(), Optional.empty())))
                        .code())
                .hasToString("GW-004");
    }

    /// Cisco CVE-2023-20269 let people in under a default group.
    @Test
    void thereIsNoDefaultRole() {
        assertThat(denial(admit(1, request("laptop", IpFamily.V4), known("laptop", "alice", "guests")))
                        .code())
                .hasToString("GW-005");
        assertThat(denial(admit(2, request("laptop", IpFamily.V4), known("laptop", "alice")))
                        .code())
                .hasToString("GW-005");
    }

    @Test
    void aUserMayHaveAsManyDevicesAtOnceAsTheRoleSays() {
        admit(1, request("laptop", IpFamily.V4), known("laptop", "alice", "employees"));
        admit(2, request("phone", IpFamily.V4), known("phone", "alice", "employees"));
        assertThat(denial(admit(3, request("tablet", IpFamily.V4), known("tablet", "alice", "employees")))
                        .code())
                .hasToString("GW-006");
        close(1);
        assertThat(answer(admit(4, request("tablet", IpFamily.V4), known("tablet", "alice", "employees"))))
                .isInstanceOf(Answer.Admitted.class);
    }

    @Test
    void aDeviceThatConnectsAgainReplacesItsOlderSessionAndKeepsItsAddress() {
        admit(1, request("laptop", IpFamily.V4), known("laptop", "alice", "employees"));
        List<GatewayAction> second = admit(2, request("laptop", IpFamily.V4), known("laptop", "alice", "employees"));
        assertThat(second).contains(new GatewayAction.OrderIke(new SaId(1), new Command.Disconnect()));
        assertThat(((Answer.Admitted) answer(second)).assignment().addresses())
                .containsExactly(IpAddress.of("10.99.0.2"));
        close(1);
        assertThat(inUse()).isEqualTo(1);
    }

    @Test
    void whenThePoolIsFullTheNextDeviceHearsThatThereIsNoAddress() {
        admit(1, request("one", IpFamily.V4), known("one", "root", "admins"));
        Answer answer = answer(admit(2, request("two", IpFamily.V4), known("two", "operator", "admins")));
        assertThat(((Answer.NoAddress) answer).why().code()).hasToString("GW-007");
        close(1);
        assertThat(answer(admit(3, request("two", IpFamily.V4), known("two", "operator", "admins"))))
                .isInstanceOf(Answer.Admitted.class);
    }

    @Test
    void leasesOfAnEarlierRunAreSticky() {
        core = core(List.of(new Kept.Lease("staff", "id-laptop", IpAddress.of("10.99.0.77"), NOON)));
        Answer.Admitted admitted = (Answer.Admitted)
                answer(admit(1, request("laptop", IpFamily.V4), known("laptop", "alice", "employees")));
        assertThat(admitted.assignment().addresses()).containsExactly(IpAddress.of("10.99.0.77"));
    }

    @Test
    void whenTheStoreDoesNotAnswerNobodyIsLetIn() {
        SaId sa = new SaId(1);
        step(new GatewayInput.Asked(sa, FIRST, request("laptop", IpFamily.V4)));
        Failure cause = new StoreFailure.CannotRead("a device", "disk I/O error");
        assertThat(denial(step(new GatewayInput.LookedUp(sa, FIRST, Result.failed(cause))))
                        .code())
                .hasToString("GW-008");
    }

    @Test
    void anAnswerForAnSaThatIsGoneIsIgnored() {
        SaId sa = new SaId(1);
        step(new GatewayInput.Asked(sa, FIRST, request("laptop", IpFamily.V4)));
        close(1);
        assertThat(step(new GatewayInput.LookedUp(sa, FIRST, Result.ok(known("laptop", "alice", "employees")))))
                .isEmpty();
        assertThat(inUse()).isZero();
    }

    @Test
    void aDeviceThatAsksForNoAddressIsDenied() {
        assertThat(denial(admit(1, request("laptop"), known("laptop", "alice", "employees")))
                        .code())
                .hasToString("GW-016");
    }

    @Test
    void aSiteIsAdmittedByItsIdentityWithItsNetworks() {
        AdmitRequest request = new AdmitRequest(BRANCH, "branch.example.org", Optional.empty(), PATH, List.of());
        Answer.Admitted admitted = (Answer.Admitted) answer(step(new GatewayInput.Asked(new SaId(1), FIRST, request)));
        assertThat(admitted.local()).containsExactly(TrafficSelector.of(IpPrefix.of("10.1.0.0/16")));
        assertThat(admitted.remote()).containsExactly(TrafficSelector.of(IpPrefix.of("10.7.0.0/16")));
        assertThat(admitted.assignment().addresses()).isEmpty();
    }

    @Test
    void aSharedSecretWithoutASiteIsDenied() {
        AdmitRequest request = new AdmitRequest(
                Identity.fqdn("who.example.org"), "who.example.org", Optional.empty(), PATH, List.of());
        assertThat(denial(step(new GatewayInput.Asked(new SaId(1), FIRST, request)))
                        .code())
                .hasToString("GW-009");
    }

    @Test
    void revokingADeviceEndsItsSessionAndNoOther() {
        admit(1, request("laptop", IpFamily.V4), known("laptop", "alice", "employees"));
        admit(2, request("phone", IpFamily.V4), known("phone", "alice", "employees"));
        List<GatewayAction> actions = step(new GatewayInput.Asks(
                new GatewayInput.RequestId(5), new GatewayInput.Wanted.DeviceRevoked(List.of("id-phone"), "root")));
        assertThat(actions)
                .containsExactly(
                        new GatewayAction.OrderIke(new SaId(2), new Command.Disconnect()),
                        new GatewayAction.Reply(new GatewayInput.RequestId(5), new GatewayAction.Said.Ended(1)));
    }

    @Test
    void aDisabledUserLosesAllSessionsAndCanComeBackWhenEnabled() {
        admit(1, request("laptop", IpFamily.V4), known("laptop", "alice", "employees"));
        UserName alice = new UserName("alice");
        assertThat(step(new GatewayInput.Asks(
                        new GatewayInput.RequestId(5), new GatewayInput.Wanted.UserDisabled(alice, "root"))))
                .contains(new GatewayAction.OrderIke(new SaId(1), new Command.Disconnect()));
        close(1);
        assertThat(denial(admit(2, request("laptop", IpFamily.V4), known("laptop", "alice", "employees")))
                        .code())
                .hasToString("GW-003");
        step(new GatewayInput.Asks(new GatewayInput.RequestId(6), new GatewayInput.Wanted.UserEnabled(alice)));
        assertThat(answer(admit(3, request("laptop", IpFamily.V4), known("laptop", "alice", "employees"))))
                .isInstanceOf(Answer.Admitted.class);
    }

    @Test
    void anAttemptOfNobodyIsKeptWithItsTimeline() {
        SaId sa = new SaId(1);
        step(new GatewayInput.Happened(sa, new IkeEvent.Started(false, PATH)));
        pass(Duration.ofMillis(20));
        step(new GatewayInput.Happened(sa, new IkeEvent.Noted("no common proposal")));
        close(1);
        Kept.Attempt kept = savedAttempts().getFirst();
        assertThat(kept.number()).isEqualTo(41);
        assertThat(kept.user()).isEmpty();
        assertThat(kept.failure().orElseThrow().code()).isEqualTo("GW-011");
        assertThat(kept.timeline()).extracting(Kept.Moment::what).contains("no common proposal");
        assertThat(kept.timeline()).extracting(Kept.Moment::millis).startsWith(0L, 20L);
    }

    @Test
    void anAttemptSucceedsWhenItsChildSaIsUp() {
        admit(1, request("laptop", IpFamily.V4), known("laptop", "alice", "employees"));
        childUp(1, 1000);
        Kept.Attempt kept = savedAttempts().getFirst();
        assertThat(kept.failure()).isEmpty();
        assertThat(kept.user()).contains("alice");
        assertThat(kept.device()).contains("laptop");
    }

    @Test
    void aTimelineIsBoundedAndKeepsItsEnd() {
        SaId sa = new SaId(1);
        step(new GatewayInput.Happened(sa, new IkeEvent.Started(false, PATH)));
        for (int i = 0; i < 1000; i++) {
            step(new GatewayInput.Happened(sa, new IkeEvent.Noted("line " + i + "x".repeat(1000))));
        }
        close(1);
        Kept.Attempt kept = savedAttempts().getFirst();
        assertThat(kept.timeline()).hasSize(Attempts.MOST_MOMENTS);
        assertThat(kept.timeline().getLast().what()).startsWith("GW-011");
        assertThat(kept.timeline())
                .allSatisfy(moment -> assertThat(moment.what().length()).isLessThan(250));
    }

    @Test
    void attemptsUnderWayAreBounded() {
        for (int i = 1; i <= Attempts.MOST_OPEN + 1; i++) {
            step(new GatewayInput.Happened(new SaId(i), new IkeEvent.Started(false, PATH)));
        }
        assertThat(savedAttempts())
                .singleElement()
                .satisfies(
                        kept -> assertThat(kept.failure().orElseThrow().code()).isEqualTo("GW-017"));
    }

    @Test
    void aFloodOfAttemptsIsWrittenInBatches() {
        for (int i = 1; i <= GatewayCore.SAVE_AT; i++) {
            step(new GatewayInput.Happened(new SaId(i), new IkeEvent.Started(false, PATH)));
            close(i);
        }
        assertThat(written().stream().filter(StoreWrite.KeepAttempts.class::isInstance))
                .singleElement()
                .satisfies(write ->
                        assertThat(((StoreWrite.KeepAttempts) write).attempts()).hasSize(GatewayCore.SAVE_AT));
    }

    @Test
    void aSessionThatCarriesNothingEndsAfterItsIdleTimeButOneInUseDoesNot() {
        admit(1, request("laptop", IpFamily.V4), known("laptop", "alice", "employees"));
        admit(2, request("phone", IpFamily.V4), known("phone", "alice", "employees"));
        establish(1);
        establish(2);
        childUp(1, 1000);
        childUp(2, 2000);
        done.clear();
        for (int minute = 0; minute <= 31; minute++) {
            step(new GatewayInput.Counted(Map.of(new Spi(1000), new SaCounters(minute + 1, 1, 1, 1, 1, 0))));
            pass(Duration.ofMinutes(1));
            step(new GatewayInput.TimeReached());
        }
        assertThat(orders()).containsExactly(new GatewayAction.OrderIke(new SaId(2), new Command.Disconnect()));
    }

    @Test
    void aSessionEndsAfterTheLongestTimeOfItsRole() {
        admit(1, request("laptop", IpFamily.V4), known("laptop", "alice", "employees"));
        establish(1);
        childUp(1, 1000);
        done.clear();
        for (int hour = 0; hour < 12; hour++) {
            assertThat(orders()).isEmpty();
            for (int part = 0; part < 3; part++) {
                step(new GatewayInput.Counted(
                        Map.of(new Spi(1000), new SaCounters(hour * 3L + part + 1, 1, 1, 1, 1, 0))));
                pass(Duration.ofMinutes(20));
                step(new GatewayInput.TimeReached());
            }
        }
        assertThat(orders()).hasSize(1);
    }

    private void establish(long sa) {
        Session session = sessionsOf(sa);
        session.established = true;
    }

    private Session sessionsOf(long sa) {
        return core.session(new SaId(sa)).orElseThrow();
    }

    private List<GatewayAction> orders() {
        return done.stream().filter(GatewayAction.OrderIke.class::isInstance).toList();
    }

    @Test
    void countersAreReadRegularlyWhileThereAreSessionsAndAddUpOverRekeys() {
        assertThat(wake).isEmpty();
        admit(1, request("laptop", IpFamily.V4), known("laptop", "alice", "employees"));
        establish(1);
        childUp(1, 1000);
        pass(GatewayCore.COUNT_EVERY);
        assertThat(step(new GatewayInput.TimeReached()))
                .contains(new GatewayAction.ReadCounters(List.of(new Spi(1000))));
        step(new GatewayInput.Counted(Map.of(new Spi(1000), new SaCounters(1, 100, 2, 200, 1, 0))));
        childUp(1, 3000);
        step(new GatewayInput.PairRemoved(new SaId(1), new Spi(1000), new SaCounters(2, 150, 3, 250, 1, 0)));
        step(new GatewayInput.Counted(Map.of(new Spi(3000), new SaCounters(1, 11, 2, 22, 1, 0))));
        assertThat(sessionsOf(1).view().inboundOctets()).isEqualTo(161);
        assertThat(sessionsOf(1).view().outboundOctets()).isEqualTo(272);
    }

    @Test
    void whoAsksForTheSessionsGetsCountersThatWereReadForThem() {
        admit(1, request("laptop", IpFamily.V4), known("laptop", "alice", "employees"));
        establish(1);
        childUp(1, 1000);
        assertThat(step(asksForSessions(1))).containsExactly(new GatewayAction.ReadCounters(List.of(new Spi(1000))));
        assertThat(step(asksForSessions(2))).isEmpty();
        List<GatewayAction> replies =
                step(new GatewayInput.Counted(Map.of(new Spi(1000), new SaCounters(1, 100, 2, 200, 1, 0))));
        GatewayAction.Said fresh =
                new GatewayAction.Said.Sessions(List.of(sessionsOf(1).view()));
        assertThat(sessionsOf(1).view().inboundOctets()).isEqualTo(100);
        assertThat(replies)
                .containsExactly(
                        new GatewayAction.Reply(new GatewayInput.RequestId(1), fresh),
                        new GatewayAction.Reply(new GatewayInput.RequestId(2), fresh));
        assertThat(step(asksForSessions(3))).singleElement().isInstanceOf(GatewayAction.ReadCounters.class);
    }

    @Test
    void withoutTrafficThereIsNothingToReadBeforeTheSessionsAreTold() {
        assertThat(step(asksForSessions(1)))
                .containsExactly(new GatewayAction.Reply(
                        new GatewayInput.RequestId(1), new GatewayAction.Said.Sessions(List.of())));
    }

    @Test
    void aReadingThatGetsLostDoesNotKeepTheNextFromHappening() {
        admit(1, request("laptop", IpFamily.V4), known("laptop", "alice", "employees"));
        establish(1);
        childUp(1, 1000);
        step(asksForSessions(1));
        pass(GatewayCore.COUNT_EVERY);
        assertThat(step(new GatewayInput.TimeReached()))
                .contains(new GatewayAction.ReadCounters(List.of(new Spi(1000))));
    }

    @Test
    void aSessionThatWasReplacedIsNotShownThoughItsPeerHasNotConfirmed() {
        admit(1, request("laptop", IpFamily.V4), known("laptop", "alice", "employees"));
        establish(1);
        admit(2, request("laptop", IpFamily.V4), known("laptop", "alice", "employees"));
        establish(2);
        assertThat(step(asksForSessions(1)))
                .containsExactly(new GatewayAction.Reply(
                        new GatewayInput.RequestId(1),
                        new GatewayAction.Said.Sessions(List.of(sessionsOf(2).view()))));
    }

    private static GatewayInput asksForSessions(long request) {
        return new GatewayInput.Asks(new GatewayInput.RequestId(request), new GatewayInput.Wanted.Sessions());
    }

    @Test
    void whenTheGatewayStopsEverySessionEndsAndNothingIsLost() {
        admit(1, request("laptop", IpFamily.V4), known("laptop", "alice", "employees"));
        establish(1);
        childUp(1, 1000);
        step(new GatewayInput.Happened(new SaId(2), new IkeEvent.Started(false, PATH)));
        done.clear();
        step(new GatewayInput.Stopping());
        assertThat(orders()).hasSize(1);
        assertThat(written()).anyMatch(StoreWrite.EndSession.class::isInstance);
        assertThat(written())
                .anyMatch(write -> write instanceof StoreWrite.KeepAttempts kept
                        && kept.attempts().size() == 2);
        assertThat(inUse()).isZero();
    }

    @Test
    void newRulesHoldForTheNextPeerAndLiveSessionsStay() {
        admit(1, request("laptop", IpFamily.V4), known("laptop", "alice", "employees"));
        AccessRules old = rules();
        assertThat(step(new GatewayInput.RulesChanged(new AccessRules(List.of(), old.pools(), List.of()))))
                .isEmpty();
        assertThat(denial(admit(2, request("phone", IpFamily.V4), known("phone", "alice", "employees")))
                        .code())
                .hasToString("GW-005");
        assertThat(inUse()).isEqualTo(1);
    }

    @Test
    void whatTheSettingsTookAwayEndsTheSessionsOfThatRoleOnly() {
        admit(1, request("laptop", IpFamily.V4), known("laptop", "alice", "employees"));
        admit(2, request("console", IpFamily.V4), known("console", "root", "admins"));
        List<GatewayAction> actions = step(new GatewayInput.Asks(
                new GatewayInput.RequestId(5), new GatewayInput.Wanted.Taken(List.of("staff"), List.of("everything"))));
        assertThat(actions)
                .containsExactly(
                        new GatewayAction.OrderIke(new SaId(1), new Command.Disconnect()),
                        new GatewayAction.Reply(new GatewayInput.RequestId(5), new GatewayAction.Said.Ended(1)));
    }
}
