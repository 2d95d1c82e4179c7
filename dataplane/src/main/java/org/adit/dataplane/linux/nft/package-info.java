/// Masquerading for the gateway, as one nftables table of our own.
/// Not a firewall: what a session may reach is decided in the data plane. For the gateway's daemon and the lab.
/// RFC 3022 (traditional NAT); nft(8), whose program does the work.
/// Start at [org.adit.dataplane.linux.nft.Masquerade].
@Adapter
package org.adit.dataplane.linux.nft;

import org.adit.base.Adapter;
