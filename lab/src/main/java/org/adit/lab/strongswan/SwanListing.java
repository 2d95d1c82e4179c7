package org.adit.lab.strongswan;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.adit.lab.process.LabFault;

/// Reads what `swanctl --list-sas --raw` prints: one event an IKE SA, `name {key=value … name {…}}`.
final class SwanListing {
    private static final String EVENT = "list-sa event ";
    // A value may hold spaces (a distinguished name): it ends before the next key, section or brace. swanctl's keys are
    // lower case, the attributes of names are not.
    private static final Pattern TOKEN = Pattern.compile(
            "\\s*(?:(?<close>})|(?<open>[^\\s{}=]+) \\{|(?<key>[a-z][a-z0-9-]*)=(?<value>\\[[^\\]]*\\]|[^{}]*?)(?=\\s[a-z][a-z0-9-]*=|\\s[^\\s{}=]+ \\{|}))");

    private final Matcher tokens;

    private final String text;

    private SwanListing(String text) {
        this.text = text;
        this.tokens = TOKEN.matcher(text);
    }

    /// The IKE SAs of an output, in its order.
    static List<SwanSa> parse(String output) {
        List<SwanSa> sas = new ArrayList<>();
        for (String line : output.lines().toList()) {
            if (line.startsWith(EVENT)) {
                Node event = new SwanListing(line.substring(EVENT.length() + 1)).node();
                event.children.forEach((name, node) -> sas.add(sa(name, node)));
            }
        }
        return sas;
    }

    /// The elements of `[one two]`.
    static List<String> list(String bracketed) {
        String inner = bracketed.replace("[", "").replace("]", "").strip();
        return inner.isEmpty() ? List.of() : List.of(inner.split("[\\s,]+"));
    }

    private static SwanSa sa(String name, Node node) {
        List<SwanChildSa> children = new ArrayList<>();
        Node all = node.children.get("child-sas");
        if (all != null) {
            all.children.values().forEach(child -> children.add(new SwanChildSa(child.values)));
        }
        return new SwanSa(name, node.values, children);
    }

    private Node node() {
        Node node = new Node();
        while (tokens.lookingAt()) {
            String open = tokens.group("open");
            String key = tokens.group("key");
            String value = tokens.group("value");
            tokens.region(tokens.end(), tokens.regionEnd());
            if (open != null) {
                node.children.put(open, node());
            } else if (key != null && value != null) {
                node.values.put(key, value);
            } else {
                return node;
            }
        }
        String rest = text.substring(tokens.regionStart());
        if (!rest.isBlank()) {
            throw new LabFault("swanctl listed something that cannot be read: " + rest);
        }
        return node;
    }

    private static final class Node {
        private final Map<String, String> values = new LinkedHashMap<>();
        private final Map<String, Node> children = new LinkedHashMap<>();
    }
}
