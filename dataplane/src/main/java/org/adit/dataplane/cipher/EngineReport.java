package org.adit.dataplane.cipher;

import java.util.List;
import java.util.Optional;

/// Which engine serves which suite and why, for the log, the status and metrics. `notes` say what is not here or
/// failed, and where figures come from that we did not measure.
public record EngineReport(EngineSwitch wanted, List<Row> rows, List<String> notes) {
    public EngineReport {
        rows = List.copyOf(rows);
        notes = List.copyOf(notes);
    }

    /// `nanos` are absent as long as nothing was measured.
    public record Row(Protection protection, CipherEngine engine, String version, Optional<Nanos> nanos) {
        @Override
        public String toString() {
            return protection + " by " + engine + " " + version
                    + nanos.map(some -> " (" + some + " ns at 64, 576, 1438 octets)")
                            .orElse("");
        }
    }
}
