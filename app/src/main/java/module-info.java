import org.jspecify.annotations.NullMarked;

/// The adit command.
@NullMarked
module org.adit.app {
    requires static transitive org.jspecify;
    requires org.adit.gateway;
    requires org.adit.client;
    requires org.adit.dataplane;
    requires org.adit.lab;
    requires info.picocli;
    requires org.slf4j;
    requires ch.qos.logback.classic;
    requires ch.qos.logback.core;

    provides ch.qos.logback.classic.spi.Configurator with
            org.adit.app.Logging;

    exports org.adit.app to
            org.slf4j;

    opens org.adit.app to
            info.picocli;
}
