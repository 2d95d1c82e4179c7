/// A canary cage: stands for the package `gateway.identity.ldap`.
@Adapter
package org.adit.systemtest.canary.imports.gateway.identity.ldap;

import org.adit.base.Adapter;
