/// The kernel's calls, its structures, functions of the system's cryptographic libraries and memory outside the heap:
/// the one place with `java.lang.foreign`. Not sockets, devices or ciphers with a meaning: those are in
/// `org.adit.dataplane.linux` and `org.adit.dataplane.cipher`, and nothing else may use this.
/// Linux on x86_64 and aarch64, 64-bit little endian. No RFC; the sources are the kernel's own headers (uapi).
/// Start at [org.adit.dataplane.ffm.SystemCalls].
@Adapter
package org.adit.dataplane.ffm;

import org.adit.base.Adapter;
