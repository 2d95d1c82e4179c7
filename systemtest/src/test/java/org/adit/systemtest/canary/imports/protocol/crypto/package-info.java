/// A canary cage: stands for the package `protocol.crypto`.
@Pure
package org.adit.systemtest.canary.imports.protocol.crypto;

import org.adit.base.Pure;
