import org.jspecify.annotations.NullMarked;

/// Bytes and decisions of IKEv2, ESP and PKI. Pure: no sockets, no threads, no clock.
@NullMarked
module org.adit.protocol {
    requires transitive org.adit.base;
    requires static transitive org.jspecify;
    requires org.bouncycastle.provider;
    requires org.bouncycastle.pkix;
    requires org.bouncycastle.util;

    uses java.security.Provider;

    exports org.adit.protocol.crypto;
    exports org.adit.protocol.ipsec;
    exports org.adit.protocol.wire;
    exports org.adit.protocol.auth;
    exports org.adit.protocol.negotiate;
    exports org.adit.protocol.pki;
    exports org.adit.protocol.exchange;
    exports org.adit.protocol.ike;
    exports org.adit.protocol.esp;
}
