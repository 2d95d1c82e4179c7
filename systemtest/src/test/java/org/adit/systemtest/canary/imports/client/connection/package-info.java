/// A canary cage: stands for the package `client.connection`.
@Pure
package org.adit.systemtest.canary.imports.client.connection;

import org.adit.base.Pure;
