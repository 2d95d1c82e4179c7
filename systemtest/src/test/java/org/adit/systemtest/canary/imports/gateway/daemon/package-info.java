/// A canary cage: stands for the package `gateway.daemon`.
@Adapter
package org.adit.systemtest.canary.imports.gateway.daemon;

import org.adit.base.Adapter;
