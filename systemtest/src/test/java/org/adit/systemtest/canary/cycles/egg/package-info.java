/// A canary cage: the other half of a circle.
@Pure
package org.adit.systemtest.canary.cycles.egg;

import org.adit.base.Pure;
