package org.adit.protocol.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.adit.base.Bytes;
import org.adit.base.net.IpPrefix;
import org.adit.base.secret.Secret;
import org.adit.protocol.ipsec.ChildSaSpec;
import org.adit.protocol.ipsec.DataPlaneEvent;
import org.adit.protocol.ipsec.EspKeys;
import org.adit.protocol.ipsec.EspSuite;
import org.adit.protocol.ipsec.Path;
import org.adit.protocol.ipsec.SaCounters;
import org.adit.protocol.ipsec.SaLimits;
import org.adit.protocol.ipsec.Spi;
import org.adit.protocol.ipsec.TrafficSelector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What every [org.adit.protocol.ipsec.DataPlane] does, the fakes included. Left is a gateway with 10.1.0.0/16 and
/// fd01::/64 behind it, right a client with the leases 10.9.0.7 and fd09::7.
public abstract class DataPlaneContract {
    protected static final SaLimits NO_LIMITS =
            new SaLimits(Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE);
    private static final String SITE = "10.1.0.1";
    private static final String CLIENT = "10.9.0.7";

    private TwoDataPlanes two;

    protected abstract TwoDataPlanes twoDataPlanes();

    protected abstract EspSuite suite();

    @BeforeEach
    void connect() {
        two = twoDataPlanes();
    }

    @AfterEach
    void disconnect() {
        two.close();
    }

    /// The left half of a pair whose SPIs and keys follow from `number`.
    protected ChildSaSpec left(int number, boolean starts, SaLimits limits) {
        return new ChildSaSpec(
                new Spi(0x1000 + number),
                new Spi(0x2000 + number),
                suite(),
                keys(number),
                keys(number + 100),
                site(),
                client(),
                two.path(),
                limits,
                starts);
    }

    protected ChildSaSpec right(int number, boolean starts, SaLimits limits) {
        Path path = two.path();
        return new ChildSaSpec(
                new Spi(0x2000 + number),
                new Spi(0x1000 + number),
                suite(),
                keys(number + 100),
                keys(number),
                client(),
                site(),
                new Path(path.peer(), path.local()),
                limits,
                starts);
    }

    private static List<TrafficSelector> site() {
        return List.of(TrafficSelector.of(IpPrefix.of("10.1.0.0/16")), TrafficSelector.of(IpPrefix.of("fd01::/64")));
    }

    private static List<TrafficSelector> client() {
        return List.of(TrafficSelector.of(IpPrefix.of(CLIENT)), TrafficSelector.of(IpPrefix.of("fd09::7")));
    }

    private EspKeys keys(int number) {
        return new EspKeys(
                secret(number, suite().encryption().keyMaterialOctets()),
                secret(number + 50, suite().integrityKeyOctets()));
    }

    private static Secret secret(int number, int octets) {
        byte[] key = new byte[octets];
        for (int i = 0; i < octets; i++) {
            key[i] = (byte) (number * 31 + i * 7);
        }
        return Secret.own(key);
    }

    private void installBoth(int number) {
        two.left().install(left(number, true, NO_LIMITS));
        two.right().install(right(number, true, NO_LIMITS));
        two.settle();
    }

    private static Bytes down(int number) {
        return InnerUdp.packet(SITE, CLIENT, number, 100);
    }

    private static Bytes up(int number) {
        return InnerUdp.packet(CLIENT, SITE, number, 100);
    }

    @Test
    void packetsInsideTheSelectorsArriveUnchangedBothWays() {
        installBoth(1);
        Bytes down6 = InnerUdp.packet("fd01::1", "fd09::7", 3, 1200);
        Bytes up6 = InnerUdp.packet("fd09::7", "fd01::1", 4, 0);
        two.leftSends(down(1));
        two.leftSends(down6);
        two.rightSends(up(2));
        two.rightSends(up6);
        two.settle();
        assertThat(two.rightReceived()).containsExactly(down(1), down6);
        assertThat(two.leftReceived()).containsExactly(up(2), up6);
    }

    @Test
    void withoutAnSaNothingArrives() {
        two.leftSends(down(1));
        two.settle();
        assertThat(two.rightReceived()).isEmpty();
    }

    @Test
    void whatNoSelectorHoldsIsNotSent() {
        installBoth(1);
        two.leftSends(InnerUdp.packet("10.2.0.1", CLIENT, 1, 10));
        two.leftSends(InnerUdp.packet(SITE, "10.9.0.8", 1, 10));
        two.rightSends(InnerUdp.packet("10.9.0.8", SITE, 1, 10));
        two.settle();
        assertThat(two.rightReceived()).isEmpty();
        assertThat(two.leftReceived()).isEmpty();
    }

    @Test
    void whatThePeerShouldNotHaveSentIsNotDelivered() {
        // R-4301-02: the right one believes to have more than the left one granted.
        two.left().install(left(1, true, NO_LIMITS));
        ChildSaSpec greedy = right(1, true, NO_LIMITS);
        List<TrafficSelector> more = List.of(TrafficSelector.of(IpPrefix.of("10.0.0.0/8")));
        two.right()
                .install(new ChildSaSpec(
                        greedy.inboundSpi(),
                        greedy.outboundSpi(),
                        greedy.suite(),
                        greedy.inboundKeys(),
                        greedy.outboundKeys(),
                        more,
                        more,
                        greedy.path(),
                        greedy.limits(),
                        true));
        two.settle();
        two.rightSends(InnerUdp.packet("10.9.0.8", SITE, 1, 10));
        two.rightSends(InnerUdp.packet(CLIENT, "10.2.0.1", 1, 10));
        two.rightSends(up(1));
        two.settle();
        assertThat(two.leftReceived()).containsExactly(up(1));
        assertThat(two.left().read(new Spi(0x1001)).droppedPackets()).isEqualTo(2);
    }

    @Test
    void aPairReceivesAtOnceButSendsOnlyWhenTold() {
        two.left().install(left(1, false, NO_LIMITS));
        two.right().install(right(1, true, NO_LIMITS));
        two.settle();
        two.rightSends(up(1));
        two.leftSends(down(1));
        two.settle();
        assertThat(two.leftReceived()).containsExactly(up(1));
        assertThat(two.rightReceived()).isEmpty();
        two.left().startSending(new Spi(0x1001));
        two.settle();
        two.leftSends(down(2));
        two.settle();
        assertThat(two.rightReceived()).containsExactly(down(2));
    }

    @Test
    void aRekeyUnderTrafficLosesNothing() {
        installBoth(1);
        List<Bytes> sentDown = new ArrayList<>();
        List<Bytes> sentUp = new ArrayList<>();
        List<Bytes> gotDown = new ArrayList<>();
        List<Bytes> gotUp = new ArrayList<>();
        for (int step = 0; step < 60; step++) {
            switch (step) {
                case 10 -> two.left().install(left(2, false, NO_LIMITS)); // the responder may not send yet
                case 20 -> two.right().install(right(2, true, NO_LIMITS));
                case 30 -> two.left().startSending(new Spi(0x1002));
                case 40 -> two.left().remove(new Spi(0x1001));
                case 50 -> two.right().remove(new Spi(0x2001));
                default -> two.settle();
            }
            sentDown.add(down(step));
            sentUp.add(up(step));
            two.leftSends(down(step));
            two.rightSends(up(step));
            two.settle();
            gotDown.addAll(two.rightReceived());
            gotUp.addAll(two.leftReceived());
        }
        assertThat(gotDown).isEqualTo(sentDown);
        assertThat(gotUp).isEqualTo(sentUp);
        assertThat(two.left().read(new Spi(0x1002)).inboundPackets()).isEqualTo(40);
        assertThat(two.left().read(new Spi(0x1002)).outboundPackets()).isEqualTo(30);
    }

    @Test
    void theOldPairServesAgainWhenTheNewOneGoes() {
        installBoth(1);
        installBoth(2);
        two.left().remove(new Spi(0x1002));
        two.settle();
        two.leftSends(down(1));
        two.settle();
        assertThat(two.rightReceived()).containsExactly(down(1));
        assertThat(two.right().read(new Spi(0x2001)).inboundPackets()).isEqualTo(1);
    }

    @Test
    void aRemovedPairNeitherSendsNorReceives() {
        installBoth(1);
        two.left().remove(new Spi(0x1001));
        two.settle();
        two.leftSends(down(1));
        two.rightSends(up(1));
        two.settle();
        assertThat(two.rightReceived()).isEmpty();
        assertThat(two.leftReceived()).isEmpty();
        assertThat(two.left().read(new Spi(0x1001))).isEqualTo(SaCounters.NONE);
    }

    @Test
    void countersCountInnerPacketsAndOctets() {
        installBoth(1);
        for (int i = 0; i < 5; i++) {
            two.leftSends(down(i));
        }
        two.settle();
        long octets = 5L * down(0).length();
        SaCounters sender = two.left().read(new Spi(0x1001));
        SaCounters receiver = two.right().read(new Spi(0x2001));
        assertThat(List.of(sender.outboundPackets(), sender.outboundOctets())).containsExactly(5L, octets);
        assertThat(List.of(receiver.inboundPackets(), receiver.inboundOctets())).containsExactly(5L, octets);
        assertThat(receiver.lastInboundNanos()).isNotZero();
        assertThat(sender.inboundPackets()).isZero();
        assertThat(sender.lastInboundNanos()).isZero();
    }

    @Test
    void theSoftLimitIsToldOnceAndTheHardOneEndsThePair() {
        two.left().install(left(1, true, new SaLimits(3, 6, Long.MAX_VALUE, Long.MAX_VALUE)));
        two.right().install(right(1, true, NO_LIMITS));
        two.settle();
        for (int i = 0; i < 10; i++) {
            two.leftSends(down(i));
        }
        two.settle();
        assertThat(two.rightReceived()).hasSize(6);
        assertThat(two.leftEvents())
                .containsExactly(
                        new DataPlaneEvent.SoftLimit(new Spi(0x1001)), new DataPlaneEvent.HardLimit(new Spi(0x1001)));
        assertThat(two.rightEvents()).isEmpty();
    }

    @Test
    void unknownSpisAreIgnored() {
        two.left().startSending(new Spi(0x7777));
        two.left().move(new Spi(0x7777), two.path());
        two.left().remove(new Spi(0x7777));
        two.settle();
        assertThat(two.left().read(new Spi(0x7777))).isEqualTo(SaCounters.NONE);
        assertThat(two.leftEvents()).isEmpty();
    }

    @Test
    void anSpiInUseIsRefusedAndItsPairGoesOn() {
        installBoth(1);
        ChildSaSpec again = left(1, true, NO_LIMITS);
        two.left().install(again);
        two.settle();
        assertThat(two.leftEvents()).hasSize(1).first().isInstanceOf(DataPlaneEvent.InstallFailed.class);
        two.leftSends(down(1));
        two.settle();
        assertThat(two.rightReceived()).containsExactly(down(1));
    }

    @Test
    void afterRemovalTheKeysOfTheSpecAreWiped() {
        ChildSaSpec spec = left(1, true, NO_LIMITS);
        two.left().install(spec);
        two.left().remove(spec.inboundSpi());
        two.settle();
        assertThat(spec.inboundKeys().encryption().wiped()).isTrue();
        assertThat(spec.inboundKeys().integrity().wiped()).isTrue();
        assertThat(spec.outboundKeys().encryption().wiped()).isTrue();
        assertThat(spec.outboundKeys().integrity().wiped()).isTrue();
    }
}
