package org.adit.systemtest.canary.imports.gateway.api;

/// Something that others import.
public final class ApiThing {}
