package org.adit.gateway.store.embedded;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The statements that write, each prepared once: preparing costs more than running. Their texts are constants, so
/// there are as many as [Writes] has. For the store's thread alone.
final class Prepared implements AutoCloseable {
    private final Connection connection;
    private final Map<String, PreparedStatement> byText = new HashMap<>();

    Prepared(Connection connection) {
        this.connection = connection;
    }

    void execute(String sql, @Nullable Object... values) throws SQLException {
        PreparedStatement statement = byText.get(sql);
        if (statement == null) {
            statement = connection.prepareStatement(sql);
            byText.put(sql, statement);
        }
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        statement.executeUpdate();
    }

    @Override
    public void close() throws SQLException {
        for (PreparedStatement statement : byText.values()) {
            statement.close();
        }
    }
}
