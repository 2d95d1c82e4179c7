/// A canary cage: names that say nothing, and secrets in the open.
@Pure
package org.adit.systemtest.canary.names;

import org.adit.base.Pure;
