package org.adit.systemtest.canary.imports.gateway.session;

/// Something that others import.
public final class SessionThing {}
