package org.adit.dataplane.cipher;

import java.util.List;

/// An engine that is here: what it has, and how its ciphers are made.
record Engine(CipherEngine name, String version, List<Protection> protections, EngineCiphers ciphers) {
    Engine {
        protections = List.copyOf(protections);
    }

    boolean has(Protection protection) {
        return protections.contains(protection);
    }

    /// Which goes first before anything was measured, the smallest first.
    int rank() {
        return switch (name) {
            case IPSEC_MB -> 0;
            // Before 3.2 it does not use the wide AES instructions of recent processors.
            case LIBCRYPTO -> atLeast(3, 2) ? 1 : 4;
            case CORRETTO -> 2;
            case JDK -> 3;
        };
    }

    private boolean atLeast(int major, int minor) {
        String[] parts = version.split("\\D+", 3);
        if (parts.length < 2 || parts[0].isEmpty()) {
            return false;
        }
        int itsMajor = Integer.parseInt(parts[0]);
        return itsMajor > major || itsMajor == major && Integer.parseInt(parts[1]) >= minor;
    }

    @Override
    public String toString() {
        return name + " " + version;
    }
}
