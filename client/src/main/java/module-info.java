import org.jspecify.annotations.NullMarked;

/// The client: connection, profiles, what it does to its host.
@NullMarked
module org.adit.client {
    requires static transitive org.jspecify;
    requires transitive org.adit.protocol;
    requires org.adit.dataplane;
    requires org.slf4j;
    requires tools.jackson.databind;

    exports org.adit.client.connection;
    exports org.adit.client.control;
    exports org.adit.client.daemon;
    exports org.adit.client.host;
    exports org.adit.client.profile;
}
