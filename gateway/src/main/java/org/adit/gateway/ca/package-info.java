/// The gateway's own certificate authority: its key, the gateway's keys and certificates, and what it issues to
/// devices, in files that only their owner can read. Not the rules of certificates (that is `protocol.pki`) and not
/// the list of devices (that is the store). Only the daemon uses it. RFC 5280, 5958, 7468.
/// Start at [org.adit.gateway.ca.CertificateAuthority].
@Adapter
package org.adit.gateway.ca;

import org.adit.base.Adapter;
