import org.jspecify.annotations.NullMarked;

/// A world without an operating system: virtual time, a virtual network, a data plane in memory.
@NullMarked
module org.adit.simulation {
    requires static transitive org.jspecify;
    requires transitive org.adit.protocol;
    requires org.adit.gateway;
    requires org.adit.client;

    exports org.adit.simulation;
}
