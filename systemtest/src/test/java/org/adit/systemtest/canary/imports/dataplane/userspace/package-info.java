/// A canary cage: stands for the package `dataplane.userspace`.
@Adapter
package org.adit.systemtest.canary.imports.dataplane.userspace;

import org.adit.base.Adapter;
