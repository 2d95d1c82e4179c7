package org.adit.systemtest.canary.cycles.hen;

import org.adit.systemtest.canary.cycles.egg.Egg;
import org.jspecify.annotations.Nullable;

/// Comes from an egg.
public record Hen(@Nullable Egg from) {}
