package org.adit.systemtest.canary.imports.gateway.daemon;

/// Something that others import.
public final class DaemonThing {}
