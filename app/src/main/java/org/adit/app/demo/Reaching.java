package org.adit.app.demo;

import java.util.List;
import java.util.stream.Collectors;
import org.adit.base.net.IpAddress;
import org.adit.lab.capture.Dissection;
import org.adit.lab.capture.PacketCapture;
import org.adit.lab.process.Finished;
import org.adit.lab.traffic.PingResult;
import org.adit.lab.traffic.Traffic;
import org.adit.lab.world.CompanyHost;

/// What the person gets to, and what not.
final class Reaching {
    private static final String COMPANY_DEVICE = "eth0";

    private Reaching() {}

    static void name(Stage stage, Evidence evidence) {
        String fqdn = CompanyHost.WIKI.fqdn();
        try (Wire wire = Wire.watch(stage);
                PacketCapture company = company(stage)) {
            List<IpAddress> addresses = stage.traffic().resolve(fqdn);
            Evidence.require(
                    addresses.contains(CompanyHost.WIKI.v4()),
                    "the laptop resolves %s to %s".formatted(fqdn, addresses));
            Dissection inside = company.stop();
            Wire.Seen outside = wire.stop();
            List<String> question = only(
                    inside,
                    "dns.flags.response == 0 && dns.qry.type == 1 && dns.qry.name == \"" + fqdn + "\"",
                    List.of("ip.src", "ip.dst"));
            Evidence.require(
                    stage.leases().contains(question.getFirst()), "the question came from %s".formatted(question));
            evidence.saw(stage.laptop(), "%s is %s".formatted(fqdn, joined(addresses)));
            evidence.saw(
                    stage.world().company(),
                    "DNS question from %s to %s".formatted(question.getFirst(), question.getLast()));
            sealed(stage, evidence, outside);
        }
    }

    static void page(Stage stage, Evidence evidence) {
        try (Wire wire = Wire.watch(stage);
                PacketCapture company = company(stage)) {
            String page = stage.traffic()
                    .fetch("http://" + CompanyHost.WIKI.fqdn() + "/hello")
                    .strip();
            Dissection inside = company.stop();
            Wire.Seen outside = wire.stop();
            List<String> request =
                    only(inside, "http.request.uri == \"/hello\"", List.of("ip.src", "ipv6.src", "http.host"));
            String from = request.get(0) + request.get(1);
            Evidence.require(stage.leases().contains(from), "the request came from %s".formatted(from));
            evidence.saw(stage.laptop(), "“%s”".formatted(page));
            evidence.saw(stage.world().company(), "HTTP request from %s to %s".formatted(from, request.getLast()));
            sealed(stage, evidence, outside);
        }
    }

    static void refused(Stage stage, Evidence evidence) {
        CompanyHost payroll = CompanyHost.PAYROLL;
        String tunnel = stage.device();
        try (PacketCapture company = company(stage)) {
            Finished plain = stage.traffic().tryFetch("http://" + payroll.fqdn() + "/");
            stage.laptop().ip("route", "add", payroll.v4() + "/32", "dev", tunnel);
            PingResult forced = stage.traffic().ping(payroll.v4(), 3);
            stage.laptop().ip("route", "del", payroll.v4() + "/32", "dev", tunnel);
            Evidence.require(!plain.succeeded() && forced.answered() == 0, "payroll answered");
            stage.traffic().fetch("http://" + CompanyHost.WIKI.v4() + "/control");
            Dissection inside = company.stop();
            int arrived = inside.count("ip.addr == " + payroll.v4() + " || ipv6.addr == " + payroll.v6());
            int control = inside.count("http.request.uri == \"/control\"");
            Evidence.require(arrived == 0 && control == 1, "%d packets arrived at payroll".formatted(arrived));
            evidence.saw(stage.laptop(), plain.err().strip());
            evidence.saw(
                    stage.laptop(),
                    "forced into %s: %d of %d pings answered".formatted(tunnel, forced.answered(), forced.sent()));
            evidence.saw(
                    stage.world().company(),
                    "%d packets at %s (payroll); the wiki answered meanwhile".formatted(arrived, payroll.v4()));
        }
        backwards(stage, evidence);
    }

    /// The gateway's own refusal: what its session's selectors do not cover is not sent.
    private static void backwards(Stage stage, Evidence evidence) {
        IpAddress laptop = IpAddress.of(stage.leases().getFirst());
        Traffic company = Traffic.from(stage.world().company());
        PingResult wiki = company.ping(laptop, 3, CompanyHost.WIKI.v4());
        PingResult payroll = company.ping(laptop, 3, CompanyHost.PAYROLL.v4());
        Evidence.require(
                wiki.allAnswered() && payroll.answered() == 0,
                "pings to the laptop: %d answered from the wiki, %d from payroll"
                        .formatted(wiki.answered(), payroll.answered()));
        evidence.saw(
                stage.world().gateway(),
                "nor back: of 3 pings to %s it passes %d of the wiki, %d of payroll"
                        .formatted(laptop, wiki.answered(), payroll.answered()));
    }

    private static PacketCapture company(Stage stage) {
        return PacketCapture.on(stage.world().company(), COMPANY_DEVICE);
    }

    private static void sealed(Stage stage, Evidence evidence, Wire.Seen outside) {
        Evidence.require(
                outside.esp() > 0 && outside.readable() == 0,
                "in the internet: %d ESP packets, %d that anybody can read"
                        .formatted(outside.esp(), outside.readable()));
        evidence.saw(
                stage.world().internet(),
                "%d ESP packets, %d that anybody can read".formatted(outside.esp(), outside.readable()));
    }

    /// The first frame that matches; there must be one.
    private static List<String> only(Dissection packets, String filter, List<String> fields) {
        List<List<String>> frames = packets.fields(filter, fields);
        Evidence.require(!frames.isEmpty(), "no packet in the company's network matches %s".formatted(filter));
        return frames.getFirst();
    }

    private static String joined(List<IpAddress> addresses) {
        return addresses.stream().map(IpAddress::toString).collect(Collectors.joining(", "));
    }
}
