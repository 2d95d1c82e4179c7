package org.adit.systemtest.canary.imports.gateway.identity.radius;

import org.adit.systemtest.canary.imports.gateway.identity.ldap.LdapThing;

final class RadiusKnowsLdap {
    final LdapThing other = new LdapThing();
}
