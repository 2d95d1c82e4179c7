package org.adit.systemtest.peers;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.adit.base.net.IpAddress;
import org.adit.lab.process.Await;
import org.adit.lab.process.BackgroundProcess;
import org.adit.lab.process.Command;
import org.adit.lab.world.Namespace;

/// Echo requests without pause while a test does something else: 50 a second.
final class PingStream {
    private static final Pattern SEQUENCE = Pattern.compile("icmp_seq=(\\d+)");
    private static final Duration SOON = Duration.ofSeconds(5);

    private final BackgroundProcess ping;

    private PingStream(BackgroundProcess ping) {
        this.ping = ping;
    }

    /// Returns when answers come.
    static PingStream start(Namespace from, IpAddress to) {
        PingStream stream =
                new PingStream(from.start("ping", Command.of("ping", "-n", "-i", "0.02", "-W", "1", to.toString())));
        Await.until("answers", SOON, () -> stream.answered() > 3, stream.ping::text);
        return stream;
    }

    /// Ends it; how many requests before the last one that was answered were not.
    long lost() {
        long before = answered();
        Await.until("more answers", SOON, () -> answered() > before + 10, ping::text);
        ping.interrupt();
        return last() - answered();
    }

    private long answered() {
        return SEQUENCE.matcher(ping.text())
                .results()
                .mapToLong(hit -> Long.parseLong(hit.group(1)))
                .distinct()
                .count();
    }

    private long last() {
        Matcher hits = SEQUENCE.matcher(ping.text());
        return hits.results()
                .mapToLong(hit -> Long.parseLong(hit.group(1)))
                .max()
                .orElse(0);
    }
}
