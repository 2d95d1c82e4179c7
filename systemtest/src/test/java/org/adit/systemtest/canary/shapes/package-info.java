/// A canary cage: types of the wrong shape.
@Pure
package org.adit.systemtest.canary.shapes;

import org.adit.base.Pure;
