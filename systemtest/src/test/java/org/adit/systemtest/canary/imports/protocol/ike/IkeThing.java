package org.adit.systemtest.canary.imports.protocol.ike;

/// Something that others import.
public final class IkeThing {}
