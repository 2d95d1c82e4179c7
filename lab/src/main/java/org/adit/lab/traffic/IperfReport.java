package org.adit.lab.traffic;

import org.adit.lab.process.LabFault;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What `iperf3 --json` reports.
final class IperfReport {
    private IperfReport() {}

    /// Bits per second at the receiver.
    static double received(String json) {
        try {
            JsonNode rate = JsonMapper.shared()
                    .readTree(json)
                    .path("end")
                    .path("sum_received")
                    .path("bits_per_second");
            if (rate.isNumber()) {
                return rate.doubleValue();
            }
        } catch (JacksonException e) {
            throw new LabFault("iperf3 reported something else than JSON: " + json, e);
        }
        throw new LabFault("iperf3 reported no rate at the receiver: " + json);
    }
}
