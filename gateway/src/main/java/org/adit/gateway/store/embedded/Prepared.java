package org.adit.gateway.store.embedded;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The statements, each prepared once: preparing costs more than running. Their texts are constants, so there are no
/// more than the code has. For the store's thread alone.
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

    /// Several statements that happen together or not at all.
    interface Steps {
        void run() throws SQLException;
    }

    void inTransaction(Steps steps) throws SQLException {
        connection.setAutoCommit(false);
        try {
            steps.run();
            connection.commit();
        } catch (SQLException | RuntimeException failure) {
            rollBack(failure);
            throw failure;
        } finally {
            connection.setAutoCommit(true);
        }
    }

    private void rollBack(Exception failure) {
        try {
            connection.rollback();
        } catch (SQLException second) {
            failure.addSuppressed(second);
        }
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

    /// Every row, in the order of the query.
    <T> List<T> all(String sql, Reading<T> reading, @Nullable Object... values) throws SQLException {
        List<T> read = new ArrayList<>();
        try (ResultSet rows = bound(sql, values).executeQuery()) {
            while (rows.next()) {
                read.add(reading.of(rows));
            }
        }
        return List.copyOf(read);
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
