package org.adit.systemtest.canary.imports.dataplane.userspace;

/// Something that others import.
public final class DataPlaneThing {}
