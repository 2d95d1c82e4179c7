package org.adit.systemtest.canary.imports.client.connection;

/// Something that others import.
public final class ClientThing {}
