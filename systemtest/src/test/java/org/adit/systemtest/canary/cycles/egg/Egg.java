package org.adit.systemtest.canary.cycles.egg;

import org.adit.systemtest.canary.cycles.hen.Hen;
import org.jspecify.annotations.Nullable;

/// Comes from a hen.
public record Egg(@Nullable Hen from) {}
