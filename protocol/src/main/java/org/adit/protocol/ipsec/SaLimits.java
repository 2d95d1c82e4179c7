package org.adit.protocol.ipsec;

/// When an ESP SA must be replaced (`soft`) and when it may not be used any more (`hard`), counted per direction.
public record SaLimits(long softPackets, long hardPackets, long softOctets, long hardOctets) {}
