package org.adit.lab.capture;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.adit.lab.process.Command;

/// A capture as tshark reads it, with the keys that it was given.
///
/// The recipe, for tshark 4.0 (Debian 12): preferences `esp.enable_encryption_decode` and
/// `esp.enable_authentication_check`; one `-o uat:esp_sa:ROW` for each direction of each Child SA and one
/// `-o uat:ikev2_decryption_table:ROW` for each IKE SA; rows as [EspSaKeys] and [IkeSaKeys] write them. ESP in UDP 4500
/// needs nothing more. Then `esp.icv_good`, `isakmp.enc.decrypted` and the inner protocols are fields like others.
///
/// What 4.0 cannot do: ChaCha20-Poly1305 (neither in ESP nor in IKE), and ESP with extended sequence numbers, whose
/// high
/// half it does not know: it decrypts those and calls their check value wrong.
///
/// Keys are on tshark's command line: it takes tables in no other way but the user's own profile. These are keys of a
/// test's namespaces, of no worth to anybody.
public final class Dissection {
    private static final Duration TO_READ = Duration.ofSeconds(60);

    private final Path file;
    private final List<EspSaKeys> esp;
    private final List<IkeSaKeys> ike;

    private Dissection(Path file, List<EspSaKeys> esp, List<IkeSaKeys> ike) {
        this.file = file;
        this.esp = List.copyOf(esp);
        this.ike = List.copyOf(ike);
    }

    static Dissection of(Path file) {
        return new Dissection(file, List.of(), List.of());
    }

    public Dissection withEsp(List<EspSaKeys> keys) {
        return new Dissection(file, keys, ike);
    }

    public Dissection withIke(List<IkeSaKeys> keys) {
        return new Dissection(file, esp, keys);
    }

    public Path file() {
        return file;
    }

    /// How many frames match a display filter.
    public int count(String filter) {
        return fields(filter, List.of("frame.number")).size();
    }

    /// One list a frame that matches `filter`, with the values of `fields`; several values of a field are joined by
    /// commas, an absent field is empty.
    public List<List<String>> fields(String filter, List<String> fields) {
        List<String> more = new ArrayList<>(List.of("-Y", filter, "-T", "fields", "-E", "separator=|"));
        for (String field : fields) {
            more.addAll(List.of("-e", field));
        }
        return tshark(more).lines().map(line -> List.of(line.split("\\|", -1))).toList();
    }

    /// One line a frame, as tshark prints it.
    public String summary(String filter) {
        return tshark(List.of("-Y", filter));
    }

    /// Frames that match, in full.
    public String details(String filter) {
        return tshark(List.of("-Y", filter, "-V"));
    }

    /// Frames that no dissector understood: malformed ones, and IKE whose encrypted payload is inconsistent.
    public List<String> malformed() {
        return summary("_ws.malformed || isakmp.enc.pad_length.big || isakmp.enc.iv.not_enough_data")
                .lines()
                .toList();
    }

    /// IKE messages after IKE_SA_INIT that the keys did not open: exchange types 35 to 37 without decrypted data.
    public int sealedIke() {
        return count("isakmp.exchangetype in {35, 36, 37} && !isakmp.enc.decrypted");
    }

    /// ESP packets whose check value is what the keys give.
    public int goodEsp() {
        return count("esp.icv_good == 1");
    }

    public int allEsp() {
        return count("esp.spi");
    }

    private String tshark(List<String> more) {
        List<String> argv = new ArrayList<>(List.of("tshark", "-n", "-r", file.toString()));
        argv.addAll(List.of("-o", "esp.enable_encryption_decode:TRUE", "-o", "esp.enable_authentication_check:TRUE"));
        esp.forEach(keys -> argv.addAll(List.of("-o", "uat:esp_sa:" + keys.row())));
        ike.forEach(keys -> argv.addAll(List.of("-o", "uat:ikev2_decryption_table:" + keys.row())));
        argv.addAll(more);
        return Command.of(argv).within(TO_READ).check();
    }
}
