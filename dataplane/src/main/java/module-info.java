import org.jspecify.annotations.NullMarked;

/// Moves packets. The only native code is here.
@NullMarked
module org.adit.dataplane {
    requires static transitive org.jspecify;
    requires transitive org.adit.protocol;
    requires java.management;
    requires org.slf4j;

    exports org.adit.dataplane.cipher;
    exports org.adit.dataplane.linux;
    exports org.adit.dataplane.linux.netlink;
    exports org.adit.dataplane.linux.nft;
    exports org.adit.dataplane.linux.sysctl;
    exports org.adit.dataplane.linux.tun;
    exports org.adit.dataplane.linux.udp;
    exports org.adit.dataplane.userspace;
}
