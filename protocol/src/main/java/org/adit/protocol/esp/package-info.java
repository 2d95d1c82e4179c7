/// ESP in tunnel mode: sealing, opening, sequence numbers, replay, selectors of inner packets, ECN; views of the IP
/// headers inside.
/// Not sockets, not SA negotiation, not ciphers: those are `dataplane`, `ike` and `crypto`. For data planes only.
/// RFC 4301 §5 and §7, 4303, 6040, 6479. Works on octet arrays in place and allocates nothing per packet.
/// Start at [org.adit.protocol.esp.OutboundSa] and [org.adit.protocol.esp.InboundSa].
@Pure
package org.adit.protocol.esp;

import org.adit.base.Pure;
