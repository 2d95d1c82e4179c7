package org.adit.base.diagnosis;

import java.util.Locale;

/// `AREA-number`, as in `IKE-210`. The area says which part of the product speaks.
public record FailureCode(Area area, int number) implements Comparable<FailureCode> {
    /// The parts of the product that have failures of their own.
    public enum Area {
        /// settings (`base.settings`, readers of sections)
        SET,
        /// octets on the wire (`protocol.wire`)
        WIRE,
        /// the IKE SA and its exchanges (`protocol.ike`, `exchange`, `negotiate`)
        IKE,
        /// proof of identity (`protocol.auth`, `pki`)
        AUTH,
        /// admission: users, devices, leases (`gateway`)
        GW,
        /// our client and its host (`client`)
        CL,
        /// packets and devices (`dataplane`)
        DP,
        /// store of the gateway
        DB,
        /// the command, the demo and the lab
        APP
    }

    public FailureCode {
        if (number < 1 || number > 999) {
            throw new IllegalArgumentException("a failure number is 1 to 999: " + number);
        }
    }

    @Override
    public int compareTo(FailureCode other) {
        int byArea = area.compareTo(other.area);
        return byArea != 0 ? byArea : Integer.compare(number, other.number);
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%s-%03d", area, number);
    }
}
