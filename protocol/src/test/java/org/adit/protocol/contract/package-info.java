/// Contract tests of the protocol's ports, for whoever implements one: extend the class and hand it the implementation.
package org.adit.protocol.contract;
