package org.adit.protocol.wire;

import java.util.List;
import java.util.Optional;
import org.adit.base.Bytes;
import org.adit.protocol.ipsec.Spi;
import org.adit.protocol.ipsec.TrafficSelector;

/// One payload of a message. SK and SKF are not here: they are how others travel. RFC 7296 §3.3 to 3.16.
public sealed interface Payload {
    /// Payload type 33.
    record SecurityAssociation(List<Proposal> proposals) implements Payload {
        public SecurityAssociation {
            proposals = List.copyOf(proposals);
        }
    }

    /// Payload type 34. `group` is a transform id of type 4.
    record KeyExchangeData(int group, Bytes data) implements Payload {}

    /// Payload types 35 and 36. `data` without the type; RESERVED is sent as zero and, as AUTH covers it, kept as
    /// received in `reserved` (3 octets).
    record Identification(boolean initiator, IdentityType type, Bytes data, int reserved) implements Payload {
        public Identification(boolean initiator, IdentityType type, Bytes data) {
            this(initiator, type, data, 0);
        }

        /// The payload body as AUTH covers it: type, RESERVED, data (RFC 7296 §2.15).
        public Bytes body() {
            Bytes head =
                    Bytes.of((byte) type.value(), (byte) (reserved >>> 16), (byte) (reserved >>> 8), (byte) reserved);
            return head.plus(data);
        }
    }

    /// Payload type 37.
    record Certificate(CertificateEncoding encoding, Bytes data) implements Payload {}

    /// Payload type 38. `authorities` is a run of 20-octet key ids for X.509.
    record CertificateRequest(CertificateEncoding encoding, Bytes authorities) implements Payload {}

    /// Payload type 39.
    record Authentication(AuthenticationMethod method, Bytes data) implements Payload {}

    /// Payload type 40. 16 to 256 octets.
    record Nonce(Bytes data) implements Payload {}

    /// Payload type 41. `spi` is empty, or the 4 octets of an ESP SPI (`protocol` 3) or 8 of an IKE SPI.
    record Notify(int protocol, Bytes spi, NotifyType type, Bytes data) implements Payload {
        public static Notify of(NotifyType type) {
            return new Notify(0, Bytes.EMPTY, type, Bytes.EMPTY);
        }

        public static Notify of(NotifyType type, Bytes data) {
            return new Notify(0, Bytes.EMPTY, type, data);
        }
    }

    /// Payload type 42. For IKE (`protocol` 1) without SPIs.
    record Delete(int protocol, List<Spi> spis) implements Payload {
        public static final int IKE = 1;
        public static final int AH = 2;
        public static final int ESP = 3;

        public Delete {
            spis = List.copyOf(spis);
        }
    }

    /// Payload type 43.
    record VendorId(Bytes data) implements Payload {}

    /// Payload types 44 and 45. Received selectors of an unknown type, or that nothing can match, are left out. A
    /// received payload may thus be empty: that is TS_UNACCEPTABLE.
    record TrafficSelectors(boolean initiator, List<TrafficSelector> selectors) implements Payload {
        public TrafficSelectors {
            selectors = List.copyOf(selectors);
        }
    }

    /// Payload type 47.
    record Configuration(ConfigurationType type, List<Attribute> attributes) implements Payload {
        public Configuration {
            attributes = List.copyOf(attributes);
        }

        /// A configuration attribute; `value` may be empty.
        public record Attribute(AttributeType type, Bytes value) {}

        public Optional<Attribute> first(AttributeType wanted) {
            return attributes.stream().filter(a -> a.type().equals(wanted)).findFirst();
        }

        public List<Attribute> all(AttributeType wanted) {
            return attributes.stream().filter(a -> a.type().equals(wanted)).toList();
        }
    }

    /// Payload type 48: one EAP packet, from its code on.
    record Eap(Bytes packet) implements Payload {}

    /// A payload that we have no record for. Decoding yields it only without critical bit (RFC 7296 §2.5).
    record Unknown(int payloadType, Bytes body) implements Payload {}
}
