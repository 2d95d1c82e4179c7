package org.adit.app.bench.soak;

/// Something that must hold, whether it did, and what was found.
record Check(String what, boolean passed, String found) {}
