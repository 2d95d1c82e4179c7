/// Packets as an eavesdropper sees them: captured by dumpcap, read by tshark, decrypted where the test hands over keys.
/// Not part of any program: keys come from the test that made them. The demo and the system tests use it.
/// Start at [org.adit.lab.capture.PacketCapture], then [org.adit.lab.capture.Dissection].
@Adapter
package org.adit.lab.capture;

import org.adit.base.Adapter;
