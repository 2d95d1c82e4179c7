/// What a kernel's segmentation offload does, as functions on octets: superpackets that came from the TUN device are
/// split into packets, packets that go to it are coalesced into superpackets, and neither can be seen by those who send
/// and receive. No system calls: the userspace data plane calls in here. Linux's `virtio_net_hdr`; TCP and UDP over
/// IPv4 (RFC 791) and IPv6 (RFC 8200). Start at [org.adit.dataplane.offload.Segmenter] and
/// [org.adit.dataplane.offload.Coalescer].
@Pure
package org.adit.dataplane.offload;

import org.adit.base.Pure;
