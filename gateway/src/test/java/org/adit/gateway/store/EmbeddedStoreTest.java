package org.adit.gateway.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.List;
import java.util.stream.Stream;
import org.adit.gateway.store.embedded.EmbeddedStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EmbeddedStoreTest extends StoreContract {
    @TempDir
    Path folder;

    @Override
    Store make() {
        return open("contract.db");
    }

    private Store open(String name) {
        return value(EmbeddedStore.open(folder.resolve("data").resolve(name)));
    }

    private void sql(String file, String statement) throws Exception {
        try (Connection connection = DriverManager.getConnection(
                        "jdbc:sqlite:" + folder.resolve("data").resolve(file));
                var sql = connection.createStatement()) {
            sql.execute(statement);
        }
    }

    @Test
    void whatWasWrittenIsThereAfterReopening() {
        try (Store first = open("a.db")) {
            value(first.write(List.of(new StoreWrite.PutUser(user("alice", "employees")))));
        }
        try (Store second = open("a.db")) {
            assertThat(value(second.users())).containsExactly(user("alice", "employees"));
        }
    }

    @Test
    void aStoreFromANewerVersionIsRefusedAndUntouched() throws Exception {
        open("a.db").close();
        sql("a.db", "PRAGMA user_version = 999");
        byte[] before = Files.readAllBytes(folder.resolve("data/a.db"));
        StoreFailure failure = failure(EmbeddedStore.open(folder.resolve("data/a.db")));
        assertThat(failure).isInstanceOf(StoreFailure.Newer.class);
        assertThat(failure.code()).hasToString("DB-001");
        assertThat(Files.readAllBytes(folder.resolve("data/a.db"))).isEqualTo(before);
    }

    @Test
    void aSecondGatewayOnTheSameStoreIsRefused() {
        try (Store first = open("a.db")) {
            assertThat(failure(EmbeddedStore.open(folder.resolve("data/a.db")))).isInstanceOf(StoreFailure.InUse.class);
            assertThat(value(first.users())).isEmpty();
        }
    }

    @Test
    void anotherProgramsDatabaseIsRefused() throws Exception {
        open("a.db").close();
        sql("other.db", "CREATE TABLE theirs (x)");
        assertThat(failure(EmbeddedStore.open(folder.resolve("data/other.db"))))
                .isInstanceOf(StoreFailure.NotAStore.class);
    }

    @Test
    void aStoreWhoseMakingWasCutOffIsMadeAgain() throws Exception {
        open("a.db").close();
        sql("cut.db", "PRAGMA journal_mode = WAL");
        assertThat(folder.resolve("data/cut.db")).isNotEmptyFile();
        try (Store again = open("cut.db")) {
            assertThat(value(again.users())).isEmpty();
        }
        open("cut.db").close();
    }

    @Test
    void aFileThatIsNoDatabaseIsRefused() throws IOException {
        Path file = folder.resolve("text.db");
        Files.writeString(
                file, "this is just text, and long enough to be taken for a header of a database file\n".repeat(20));
        assertThat(failure(EmbeddedStore.open(file))).isInstanceOf(StoreFailure.NotAStore.class);
    }

    @Test
    void allFilesOfTheStoreAreTheOwnersOnly() throws IOException {
        try (Store store = open("a.db")) {
            value(store.write(List.of(new StoreWrite.PutUser(user("alice")))));
            try (Stream<Path> files = Files.list(folder.resolve("data"))) {
                assertThat(files.toList())
                        .isNotEmpty()
                        .allSatisfy(
                                file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                                        .isEqualTo("rw-------"));
            }
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("data"))))
                .isEqualTo("rwx------");
    }

    @Test
    void afterClosingEveryCallIsACodedFailure() {
        Store store = open("a.db");
        store.close();
        assertThat(failure(store.users()).code()).hasToString("DB-005");
    }

    /// A process that is killed while it writes: what it said was done is there afterwards.
    @Test
    void nothingThatWasAcknowledgedIsLostWhenTheProcessIsKilled() throws Exception {
        Path file = folder.resolve("killed.db");
        Process writer = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path") + ":" + System.getProperty("jdk.module.path", ""),
                        KilledWriter.class.getName(),
                        file.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        int acknowledged = 0;
        try (var lines = writer.inputReader()) {
            for (String line = lines.readLine(); line != null && acknowledged < 25; line = lines.readLine()) {
                acknowledged = Integer.parseInt(line);
            }
            writer.destroyForcibly().waitFor();
        }
        assertThat(acknowledged).isGreaterThanOrEqualTo(25);
        try (Store store = value(EmbeddedStore.open(file))) {
            assertThat(value(store.users()).size()).isGreaterThanOrEqualTo(acknowledged);
        }
    }

    /// Adds users for ever and says after each how many there are.
    static final class KilledWriter {
        public static void main(String[] arguments) {
            try (Store store = value(EmbeddedStore.open(Path.of(arguments[0])))) {
                for (int i = 1; ; i++) {
                    value(store.write(List.of(new StoreWrite.PutUser(user("user" + i)))));
                    System.out.println(i);
                    System.out.flush();
                }
            }
        }
    }
}
