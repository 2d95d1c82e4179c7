package org.adit.app;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LogbackServiceProvider;
import org.slf4j.LoggerFactory;
import org.slf4j.helpers.Reporter;

/// Logback with our [Logging] and without a search: SLF4J for providers and Logback for configurators would each open
/// every jar, at every start.
public final class LogProvider extends LogbackServiceProvider {
    /// From now on SLF4J takes this one, unless somebody wants Logback as it is.
    static void prefer() {
        if (System.getProperty(Logging.FILE_OF_LOGBACK) == null) {
            System.setProperty(LoggerFactory.PROVIDER_PROPERTY_KEY, LogProvider.class.getName());
            System.setProperty(Reporter.SLF4J_INTERNAL_VERBOSITY_KEY, "WARN"); // it would say that it was told
        }
    }

    @Override
    public void initialize() {
        LoggerContext log = (LoggerContext) getLoggerFactory();
        log.setMDCAdapter(getMDCAdapter());
        new Logging().configure(log);
        log.start();
    }
}
