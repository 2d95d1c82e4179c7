/// A canary cage: stands for the package `gateway.session`.
@Pure
package org.adit.systemtest.canary.imports.gateway.session;

import org.adit.base.Pure;
