/// A canary cage: stands for the package `gateway.identity.radius`.
@Adapter
package org.adit.systemtest.canary.imports.gateway.identity.radius;

import org.adit.base.Adapter;
