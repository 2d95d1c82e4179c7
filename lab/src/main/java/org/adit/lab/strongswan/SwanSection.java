package org.adit.lab.strongswan;

import java.util.LinkedHashMap;
import java.util.Map;

/// A section of strongswan.conf or swanctl.conf: settings and sections, in the order in which they were first named.
final class SwanSection {
    private final Map<String, String> settings = new LinkedHashMap<>();
    private final Map<String, SwanSection> sections = new LinkedHashMap<>();

    SwanSection set(String key, String value) {
        settings.put(key, value);
        return this;
    }

    /// The section of that name, made if it is not there.
    SwanSection section(String name) {
        return sections.computeIfAbsent(name, _ -> new SwanSection());
    }

    /// Sets what a dotted path names, as in `plugins.eap-tls.fragment_size`.
    SwanSection setPath(String path, String value) {
        int dot = path.indexOf('.');
        if (dot < 0) {
            return set(path, value);
        }
        section(path.substring(0, dot)).setPath(path.substring(dot + 1), value);
        return this;
    }

    String render() {
        StringBuilder text = new StringBuilder();
        render(text, "");
        return text.toString();
    }

    private void render(StringBuilder text, String indent) {
        settings.forEach((key, value) ->
                text.append(indent).append(key).append(" = ").append(value).append('\n'));
        sections.forEach((name, section) -> {
            text.append(indent).append(name).append(" {\n");
            section.render(text, indent + "  ");
            text.append(indent).append("}\n");
        });
    }
}
