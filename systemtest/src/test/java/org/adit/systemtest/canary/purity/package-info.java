/// A canary cage: code that calls itself pure and is not.
@Pure
package org.adit.systemtest.canary.purity;

import org.adit.base.Pure;
