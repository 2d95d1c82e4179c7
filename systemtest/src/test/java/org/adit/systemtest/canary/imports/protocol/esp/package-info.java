/// A canary cage: stands for the package `protocol.esp`.
@Pure
package org.adit.systemtest.canary.imports.protocol.esp;

import org.adit.base.Pure;
