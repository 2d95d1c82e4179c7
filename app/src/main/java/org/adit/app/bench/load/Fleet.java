package org.adit.app.bench.load;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.adit.base.Randomness;
import org.adit.base.secret.Secret;
import org.adit.gateway.ca.CertificateAuthority;
import org.adit.gateway.ca.IssuedDevice;
import org.adit.gateway.identity.UserName;
import org.adit.gateway.store.Kept;
import org.adit.gateway.store.StoreWrite;
import org.adit.gateway.store.embedded.EmbeddedStore;
import org.adit.protocol.auth.Identity;
import org.adit.protocol.auth.LocalCredential;
import org.adit.protocol.crypto.KeyKind;
import org.adit.protocol.crypto.SigningKey;
import org.adit.protocol.crypto.SigningKeys;
import org.adit.protocol.pki.Certificate;
import org.adit.protocol.pki.Pem;

/// Many devices, each with a certificate of its own, enrolled with a gateway that does not run yet.
public record Fleet(List<LocalCredential.WithCertificate> devices, Certificate authority) {
    static final String GROUP = "people";
    private static final int DEVICES_OF_ONE_PERSON = 5;

    public Fleet {
        devices = List.copyOf(devices);
    }

    /// Enrols in the data folder of a gateway that was set up: in one write, for each write waits for the disk.
    static Fleet enrol(Path data, int count) {
        Instant now = Instant.now();
        CertificateAuthority authority =
                Faults.value(CertificateAuthority.load(data.resolve("ca"), unpredictableEnough()));
        List<StoreWrite> writes = new ArrayList<>();
        List<LocalCredential.WithCertificate> devices = new ArrayList<>();
        UserName user = name(0);
        for (int i = 0; i < count; i++) {
            if (i % DEVICES_OF_ONE_PERSON == 0) {
                user = name(i / DEVICES_OF_ONE_PERSON);
                writes.add(new StoreWrite.PutUser(new Kept.User(user, List.of(GROUP), true, now)));
            }
            String device = "d" + i;
            IssuedDevice issued = Faults.value(authority.issueDevice(user + "@" + device, KeyKind.EC_P256, now));
            writes.add(enrolment(user, device, issued.certificate(), now));
            devices.add(credential(issued));
        }
        try (EmbeddedStore store = Faults.value(EmbeddedStore.open(data.resolve("store.db")))) {
            Faults.value(store.write(writes));
        }
        return new Fleet(devices, authority.certificate());
    }

    private static StoreWrite enrolment(UserName user, String device, Certificate leaf, Instant now) {
        String id = "bench-" + device;
        return new StoreWrite.AddDevice(
                new Kept.Device(id, user, device, now, Optional.empty()),
                new Kept.DeviceCertificate(id, leaf.serial(), leaf.fingerprint(), leaf.subjectText(), leaf.notAfter()));
    }

    private static LocalCredential.WithCertificate credential(IssuedDevice issued) {
        try (Secret pem = issued.keyPem();
                Secret pkcs8 = Faults.value(Pem.privateKey(pem))) {
            SigningKey key = SigningKeys.fromPkcs8(pkcs8).orElseThrow();
            Identity identity = Identity.parse(issued.identity()).orElseThrow();
            return new LocalCredential.WithCertificate(identity, List.of(issued.certificate()), key);
        }
    }

    private static UserName name(int number) {
        return UserName.parse("p" + number).orElseThrow();
    }

    /// For serial numbers, nonces and SPIs on loopback: nothing here protects anything.
    public static Randomness unpredictableEnough() {
        SplittableRandom random = new SplittableRandom(System.nanoTime());
        return random::nextBytes;
    }
}
