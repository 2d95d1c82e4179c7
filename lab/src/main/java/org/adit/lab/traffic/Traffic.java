package org.adit.lab.traffic;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.adit.base.net.IpAddress;
import org.adit.lab.process.BackgroundProcess;
import org.adit.lab.process.Command;
import org.adit.lab.process.Finished;
import org.adit.lab.process.LabFault;
import org.adit.lab.world.Namespace;

/// What a person's machine does, from inside its namespace.
public final class Traffic {
    private static final Pattern COUNTS = Pattern.compile("(\\d+) packets transmitted, (\\d+) (?:packets )?received");
    private static final Pattern TIME = Pattern.compile(" time=([0-9.]+) ms");

    private final Namespace from;
    private final String congestionControl; // empty: any

    private Traffic(Namespace from, String congestionControl) {
        this.from = from;
        this.congestionControl = congestionControl;
    }

    public static Traffic from(Namespace machine) {
        return new Traffic(machine, "");
    }

    /// The same, where it is a fault that a TCP stream which is measured was sent with another congestion control, in
    /// either direction, than this by its Linux name.
    public Traffic requiringCongestionControl(String name) {
        return new Traffic(from, name);
    }

    /// How many of `count` echo requests were answered.
    public PingResult ping(IpAddress to, int count) {
        return ping(to, count, List.of());
    }

    /// As [#ping(IpAddress, int)], from one of the machine's own addresses.
    public PingResult ping(IpAddress to, int count, IpAddress source) {
        return ping(to, count, List.of("-I", source.toString()));
    }

    private PingResult ping(IpAddress to, int count, List<String> more) {
        // Once anything was answered, ping waits for the last answer as long as between two questions, whatever -W
        // says:
        // on a busy machine an answer may take a while.
        List<String> argv = new ArrayList<>(List.of("ping", "-n", "-q", "-i", "0.2", "-W", "1"));
        argv.addAll(List.of("-c", Integer.toString(count)));
        argv.addAll(more);
        argv.add(to.toString());
        Finished ping = from.inside(Command.of(argv).within(Duration.ofSeconds(20 + count / 4)))
                .run();
        Matcher counts = COUNTS.matcher(ping.out());
        return counts.find()
                ? new PingResult(Integer.parseInt(counts.group(1)), Integer.parseInt(counts.group(2)))
                : new PingResult(0, 0);
    }

    /// The page at `url`, or a fault with curl's words. Names are resolved by the machine.
    public String fetch(String url) {
        return fetching(url).run().orThrow().out();
    }

    /// How asking for `url` ends, for pages that must not be reachable.
    public Finished tryFetch(String url) {
        return fetching(url).run();
    }

    private Command fetching(String url) {
        return from.command("curl", "--silent", "--show-error", "--fail", "--noproxy", "*", "--max-time", "8", url);
    }

    /// The addresses of a name as this machine resolves it (/etc/hosts, resolv.conf); empty if it has none.
    public List<IpAddress> resolve(String name) {
        return from.run("getent", "ahosts", name)
                .out()
                .lines()
                .map(line -> IpAddress.of(line.split("\\s+", 2)[0]))
                .distinct()
                .toList();
    }

    /// How long each answered one of `count` echo requests took, sent `apart` from each other; those without an answer
    /// are missing.
    public List<Duration> roundTrips(IpAddress to, int count, Duration apart) {
        String interval = BigDecimal.valueOf(apart.toNanos(), 9).toPlainString();
        Finished ping = from.command(
                        "ping", "-n", "-i", interval, "-W", "1", "-c", Integer.toString(count), to.toString())
                .within(apart.multipliedBy(count).plusSeconds(20))
                .run();
        return TIME.matcher(ping.out())
                .results()
                .map(time -> new BigDecimal(time.group(1)).movePointRight(6).longValue())
                .map(Duration::ofNanos)
                .toList();
    }

    /// TCP from here to an [IperfServer] for `seconds`; bits per second that arrived.
    public double tcpBitsPerSecond(IpAddress server, int seconds) {
        return tcp(server, seconds);
    }

    /// TCP to here from an [IperfServer] for `seconds`; bits per second that arrived.
    public double tcpBitsPerSecondBack(IpAddress server, int seconds) {
        return tcp(server, seconds, "--reverse");
    }

    private double tcp(IpAddress server, int seconds, String... more) {
        List<String> argv = new ArrayList<>(List.of("--json"));
        argv.addAll(List.of(more));
        IperfReport report = IperfReport.of(iperf(server, seconds, argv));
        if (!congestionControl.isEmpty() && !report.sendersCongestionControl().equals(congestionControl)) {
            throw new LabFault(
                    "TCP was sent with " + report.sendersCongestionControl() + " instead of " + congestionControl);
        }
        return report.received();
    }

    /// Datagrams of `payload` octets to an [IperfServer] for `seconds`, one system call each, as fast as they can be
    /// sent. What arrives is for the receiver's counters to say.
    public void floodDatagrams(IpAddress server, int seconds, int payload) {
        iperf(server, seconds, List.of("--udp", "--bitrate", "0", "--length", Integer.toString(payload)));
    }

    /// TCP from here to an [IperfServer], held at a rate, until it is closed; returns when it flows.
    public BackgroundProcess flow(IpAddress server, long bitsPerSecond) {
        List<String> argv = client(server, (int) Duration.ofHours(1).toSeconds());
        argv.addAll(List.of("--bitrate", Long.toString(bitsPerSecond), "--forceflush"));
        BackgroundProcess flow = from.start("flow", Command.of(argv));
        flow.awaitText("connected to", Duration.ofSeconds(10));
        return flow;
    }

    private String iperf(IpAddress server, int seconds, List<String> more) {
        List<String> argv = client(server, seconds);
        argv.addAll(more);
        return from.inside(Command.of(argv).within(Duration.ofSeconds(seconds + 20L)))
                .run()
                .orThrow()
                .out();
    }

    private static List<String> client(IpAddress server, int seconds) {
        return new ArrayList<>(List.of("iperf3", "--client", server.toString(), "--time", Integer.toString(seconds)));
    }
}
