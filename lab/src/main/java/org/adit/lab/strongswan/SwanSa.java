package org.adit.lab.strongswan;

import java.util.List;
import java.util.Map;

/// An IKE SA as `swanctl --list-sas` reports it. `values` has all its settings by their names there; lists are as
/// swanctl writes them, in brackets.
public record SwanSa(String connection, Map<String, String> values, List<SwanChildSa> children) {
    public SwanSa {
        values = Map.copyOf(values);
        children = List.copyOf(children);
    }

    public String uniqueId() {
        return value("uniqueid");
    }

    public boolean isEstablished() {
        return value("state").equals("ESTABLISHED");
    }

    /// 16 hexadecimal digits.
    public String initiatorSpi() {
        return value("initiator-spi");
    }

    public String responderSpi() {
        return value("responder-spi");
    }

    /// Empty if swanctl does not mention it.
    public String value(String key) {
        return values.getOrDefault(key, "");
    }

    /// Inside addresses that it was given.
    public List<String> virtualAddresses() {
        return SwanListing.list(value("local-vips"));
    }

    /// Child SAs that carry traffic: those that a rekey has replaced, or is about to install, are left out.
    public List<SwanChildSa> installed() {
        return children.stream().filter(SwanChildSa::isInstalled).toList();
    }
}
