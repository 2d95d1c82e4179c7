package org.adit.app.demo;

import java.time.Duration;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.adit.base.net.IpAddress;
import org.adit.lab.process.BackgroundProcess;
import org.adit.lab.process.Command;
import org.adit.lab.process.LabFault;
import org.adit.lab.world.CompanyHost;
import org.adit.lab.world.Namespace;

/// Numbered echo requests at a steady pace, and beside them a page of many megabytes, from a laptop to the wiki.
final class SteadyLoad {
    private static final Pattern ANSWER = Pattern.compile("icmp_seq=(\\d+) .*time=");
    private static final Pattern SENT = Pattern.compile("(\\d+) packets transmitted, (\\d+) (?:packets )?received");
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final IpAddress WIKI = CompanyHost.WIKI.v4();

    private final BackgroundProcess pings;
    private final BackgroundProcess page;

    private SteadyLoad(BackgroundProcess pings, BackgroundProcess page) {
        this.pings = pings;
        this.page = page;
    }

    /// Returns when the first answers have come. `octets` are fetched in about as many seconds as the requests take.
    static SteadyLoad from(Namespace laptop, int requests, Duration between, int octets) {
        long millis = between.toMillis();
        BackgroundProcess pings = laptop.start(
                "ping",
                Command.of(
                        "ping",
                        "-n",
                        "-W",
                        "2",
                        "-i",
                        Double.toString(millis / 1000.0),
                        "-c",
                        "" + requests,
                        "" + WIKI));
        long pace = octets * 1000L / (requests * millis);
        BackgroundProcess page = laptop.start(
                "page",
                Command.of(List.of(
                        "curl",
                        "--silent",
                        "--show-error",
                        "--fail",
                        "--noproxy",
                        "*",
                        "--limit-rate",
                        "" + pace,
                        "--output",
                        "/dev/null",
                        "--write-out",
                        "fetched=%{size_download}",
                        "http://" + WIKI + "/blob/" + octets)));
        pings.awaitText("icmp_seq=5 ", PATIENCE);
        return new SteadyLoad(pings, page);
    }

    /// @param longestGap how many requests in a row were not answered at most
    record Outcome(int sent, int answered, int longestGap, long fetched) {}

    /// Waits for the end of both.
    Outcome end() {
        pings.awaitExit(PATIENCE);
        page.awaitExit(PATIENCE);
        String text = pings.text();
        Matcher counts = SENT.matcher(text);
        if (!counts.find()) {
            throw new LabFault("ping did not say how it went: " + text);
        }
        int sent = Integer.parseInt(counts.group(1));
        return new Outcome(sent, Integer.parseInt(counts.group(2)), longestGap(text, sent), fetched());
    }

    private static int longestGap(String text, int sent) {
        TreeSet<Integer> answered = new TreeSet<>();
        Matcher answer = ANSWER.matcher(text);
        while (answer.find()) {
            answered.add(Integer.parseInt(answer.group(1)));
        }
        answered.add(sent + 1);
        int longest = 0;
        int last = 0;
        for (int number : answered) {
            longest = Math.max(longest, number - last - 1);
            last = number;
        }
        return longest;
    }

    private long fetched() {
        String text = page.text();
        int at = text.lastIndexOf("fetched=");
        if (at < 0 || text.contains("curl:")) {
            throw new LabFault("the page did not come: " + text);
        }
        return Long.parseLong(text.substring(at + "fetched=".length()).strip());
    }
}
