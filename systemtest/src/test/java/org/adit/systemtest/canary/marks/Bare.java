package org.adit.systemtest.canary.marks;

/// Its package has no mark.
final class Bare {}
