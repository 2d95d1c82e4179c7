package org.adit.gateway.config;

import java.util.List;
import java.util.OptionalInt;
import org.adit.base.feature.Switch;
import org.adit.base.settings.Section;
import org.adit.base.settings.Setting;
import org.adit.base.settings.SettingType;
import org.adit.base.settings.Value;

/// `[data-plane]`: which features of the machine move packets. For machines whose kernel or driver lies about them.
/// `workers` is empty where the machine's size shall decide.
public record DataPlaneSwitches(
        Switch tunTcp,
        Switch tunUdp,
        Switch tunSteering,
        Switch udpSend,
        Switch udpReceive,
        CipherEngine cipherEngine,
        OptionalInt workers) {
    /// Whose code does the cryptography of packets.
    public enum CipherEngine {
        AUTO,
        IPSEC_MB,
        LIBCRYPTO,
        CORRETTO,
        JDK
    }

    static final Setting<Switch> TUN_TCP = offload(
            "tun-tcp",
            "TCP segments pass between the kernel and us many at once (TSO, GRO). `auto`: where the kernel does it"
                    + " right. `on`: or the gateway does not start. `off`: never asked for. So the next four.");
    static final Setting<Switch> TUN_UDP = offload("tun-udp", "Inner UDP datagrams likewise (USO; Linux 6.2).");
    static final Setting<Switch> TUN_STEERING = offload(
            "tun-steering",
            "With more than one worker: the kernel gives each packet for a client to the worker that has this client"
                    + " (eBPF; Linux 4.16). Without, packets of a flow may overtake each other when it begins.");
    static final Setting<Switch> UDP_SEND =
            offload("udp-send", "ESP datagrams are given to the kernel many at once (UDP_SEGMENT).");
    static final Setting<Switch> UDP_RECEIVE =
            offload("udp-receive", "ESP datagrams are taken from the kernel many at once (UDP_GRO; Linux 5.12).");
    static final Setting<CipherEngine> CIPHER_ENGINE = Setting.withDefault(
            "cipher-engine",
            SettingType.oneOf(CipherEngine.class),
            "`auto`: for each suite the fastest on this machine that gives the right answers. By name: that one for"
                    + " every suite that it has, or the gateway does not start.",
            CipherEngine.AUTO,
            "\"auto\"");

    static final Setting<OptionalInt> WORKERS = Setting.withDefault(
            "workers",
            SettingType.autoOrOneOf(List.of(1, 2, 4, 8, 16)),
            "How many threads move packets; each client's packets stay with one. `auto`: one on fewer than 4 processors,"
                    + " else half as many as there are, 8 at most.",
            OptionalInt.empty(),
            "\"auto\"");

    static final Section<DataPlaneSwitches> SECTION = new Section<>(
            "data-plane",
            false,
            "Which features of the machine move packets. What is in use, `adit status` tells.",
            List.of(TUN_TCP, TUN_UDP, TUN_STEERING, UDP_SEND, UDP_RECEIVE, CIPHER_ENGINE, WORKERS),
            in -> {
                Value<Switch> tunTcp = in.read(TUN_TCP);
                Value<Switch> tunUdp = in.read(TUN_UDP);
                Value<Switch> tunSteering = in.read(TUN_STEERING);
                Value<Switch> udpSend = in.read(UDP_SEND);
                Value<Switch> udpReceive = in.read(UDP_RECEIVE);
                Value<CipherEngine> engine = in.read(CIPHER_ENGINE);
                Value<OptionalInt> workers = in.read(WORKERS);
                return in.make(() -> new DataPlaneSwitches(
                        tunTcp.get(),
                        tunUdp.get(),
                        tunSteering.get(),
                        udpSend.get(),
                        udpReceive.get(),
                        engine.get(),
                        workers.get()));
            });

    private static Setting<Switch> offload(String name, String says) {
        return Setting.withDefault(name, SettingType.oneOf(Switch.class), says, Switch.AUTO, "\"auto\"");
    }
}
