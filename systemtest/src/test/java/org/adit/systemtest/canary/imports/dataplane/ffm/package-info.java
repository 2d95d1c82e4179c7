/// A canary cage: stands for the package `dataplane.ffm`.
@Adapter
package org.adit.systemtest.canary.imports.dataplane.ffm;

import org.adit.base.Adapter;
