package org.adit.systemtest.canary.imports.protocol.pki;

/// Something that others import.
public final class PkiThing {}
