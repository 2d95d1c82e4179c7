package org.adit.app;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.adit.gateway.config.GatewayConfig;
import tools.jackson.databind.JsonNode;

/// What goes into profiles. `issued` is what the gateway answered when the device was added: identity, certificate,
/// authority and key, the last three in PEM.
final class ProfileTexts {
    private final GatewayConfig settings;
    private final String user;
    private final List<String> addresses;
    private final JsonNode issued;

    ProfileTexts(GatewayConfig settings, String user, List<String> addresses, JsonNode issued) {
        this.settings = settings;
        this.user = user;
        this.addresses = List.copyOf(addresses);
        this.issued = issued;
    }

    /// `docs/profile-format.md`.
    String adit() {
        String where = addresses.isEmpty()
                ? ""
                : addresses.stream().collect(Collectors.joining("\", \"", "addresses = [\"", "\"]\n"));
        return """
                # Adit profile of %s. It holds a private key: keep this file to yourself.

                [gateway]
                name = "%s"
                %sauthorities = '''
                %s'''

                [device]
                identity = "%s"
                certificate = '''
                %s'''

                [crypto]
                policy = "%s"

                %s""".formatted(
                        user,
                        settings.gateway().name(),
                        where,
                        pem("authority"),
                        issued.path("identity").asString(),
                        pem("certificate"),
                        settings.crypto().policy().name().toLowerCase(Locale.ROOT),
                        pem("key"));
    }

    /// Files of a swanctl folder by their relative path.
    Map<String, String> swanctl() {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("x509/adit.pem", pem("certificate"));
        files.put("x509ca/adit.pem", pem("authority"));
        files.put("private/adit.pem", pem("key"));
        String name = settings.gateway().name();
        files.put("conf.d/adit.conf", """
                # %s at %s, by Adit
                connections {
                  adit {
                    version = 2
                    remote_addrs = %s
                    vips = 0.0.0.0, ::
                    encap = yes
                    proposals = aes256gcm16-prfsha384-curve25519-ecp384-ecp256
                    local {
                      auth = pubkey
                      certs = adit.pem
                      id = %s
                    }
                    remote {
                      auth = pubkey
                      id = %s
                    }
                    children {
                      adit {
                        remote_ts = 0.0.0.0/0, ::/0
                        esp_proposals = aes256gcm16, aes256gcm16-curve25519
                      }
                    }
                  }
                }
                """.formatted(
                        user,
                        name,
                        addresses.isEmpty() ? name : String.join(", ", addresses),
                        issued.path("identity").asString(),
                        name));
        return files;
    }

    /// With exactly one line end at its end.
    private String pem(String what) {
        return issued.path(what).asString().strip() + "\n";
    }
}
