/// A canary cage: stands for the package `protocol.ike`.
@Pure
package org.adit.systemtest.canary.imports.protocol.ike;

import org.adit.base.Pure;
