/// A canary cage: stands for the package `protocol.wire`.
@Pure
package org.adit.systemtest.canary.imports.protocol.wire;

import org.adit.base.Pure;
