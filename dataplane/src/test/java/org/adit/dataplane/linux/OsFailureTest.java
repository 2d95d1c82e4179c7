package org.adit.dataplane.linux;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.adit.base.Bytes;
import org.adit.base.diagnosis.Failure;
import org.adit.base.net.Endpoint;
import org.adit.base.net.IpAddress;
import org.adit.dataplane.ffm.Errno;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OsFailureTest {
    private static final List<OsFailure> ALL = List.of(
            new OsFailure.NoTunDevice("/dev/net/tun", "ENOENT"),
            new OsFailure.NotPermitted("make a device", "CAP_NET_ADMIN", "EPERM"),
            new OsFailure.PortTaken(new Endpoint(IpAddress.of("::"), 4500)),
            new OsFailure.AddressNotAvailable(IpAddress.of("192.0.2.1")),
            new OsFailure.AlreadyExists("route to 10.0.0.0/8"),
            new OsFailure.NameTaken("adit0"),
            new OsFailure.NoSuchLink("eth7"),
            new OsFailure.FamilyUnsupported("open a socket"),
            new OsFailure.NotReachable("add a route", "ENETUNREACH"),
            new OsFailure.TooManyOpenFiles("open a socket", "EMFILE"),
            new OsFailure.StrangeReply("list the routes", "a message claims 3 of 2 octets", Bytes.ofHex("0300")),
            new OsFailure.KeepsChanging("list the routes", 8),
            new OsFailure.NoSuchProgram("nft", "nftables"),
            new OsFailure.ProgramFailed("nft", 1, ""),
            new OsFailure.KernelSettingRefused("/proc/sys/net/ipv4/ip_forward", "1", "read-only"),
            new OsFailure.FeatureRefused("tun-tcp", "the kernel does not know it"),
            new OsFailure.Unexpected("add a route", "EINVAL", ""));

    @Test
    void everyKindOfFailureIsInThisList() {
        assertThat(ALL.stream().<Class<?>>map(Object::getClass))
                .containsExactlyInAnyOrder(OsFailure.class.getPermittedSubclasses());
    }

    @Test
    void everyFailureHasACodeOfItsOwnAndThreeTexts() {
        assertThat(ALL.stream().map(Failure::code)).doesNotHaveDuplicates();
        for (OsFailure failure : ALL) {
            assertThat(List.of(
                            failure.explain().what(),
                            failure.explain().why(),
                            failure.explain().remedy()))
                    .as(failure.toString())
                    .allSatisfy(text -> assertThat(text).hasSizeGreaterThan(15).doesNotContain("null"));
            assertThat(failure.blame()).isNotNull();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "1, DP-002",
        "13, DP-002",
        "24, DP-010",
        "23, DP-010",
        "97, DP-008",
        "100, DP-009",
        "101, DP-009",
        "113, DP-009",
        "22, DP-016",
        "9999, DP-016"
    })
    void anErrorNumberBecomesTheFailureThatSaysMost(int errno, String code) {
        assertThat(OsFailure.of("do it", errno).code()).hasToString(code);
    }

    @Test
    void anUnknownErrorNumberIsShownAsANumber() {
        assertThat(Errno.name(9999)).isEqualTo("errno 9999");
    }
}
