package org.adit.lab.traffic;

import org.adit.lab.process.LabFault;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What `iperf3 --json` reports of a TCP stream.
///
/// @param received bits per second at the receiver
/// @param sendersCongestionControl by its Linux name
record IperfReport(double received, String sendersCongestionControl) {
    static IperfReport of(String json) {
        JsonNode end;
        try {
            end = JsonMapper.shared().readTree(json).path("end");
        } catch (JacksonException e) {
            throw new LabFault("iperf3 reported something else than JSON: " + json, e);
        }
        JsonNode rate = end.path("sum_received").path("bits_per_second");
        if (!rate.isNumber()) {
            throw new LabFault("iperf3 reported no rate at the receiver: " + json);
        }
        return new IperfReport(
                rate.doubleValue(), end.path("sender_tcp_congestion").asString(""));
    }
}
