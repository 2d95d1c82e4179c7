package org.adit.gateway.daemon;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.adit.base.diagnosis.Failure;
import org.adit.base.diagnosis.Result;
import org.adit.dataplane.cipher.EngineReport;
import org.adit.gateway.access.RulesOf;
import org.adit.gateway.api.ApiClient;
import org.adit.gateway.api.CorePort;
import org.adit.gateway.ca.CertificateAuthority;
import org.adit.gateway.config.ConfigChange;
import org.adit.gateway.config.GatewayConfig;
import org.adit.gateway.session.GatewayAction.Said;
import org.adit.gateway.session.GatewayInput;
import org.adit.gateway.session.GatewayInput.Wanted;
import org.adit.protocol.crypto.CryptoReport;
import org.adit.protocol.ike.Trial;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.ObjectNode;

/// A gateway that runs, from [#start] to [#close].
public final class GatewayDaemon implements CorePort, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(GatewayDaemon.class);
    private static final Duration FAREWELL = Duration.ofMillis(1500);
    private static final long LOOK_MILLIS = 20;

    /// What it is made of.
    record Parts(
            SettingsFile file,
            CertificateAuthority authority,
            GatewayHost host,
            DataPlaneView dataPlane,
            IkeShard ike,
            SessionThread sessions,
            SiteRequests sites,
            SystemSources sources,
            GatewayConfig config,
            Trial trial) {}

    private final Parts parts;
    private final Instant since = Instant.now();
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile AutoCloseable closing = () -> {};
    private GatewayConfig config;

    GatewayDaemon(Parts parts) {
        this.parts = parts;
        this.config = parts.config();
    }

    /// Starts all of it, or nothing. The failure is for the user.
    public static Result<GatewayDaemon, Failure> start(Path settings) {
        return start(settings, Trial.NONE);
    }

    /// As [#start(Path)], on trial.
    public static Result<GatewayDaemon, Failure> start(Path settings, Trial trial) {
        Closing closing = new Closing();
        return Assembly.start(settings, trial, closing).map(daemon -> {
            daemon.closing = closing;
            return daemon;
        });
    }

    /// Makes CA, server certificates and an empty store for these settings; a failure if there is a CA already.
    public static Optional<Failure> init(Path settings) {
        return Assembly.init(settings, false);
    }

    /// As [#init], after one that was killed: a CA that is there stays.
    public static Optional<Failure> initAgain(Path settings) {
        return Assembly.init(settings, true);
    }

    /// Closes it when the process is told to end (SIGTERM, SIGINT, SIGHUP), and waits for that.
    public void runUntilSignal() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::close, "shutdown"));
        try {
            ended.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            close();
        }
    }

    /// Says goodbye to every peer, then gives back all that was taken of the machine.
    @Override
    public void close() {
        try {
            closing.close();
        } catch (Exception failure) {
            LOG.warn("the end was not orderly: {}", failure.toString());
        }
        ended.countDown();
    }

    /// Where the API of this gateway is.
    public ApiClient client() {
        return new ApiClient(Path.of(parts.config().gateway().data()));
    }

    @Override
    public Result<Said, Failure> ask(Wanted what) {
        return parts.sessions().ask(what);
    }

    /// What needs a restart waits for it; everything else holds at once for new sessions. Live ones stay, except those
    /// from which something was taken away.
    @Override
    public synchronized Result<String, Failure> reload() {
        try {
            GatewayConfig next = Stopped.unless(parts.file().read());
            List<ConfigChange> changes = ConfigChange.between(config, next);
            if (changes.isEmpty()) {
                return Result.ok("nothing changed");
            }
            var rules = Stopped.unless(RulesOf.config(next));
            var settings = Stopped.unless(Credentials.settings(next, parts.authority(), Instant.now()))
                    .withTimes(parts.trial().times());
            Optional<Failure> refused = parts.host().apply(next);
            if (refused.isPresent()) {
                return Result.failed(refused.get());
            }
            parts.ike().replaceSettings(settings);
            parts.sites().replace(next);
            parts.sessions().give(new GatewayInput.RulesChanged(rules));
            parts.sessions().ask(taken(changes));
            config = next;
            String what =
                    String.join("; ", changes.stream().map(GatewayDaemon::words).toList());
            LOG.info("settings reloaded: {}", what);
            return Result.ok(what);
        } catch (Stopped stopped) {
            Obeying.warn(stopped.failure());
            return Result.failed(stopped.failure());
        }
    }

    @Override
    public ObjectNode status() {
        ObjectNode status = ApiClient.body()
                .put("name", parts.config().gateway().name())
                .put("since", since.toString())
                .put("ikeSas", parts.ike().size())
                .put("droppedByIke", parts.ike().dropped())
                .put("droppedBySessions", parts.sessions().dropped());
        parts.dataPlane().tell(status);
        return status;
    }

    /// All sessions end in the books first; then the peers are given a moment to hear of it.
    void endSessions() throws InterruptedException {
        parts.sessions().stop();
        long until = parts.sources().now().tick().nanos() + FAREWELL.toNanos();
        while (parts.ike().size() > 0 && parts.sources().now().tick().nanos() < until) {
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
    }

    void log(CryptoReport report, StartTimes times) {
        LOG.info("cryptography by {} ({})", report.provider(), report.why());
        if (!report.withdrawn().isEmpty()) {
            LOG.warn("not offered, for they failed the self-test: {}", report.withdrawn());
        }
        LOG.info(
                "gateway {} runs, listening on {}",
                config.gateway().name(),
                config.gateway().listen());
        LOG.info("features of this machine: {}", parts.dataPlane().features());
        LOG.info("answering IKE {} ms after the program began: {}", times.millisUntil("IKE"), times);
    }

    static void log(EngineReport report) {
        LOG.info("ciphers: {}", report.rows());
        report.notes().forEach(note -> LOG.info("ciphers: {}", note));
    }

    /// Whose sessions end, by the settings that they began under.
    private Wanted taken(List<ConfigChange> changes) {
        List<String> roles = new ArrayList<>();
        List<String> sites = new ArrayList<>();
        for (ConfigChange change : changes) {
            if (change.effect() != ConfigChange.Effect.ENDS_SESSIONS) {
                continue;
            }
            switch (change) {
                case ConfigChange.RoleChanged role -> role.before().ifPresent(gone -> roles.add(gone.name()));
                case ConfigChange.PoolChanged pool ->
                    pool.before()
                            .ifPresent(gone -> config.roles().stream()
                                    .filter(role -> role.pool().equals(gone.name()))
                                    .forEach(role -> roles.add(role.name())));
                case ConfigChange.SiteChanged site -> site.before().ifPresent(gone -> sites.add(gone.name()));
                case ConfigChange.FrontChanged _,
                        ConfigChange.PolicyChanged _,
                        ConfigChange.MasqueradeChanged _,
                        ConfigChange.DataPlaneChanged _,
                        ConfigChange.RolesReordered _ -> {}
            }
        }
        return new Wanted.Taken(roles, sites);
    }

    private static String words(ConfigChange change) {
        return switch (change.effect()) {
            case LIVE, NEW_SESSIONS -> change.text();
            case ENDS_SESSIONS -> change.text() + " (its sessions end)";
            case RESTART -> change.text() + " (after a restart)";
        };
    }
}
