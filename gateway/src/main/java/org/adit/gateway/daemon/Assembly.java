package org.adit.gateway.daemon;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.adit.base.diagnosis.Failure;
import org.adit.base.diagnosis.Result;
import org.adit.dataplane.cipher.EngineChoice;
import org.adit.dataplane.userspace.UserspaceDataPlane;
import org.adit.gateway.access.AccessRules;
import org.adit.gateway.access.RulesOf;
import org.adit.gateway.api.ApiClient;
import org.adit.gateway.api.ApiServer;
import org.adit.gateway.ca.CaFailure;
import org.adit.gateway.ca.CertificateAuthority;
import org.adit.gateway.config.GatewayConfig;
import org.adit.gateway.identity.local.LocalDirectory;
import org.adit.gateway.session.GatewayCore;
import org.adit.gateway.session.GatewayInput;
import org.adit.gateway.store.Kept;
import org.adit.gateway.store.StoreWrite;
import org.adit.gateway.store.embedded.EmbeddedStore;
import org.adit.protocol.crypto.JcaCrypto;
import org.adit.protocol.ike.IkeEndpoint;
import org.adit.protocol.ike.IkeSettings;
import org.adit.protocol.ike.Input;
import org.adit.protocol.ike.Trial;

/// The running gateway's table of contents: everything is made here, top to bottom.
final class Assembly {
    static final String STORE = "store.db";
    static final String CA = "ca";

    private Assembly() {}

    static Result<GatewayDaemon, Failure> start(Path settings, Trial trial, Closing closing) {
        try {
            return Result.ok(make(new SettingsFile(settings), trial, closing));
        } catch (Stopped stopped) {
            closing.close();
            return Result.failed(stopped.failure());
        }
    }

    private static GatewayDaemon make(SettingsFile file, Trial trial, Closing closing) throws Stopped {
        StartTimes times = StartTimes.ofProcess();
        times.reached("command line");
        GatewayConfig config = Stopped.unless(file.read());
        SystemSources sources = new SystemSources();
        Path data = Path.of(config.gateway().data());
        AccessRules rules = Stopped.unless(RulesOf.config(config));
        times.reached("settings");

        System.setProperty("org.sqlite.tmpdir", data.toString());
        EmbeddedStore store = closing.add("store", Stopped.unless(EmbeddedStore.open(data.resolve(STORE))));
        Kept.Ending crash = new Kept.Ending(Instant.now(), "the gateway was killed", 0, 0);
        Stopped.unless(store.write(List.of(new StoreWrite.EndAllSessions(crash))));
        GatewayCore core = new GatewayCore(
                config.gateway().name(), rules, Stopped.unless(store.leases()), Stopped.unless(store.numbers()));
        SessionThread sessions = new SessionThread(core, sources);
        times.reached("store");

        GatewayHost host = closing.add("machine", Stopped.unless(GatewayHost.open(config)));
        times.reached("device and sockets");
        JcaCrypto crypto = JcaCrypto.create();
        times.reached("rest of the crypto self-test");
        CertificateAuthority authority = Stopped.unless(CertificateAuthority.load(data.resolve(CA), sources));
        IkeSettings ikeSettings = Stopped.unless(Credentials.settings(config, authority, Instant.now()))
                .withTimes(trial.times());
        times.reached("CA and certificates");

        IkeEndpoint endpoint = new IkeEndpoint(ikeSettings, crypto, sources, trial.witness());
        IkeInbox inbox = new IkeInbox();
        EngineChoice ciphers = Ciphers.of(config, crypto, data, sources);
        UserspaceDataPlane dataPlane = new UserspaceDataPlane(
                host.ports(),
                host.tunnel(),
                ciphers,
                inbox::onDatagram,
                event -> inbox.give(new Input.FromDataPlane(event)));
        closing.add("data plane", dataPlane);
        DataPlaneView view = new DataPlaneView(dataPlane, ciphers);
        IkeShard ike = new IkeShard(inbox, endpoint, dataPlane, sessions);

        SiteRequests sites = new SiteRequests(host, config);
        Obeying obeying =
                new Obeying(new Obeying.Parts(store, new LocalDirectory(store), dataPlane, host, ike, sessions, sites));
        closing.add("effects", obeying);
        GatewayDaemon daemon = new GatewayDaemon(
                new GatewayDaemon.Parts(file, authority, host, view, ike, sessions, sites, sources, config, trial));
        closing.add("IKE", ike::stop);
        closing.add("sessions", () -> daemon.endSessions());

        sessions.start(obeying);
        dataPlane.start();
        ike.start();
        sessions.give(new GatewayInput.TimeReached()); // sites that we call are due now
        times.reached("IKE");
        closing.add("API", api(data, store, daemon, authority, sources));
        times.reached("API");
        ciphers.start(GatewayDaemon::log); // last: it may compute for seconds, and nobody waits for it
        daemon.log(crypto.report(), times);
        return daemon;
    }

    private static ApiServer api(
            Path data, EmbeddedStore store, GatewayDaemon daemon, CertificateAuthority authority, SystemSources sources)
            throws Stopped {
        Path socket = data.resolve(ApiClient.SOCKET);
        InstantSource clock = InstantSource.system();
        try {
            return new ApiServer(
                    socket, new ApiServer.Parts(store, daemon, new LocalIssuer(authority, clock), sources, clock));
        } catch (IOException | RuntimeException unusable) {
            throw new Stopped(new StartFailure.ApiUnavailable(socket.toString(), unusable.toString()));
        }
    }

    /// Makes what `init` makes: CA, server certificates and an empty store, in the data folder of the settings.
    /// With `again`, what is there already is kept.
    static Optional<Failure> init(Path settings, boolean again) {
        try {
            GatewayConfig config = Stopped.unless(new SettingsFile(settings).read());
            SystemSources sources = new SystemSources();
            Path data = Path.of(config.gateway().data());
            Stopped.unless(EmbeddedStore.open(data.resolve(STORE))).close();
            CertificateAuthority authority = authority(config, again, sources);
            Stopped.unless(authority.serverCredentials(List.of(config.gateway().name()), Instant.now()));
            return Optional.empty();
        } catch (Stopped stopped) {
            return Optional.of(stopped.failure());
        }
    }

    private static CertificateAuthority authority(GatewayConfig config, boolean again, SystemSources sources)
            throws Stopped {
        Path folder = Path.of(config.gateway().data()).resolve(CA);
        if (again
                && CertificateAuthority.load(folder, sources)
                        instanceof Result.Ok<CertificateAuthority, CaFailure>(CertificateAuthority kept)) {
            return kept;
        }
        return Stopped.unless(CertificateAuthority.create(
                folder, "Adit CA of " + config.gateway().name(), sources, Instant.now()));
    }
}
