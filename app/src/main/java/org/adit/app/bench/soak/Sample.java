package org.adit.app.bench.soak;

import org.adit.app.bench.load.GatewayProcess;

/// The gateway at one moment.
record Sample(double heapKib, double residentKib, double processorMillis) {
    /// Collects its garbage first.
    static Sample of(GatewayProcess gateway) {
        double resident = gateway.residentKibAfterCollection();
        return new Sample(gateway.heapKib(), resident, gateway.processorMillis());
    }
}
