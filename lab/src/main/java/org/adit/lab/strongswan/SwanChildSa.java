package org.adit.lab.strongswan;

import java.util.List;
import java.util.Map;

/// A Child SA as `swanctl --list-sas` reports it.
public record SwanChildSa(Map<String, String> values) {
    public SwanChildSa {
        values = Map.copyOf(values);
    }

    public boolean isInstalled() {
        return value("state").equals("INSTALLED");
    }

    /// The SPI that charon receives on, 8 hexadecimal digits.
    public String spiIn() {
        return value("spi-in");
    }

    public String spiOut() {
        return value("spi-out");
    }

    public long packetsIn() {
        return number("packets-in");
    }

    public long packetsOut() {
        return number("packets-out");
    }

    public List<String> localSelectors() {
        return SwanListing.list(value("local-ts"));
    }

    public List<String> remoteSelectors() {
        return SwanListing.list(value("remote-ts"));
    }

    /// Empty if swanctl does not mention it.
    public String value(String key) {
        return values.getOrDefault(key, "");
    }

    private long number(String key) {
        return value(key).isEmpty() ? 0 : Long.parseLong(value(key));
    }
}
