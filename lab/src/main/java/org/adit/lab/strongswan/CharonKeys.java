package org.adit.lab.strongswan;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.adit.base.Bytes;
import org.adit.base.net.IpAddress;
import org.adit.lab.capture.EspSaKeys;
import org.adit.lab.capture.EspSaKeys.EspCipher;
import org.adit.lab.capture.IkeSaKeys;
import org.adit.lab.capture.IkeSaKeys.IkeCipherName;
import org.adit.lab.process.LabFault;

/// Keys as charon wrote them to its log, after [StrongSwan#logsKeys]. Read from the log of the end that started all
/// exchanges: there the initiator's keys are those of what it sends.
public final class CharonKeys {
    private static final Pattern HEADING =
            Pattern.compile("\\[[A-Z]+\\] (Sk_\\w+ secret|(?:encryption|integrity) (?:initiator|responder) key) => .*");
    private static final Pattern OCTETS = Pattern.compile("\\[[A-Z]+\\] +\\d+: ((?:[0-9A-F]{2} )+) .*");
    private static final Pattern SPI = Pattern.compile("\\[CHD\\]   SPI 0x([0-9a-f]{8}), src (\\S+) dst (\\S+)");

    private final List<Map<String, Bytes>> ikeKeys = new ArrayList<>();
    private final List<EspSaKeys> espKeys = new ArrayList<>();

    /// @param log charon's
    /// @param cipher what the Child SAs use
    /// @param translated the address by which charon's own is known where packets are captured; its own without NAT
    public static CharonKeys in(String log, EspCipher cipher, IpAddress translated) {
        CharonKeys keys = new CharonKeys(translated);
        keys.read(log.lines().toList(), cipher);
        return keys;
    }

    private final IpAddress translated;

    private CharonKeys(IpAddress translated) {
        this.translated = translated;
    }

    /// Of the `index`-th IKE SA that was made; its SPIs are not in the log.
    public IkeSaKeys ike(int index, SwanSa sa, IkeCipherName cipher) {
        Map<String, Bytes> keys = ikeKeys.get(index);
        return new IkeSaKeys(
                Bytes.ofHex(sa.initiatorSpi()),
                Bytes.ofHex(sa.responderSpi()),
                cipher,
                keys.getOrDefault("Sk_ei secret", Bytes.EMPTY),
                keys.getOrDefault("Sk_er secret", Bytes.EMPTY),
                keys.getOrDefault("Sk_ai secret", Bytes.EMPTY),
                keys.getOrDefault("Sk_ar secret", Bytes.EMPTY));
    }

    /// Of all Child SAs that were made, two each.
    public List<EspSaKeys> esp() {
        return List.copyOf(espKeys);
    }

    private void read(List<String> lines, EspCipher cipher) {
        Map<String, Bytes> pending = new LinkedHashMap<>();
        String heading = "";
        boolean inbound = true;
        for (String line : lines) {
            Matcher octets = OCTETS.matcher(line);
            Matcher newHeading = HEADING.matcher(line);
            Matcher spi = SPI.matcher(line);
            if (!heading.isEmpty() && octets.find()) {
                pending.merge(heading, Bytes.ofHex(octets.group(1).replace(" ", "")), Bytes::plus);
                continue;
            }
            if (heading.equals("Sk_pr secret")) {
                ikeKeys.add(Map.copyOf(pending)); // the last of an IKE SA's keys
                pending.clear();
            }
            heading = newHeading.find() ? newHeading.group(1) : "";
            if (line.contains("bound ESP SA")) {
                inbound = line.contains(" inbound ESP SA");
            }
            // On a rekey charon names the outbound SPI twice: when it knows it, and when it starts to send.
            if (spi.find() && !pending.isEmpty()) {
                espKeys.add(esp(pending, inbound, spi, cipher));
                if (!inbound) {
                    pending.clear();
                }
            }
        }
    }

    private EspSaKeys esp(Map<String, Bytes> keys, boolean inbound, Matcher spi, EspCipher cipher) {
        String whose = inbound ? "responder" : "initiator";
        Bytes encryption = keys.get("encryption " + whose + " key");
        if (encryption == null) {
            throw new LabFault("charon's log names an SPI before its keys");
        }
        return new EspSaKeys(
                inbound ? IpAddress.of(spi.group(2)) : translated,
                inbound ? translated : IpAddress.of(spi.group(3)),
                Integer.parseUnsignedInt(spi.group(1), 16),
                cipher,
                encryption,
                keys.getOrDefault("integrity " + whose + " key", Bytes.EMPTY));
    }
}
