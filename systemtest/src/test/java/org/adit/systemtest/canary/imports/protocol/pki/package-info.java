/// A canary cage: stands for the package `protocol.pki`.
@Pure
package org.adit.systemtest.canary.imports.protocol.pki;

import org.adit.base.Pure;
