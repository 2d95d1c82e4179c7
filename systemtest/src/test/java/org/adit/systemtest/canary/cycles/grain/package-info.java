/// A canary cage: outside of the circle.
@Pure
package org.adit.systemtest.canary.cycles.grain;

import org.adit.base.Pure;
