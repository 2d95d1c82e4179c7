/// A canary cage: a package with its mark.
@Pure
package org.adit.systemtest.canary.marks.fine;

import org.adit.base.Pure;
