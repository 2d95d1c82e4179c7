/// The words that control plane and data plane share: SPI, traffic selector, suite, keys, the spec of a Child SA, and
/// the port through which one commands the other. Not IKE and not packets. RFC 4301 §4.4, 4303.
/// Start at [org.adit.protocol.ipsec.DataPlane].
@Pure
package org.adit.protocol.ipsec;

import org.adit.base.Pure;
