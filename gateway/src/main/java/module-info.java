import org.jspecify.annotations.NullMarked;

/// The server: admission, users, devices, leases, its store, its CA, its API.
@NullMarked
module org.adit.gateway {
    requires static transitive org.jspecify;
    requires transitive org.adit.protocol;
    requires org.adit.dataplane;
    requires org.slf4j;
    requires java.logging;
    requires java.sql;
    requires org.xerial.sqlitejdbc;
    requires io.helidon.webserver;
    requires io.helidon.http;
    requires transitive tools.jackson.databind;

    exports org.adit.gateway.access;
    exports org.adit.gateway.address;
    exports org.adit.gateway.api;
    exports org.adit.gateway.ca;
    exports org.adit.gateway.config;
    exports org.adit.gateway.daemon;
    exports org.adit.gateway.identity;
    exports org.adit.gateway.session;
    exports org.adit.gateway.store;
    exports org.adit.gateway.store.embedded to
            org.adit.app;
    exports org.adit.gateway.store.memory;
}
