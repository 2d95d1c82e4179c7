package org.adit.app.demo;

import java.util.List;

/// The last lines that gateway and client wrote before a step failed.
record LastWords(List<String> gateway, List<String> client) {
    static final LastWords NONE = new LastWords(List.of(), List.of());

    LastWords {
        gateway = List.copyOf(gateway);
        client = List.copyOf(client);
    }
}
