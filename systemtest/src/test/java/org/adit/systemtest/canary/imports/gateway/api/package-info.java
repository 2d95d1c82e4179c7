/// A canary cage: stands for the package `gateway.api`.
@Adapter
package org.adit.systemtest.canary.imports.gateway.api;

import org.adit.base.Adapter;
