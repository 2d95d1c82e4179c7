package org.adit.app.demo;

import java.util.List;
import java.util.function.BiConsumer;

/// One thing that the demo shows. `name` is for machines, `title` for people; `act` does it and adds what it saw.
record DemoStep(String name, String title, BiConsumer<Stage, Evidence> act) {
    static List<DemoStep> untilConnected() {
        return List.of(
                new DemoStep("world", "a home behind a NAT, an internet, a company", Building::world),
                new DemoStep("gateway", "a gateway with a new CA", Building::gateway),
                new DemoStep("enrol", "a person, and a certificate for her laptop", Building::enrol),
                new DemoStep("sign-in", "laptop and gateway prove who they are, by certificate", SigningIn::signIn),
                new DemoStep("address", "the laptop has an inside address", SigningIn::address),
                new DemoStep("split-route", "only what she may reach goes through the tunnel", SigningIn::splitRoute));
    }

    static List<DemoStep> whileConnected() {
        return List.of(
                new DemoStep("name", "the company's DNS resolves an internal name", Reaching::name),
                new DemoStep("page", "an internal page comes through the tunnel", Reaching::page),
                new DemoStep("refused", "what her role may not reach stays out of reach", Reaching::refused),
                new DemoStep("rekey", "new keys for both SAs under load, nothing is lost", Living::rekey),
                new DemoStep("move", "the NAT forgets her; the tunnel goes on from a new port", Living::move),
                new DemoStep("speed", "bulk transfer through the tunnel", Living::speed));
    }

    static List<DemoStep> atTheEnd() {
        return List.of(
                new DemoStep("disconnect", "nothing of the tunnel stays on the laptop", Leaving::disconnect),
                new DemoStep("clean-up", "nothing of the demo stays on this machine", Leaving::cleanUp));
    }

    /// Everything, in order.
    static List<DemoStep> all() {
        return List.of(untilConnected(), whileConnected(), atTheEnd()).stream()
                .flatMap(List::stream)
                .toList();
    }
}
