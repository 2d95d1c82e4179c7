package org.adit.gateway.daemon;

import java.util.List;
import org.adit.base.feature.FeatureState;
import org.adit.dataplane.cipher.EngineChoice;
import org.adit.dataplane.cipher.EngineReport;
import org.adit.dataplane.cipher.Nanos;
import org.adit.dataplane.userspace.DataPlaneCounters;
import org.adit.dataplane.userspace.Passage;
import org.adit.dataplane.userspace.UserspaceDataPlane;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What the data plane tells of itself: what passed, which features of the
/// machine it uses, and whose ciphers.
record DataPlaneView(UserspaceDataPlane dataPlane, EngineChoice ciphers) {
    List<FeatureState> features() {
        return dataPlane.features();
    }

    /// Adds to the status.
    void tell(ObjectNode status) {
        traffic(status);
        ArrayNode features = status.putArray("features");
        for (FeatureState one : features()) {
            features.addObject()
                    .put("name", one.name())
                    .put("setting", one.setting().word())
                    .put("used", one.used())
                    .put("why", one.why());
        }
        status.put("workers", dataPlane.workers());
        EngineReport report = ciphers.report();
        ObjectNode engines =
                status.putObject("ciphers").put("setting", report.wanted().toString());
        ArrayNode suites = engines.putArray("suites");
        for (EngineReport.Row row : report.rows()) {
            ObjectNode suite = suites.addObject()
                    .put("suite", row.protection().toString())
                    .put("engine", row.engine().toString())
                    .put("version", row.version());
            row.nanos().ifPresent(measured -> nanos(suite, measured));
        }
        ArrayNode notes = engines.putArray("notes");
        report.notes().forEach(notes::add);
    }

    /// Everything that was counted since the start; `units` are what passed the kernel at once.
    private void traffic(ObjectNode status) {
        DataPlaneCounters counters = dataPlane.counters();
        passage(status.putObject("tunnel"), counters.device());
        passage(status.putObject("network"), counters.sockets());
        ObjectNode drops = status.putObject("drops");
        counters.drops().forEach((reason, count) -> drops.put(reason.label(), count));
    }

    private static void passage(ObjectNode node, Passage passed) {
        node.putObject("in")
                .put("packets", passed.inPackets())
                .put("octets", passed.inOctets())
                .put("units", passed.inUnits());
        node.putObject("out")
                .put("packets", passed.outPackets())
                .put("octets", passed.outOctets())
                .put("units", passed.outUnits());
        node.put("refused", passed.refused());
    }

    /// Of a packet with so many octets.
    private static void nanos(ObjectNode suite, Nanos measured) {
        suite.putObject("nanos")
                .put("64", measured.at64())
                .put("576", measured.at576())
                .put("1438", measured.at1438());
    }
}
