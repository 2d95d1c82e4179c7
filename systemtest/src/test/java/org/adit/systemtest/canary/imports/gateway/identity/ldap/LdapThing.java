package org.adit.systemtest.canary.imports.gateway.identity.ldap;

/// Something that others import.
public final class LdapThing {}
