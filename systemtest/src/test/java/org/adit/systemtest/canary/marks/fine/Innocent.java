package org.adit.systemtest.canary.marks.fine;

/// Its package is marked.
final class Innocent {}
