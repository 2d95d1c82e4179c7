/// A canary cage: one half of a circle.
@Pure
package org.adit.systemtest.canary.cycles.hen;

import org.adit.base.Pure;
