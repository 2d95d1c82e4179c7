package org.adit.client.daemon;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.adit.base.Bytes;
import org.adit.base.diagnosis.Failure;
import org.adit.base.diagnosis.Result;
import org.adit.base.net.Endpoint;
import org.adit.base.net.IpAddress;
import org.adit.base.net.IpFamily;
import org.adit.client.connection.ClientInput;
import org.adit.client.host.Host;
import org.adit.client.host.HostPlan;
import org.adit.client.host.linux.LinuxHost;
import org.adit.protocol.ipsec.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Does what waits: names on virtual threads, the host's changes one after the other on a thread of their own. What
/// comes of it goes to the inbox.
final class Effects implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Effects.class);
    private static final int WAITING = 64;
    private static final int PATIENCE_SECONDS = 30;

    private final LinuxHost host;
    private final Map<IpFamily, Integer> localPorts;
    private final int gatewayPort;
    private final Inbox inbox;
    private final ThreadPoolExecutor thread = new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(WAITING),
            Thread.ofPlatform().name("host-0").factory());

    /// `localPorts` are those of our sockets.
    Effects(LinuxHost host, Map<IpFamily, Integer> localPorts, int gatewayPort, Inbox inbox) {
        this.host = host;
        this.localPorts = Map.copyOf(localPorts);
        this.gatewayPort = gatewayPort;
        this.inbox = inbox;
    }

    void resolve(String name) {
        Thread.ofVirtual().name("resolve").start(() -> inbox.tell(new ClientInput.Resolved(addressesOf(name))));
    }

    void findPath(IpAddress gateway) {
        onHost(() -> {
            Optional<Integer> port = Optional.ofNullable(localPorts.get(gateway.family()));
            Optional<Path> path = port.flatMap(local -> host.sourceTowards(gateway)
                    .map(source -> new Path(new Endpoint(source, local), new Endpoint(gateway, gatewayPort))));
            inbox.tell(new ClientInput.PathFound(gateway, path));
        });
    }

    void apply(HostPlan plan) {
        onHost(() -> inbox.tell(
                switch (host.apply(plan)) {
                    case Result.Ok<Host.Applied, Failure>(Host.Applied applied) -> new ClientInput.HostApplied(applied);
                    case Result.Failed<Host.Applied, Failure>(Failure why) -> new ClientInput.HostRefused(why);
                }));
    }

    void restore() {
        onHost(() -> inbox.tell(new ClientInput.HostRestored(
                host.restore() instanceof Result.Failed<Host.Restored, Failure>(Failure why)
                        ? Optional.of(why)
                        : Optional.empty())));
    }

    private void onHost(Runnable work) {
        try {
            thread.execute(work);
        } catch (RejectedExecutionException full) {
            LOG.warn("the host does not keep up with changes of the network", full);
        }
    }

    private static List<IpAddress> addressesOf(String name) {
        Optional<IpAddress> literal = IpAddress.parse(name);
        if (literal.isPresent()) {
            return List.of(literal.get());
        }
        try {
            return Arrays.stream(InetAddress.getAllByName(name))
                    .map(found -> IpAddress.of(Bytes.of(found.getAddress())))
                    .distinct()
                    .toList();
        } catch (UnknownHostException notFound) {
            return List.of();
        }
    }

    /// Waits for what is under way, then restores.
    @Override
    public void close() {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("the host did not finish its last change");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        host.close();
    }
}
