import org.jspecify.annotations.NullMarked;

/// The server: admission, users, devices, leases, its store, its CA, its API.
@NullMarked
module org.adit.gateway {
    requires static transitive org.jspecify;
    requires transitive org.adit.protocol;
    requires org.adit.dataplane;
    requires org.slf4j;

    exports org.adit.gateway.config;
}
