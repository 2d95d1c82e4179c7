package org.adit.gateway.store.embedded;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The statements that write, and those that each admission reads with, each prepared once: preparing costs more than
/// running. Their texts are constants, so there are no more than the code has. For the store's thread alone.
final class Prepared implements AutoCloseable {
    private final Connection connection;
    private final Map<String, PreparedStatement> byText = new HashMap<>();

    Prepared(Connection connection) {
        this.connection = connection;
    }

    /// What a row says.
    interface Reading<T> {
        T of(ResultSet row) throws SQLException;
    }

    void execute(String sql, @Nullable Object... values) throws SQLException {
        bound(sql, values).executeUpdate();
    }

    /// The first row, if there is one.
    <T> Optional<T> first(String sql, Reading<T> reading, @Nullable Object... values) throws SQLException {
        try (ResultSet rows = bound(sql, values).executeQuery()) {
            return rows.next() ? Optional.of(reading.of(rows)) : Optional.empty();
        }
    }

    private PreparedStatement bound(String sql, @Nullable Object... values) throws SQLException {
        PreparedStatement statement = byText.get(sql);
        if (statement == null) {
            statement = connection.prepareStatement(sql);
            byText.put(sql, statement);
        }
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        return statement;
    }

    @Override
    public void close() throws SQLException {
        for (PreparedStatement statement : byText.values()) {
            statement.close();
        }
    }
}
