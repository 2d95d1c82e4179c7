/// The ciphers of ESP over libraries of the system, and the choice among them and JCA: each must give the known
/// answers, then the fastest on this machine is taken, suite by suite. Not the algorithms themselves, and not what an
/// SA is: see `org.adit.protocol.esp`. RFC 4106, 7634, 3602 with 4868, 4303 §2.2.1 (ESN).
/// Start at [org.adit.dataplane.cipher.EngineChoice].
@Adapter
package org.adit.dataplane.cipher;

import org.adit.base.Adapter;
