package org.adit.client.daemon;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Consumer;
import org.adit.client.connection.ClientCore;
import org.adit.client.connection.ClientFailure;
import org.adit.client.connection.ClientInput;
import org.adit.client.connection.ClientNews;
import org.adit.client.connection.ConnectionWish;
import org.adit.client.control.ControlServer;
import org.adit.client.host.linux.LinuxHost;
import org.adit.client.host.linux.RunFolder;
import org.adit.client.profile.Profile;
import org.adit.dataplane.cipher.EngineChoice;
import org.adit.dataplane.cipher.EngineSwitch;
import org.adit.dataplane.linux.Poller;
import org.adit.dataplane.linux.VectorSum;
import org.adit.dataplane.linux.netlink.LinuxNetwork;
import org.adit.dataplane.linux.tun.Tun;
import org.adit.dataplane.userspace.TunnelSettings;
import org.adit.dataplane.userspace.UserspaceDataPlane;
import org.adit.protocol.crypto.JcaCrypto;
import org.adit.protocol.ike.IkeEndpoint;
import org.adit.protocol.ike.IkeSettings;
import org.adit.protocol.ike.Trial;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes everything, top to bottom, and takes it down in the opposite order.
final class Assembly implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Assembly.class);

    private final Deque<AutoCloseable> made = new ArrayDeque<>();
    private final SystemSources sources = new SystemSources();
    private final Inbox inbox = new Inbox();

    /// A client that has started. Closing its assembly ends it at once; the inbox takes the polite request.
    record Running(Shard shard, Inbox inbox) {}

    private final Trial trial;

    Assembly(Trial trial) {
        this.trial = trial;
    }

    Running assemble(Profile profile, boolean persistent, Places places, Consumer<ClientNews> news) throws CannotStart {
        Credentials credentials = CannotStart.unless(Credentials.of(profile));
        RunFolder folder = CannotStart.unless(RunFolder.open(places.run(), places.resolvConf()));
        RunFolder.Claim claim = keep(CannotStart.unless(folder.claim(profile.name())));
        JcaCrypto crypto = JcaCrypto.create();

        Tun tun = CannotStart.unless(Tun.open(claim.slot().device(), Tun.Offload.AUTO));
        OuterSockets sockets = OuterSockets.open();
        Poller poller = CannotStart.unless(Poller.open(sockets.watchedWith(tun)));
        EngineChoice ciphers =
                new EngineChoice(crypto, EngineSwitch.AUTO, places.run().resolve("cipher-engines"), sources);
        ciphers.start(report -> LOG.debug("ciphers: {}", report)); // not news for who connects
        UserspaceDataPlane dataPlane = keep(new UserspaceDataPlane(
                UserspaceDataPlane.Ports.ofOne(tun, sockets.all(), poller, new VectorSum()),
                TunnelSettings.of(profile.tunnel().mtu(), Optional.empty(), Optional.empty()),
                ciphers,
                inbox,
                inbox::tell));

        LinuxHost host = CannotStart.unless(LinuxHost.open(claim, places.resolvConf()));
        Effects effects =
                keep(new Effects(host, sockets.localPorts(), profile.gateway().port(), inbox));
        keep(CannotStart.unless(NetworkWatch.start(tun.name(), indexOf(tun.name()), inbox)));
        IkeEndpoint ike = new IkeEndpoint(
                IkeSettings.client(profile.policy(), credentials.trust()).withTimes(trial.times()),
                crypto,
                sources,
                trial.witness());
        ClientCore core = new ClientCore(
                new ConnectionWish(
                        profile.gateway().host(),
                        profile.gateway().addresses(),
                        profile.gateway().port(),
                        profile.gateway().identity(),
                        credentials.own(),
                        profile.tunnel(),
                        persistent),
                sources);
        Shard shard = new Shard(new Shard.Parts(core, ike, dataPlane, effects, sources), inbox, news);
        control(folder, new RunningClient(profile.name(), shard, dataPlane, inbox));

        dataPlane.start();
        shard.start();
        return new Running(shard, inbox);
    }

    private static int indexOf(String device) throws CannotStart {
        try (LinuxNetwork network = CannotStart.unless(LinuxNetwork.open(LinuxNetwork.CLIENT_MARK))) {
            return CannotStart.unless(network.link(device)).index();
        }
    }

    private void control(RunFolder folder, RunningClient client) throws CannotStart {
        try {
            keep(ControlServer.start(folder.socketOf(client.profile()), client));
        } catch (IOException trouble) {
            throw new CannotStart(new ClientFailure.StateUnusable(
                    folder.socketOf(client.profile()).toString(), String.valueOf(trouble.getMessage())));
        }
    }

    private <T extends AutoCloseable> T keep(T one) {
        made.push(one);
        return one;
    }

    @Override
    public void close() {
        inbox.tell(new ClientInput.Disconnect());
        while (!made.isEmpty()) {
            Closing.quietly(made.pop());
        }
    }
}
