/// A canary cage: failures that break the rules for failures.
@Pure
package org.adit.systemtest.canary.failures;

import org.adit.base.Pure;
