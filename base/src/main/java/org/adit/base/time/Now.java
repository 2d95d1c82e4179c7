package org.adit.base.time;

import java.time.Instant;

/// The time, as handed to pure code: the tick for every timer, the wall clock only for certificates, audit and
/// snapshots.
public record Now(Tick tick, Instant wall) {}
