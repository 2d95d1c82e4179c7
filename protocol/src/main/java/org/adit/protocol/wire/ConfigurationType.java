package org.adit.protocol.wire;

/// CFG types of RFC 7296 §3.15. Any value can arrive, so this is open; equality is by value.
public record ConfigurationType(int value) {
    public static final ConfigurationType REQUEST = new ConfigurationType(1);
    public static final ConfigurationType REPLY = new ConfigurationType(2);
    public static final ConfigurationType SET = new ConfigurationType(3);
    public static final ConfigurationType ACK = new ConfigurationType(4);

    @Override
    public String toString() {
        return switch (value) {
            case 1 -> "REQUEST";
            case 2 -> "REPLY";
            case 3 -> "SET";
            case 4 -> "ACK";
            default -> "ConfigurationType_" + value;
        };
    }
}
