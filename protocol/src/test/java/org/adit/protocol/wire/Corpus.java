package org.adit.protocol.wire;

import java.util.ArrayList;
import java.util.List;
import org.adit.base.Bytes;
import org.adit.base.net.IpAddress;
import org.adit.base.net.IpFamily;
import org.adit.base.net.IpPrefix;
import org.adit.protocol.ipsec.Spi;
import org.adit.protocol.ipsec.TrafficSelector;
import org.adit.protocol.wire.Payload.Configuration.Attribute;
import org.adit.protocol.wire.Proposal.Transform;

/// Thirty messages of all kinds, each shaped like one that real peers send, as short as their kind allows.
final class Corpus {
    /// A message and what it is.
    record Sample(String name, IkeMessage message) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static final IkeSpi INITIATOR = new IkeSpi(0x1122334455667788L);
    private static final IkeSpi RESPONDER = new IkeSpi(0x99aabbccddeeff00L);
    private static final Bytes ESP_SPI = Bytes.ofHex("c0ffee01");

    private final List<Sample> samples = new ArrayList<>();

    private Corpus() {
        initial();
        authentication();
        children();
        informational();
    }

    static List<Sample> samples() {
        return List.copyOf(new Corpus().samples);
    }

    private void initial() {
        Payload.SecurityAssociation offer = new Payload.SecurityAssociation(
                List.of(aead(1, Proposal.IKE, Bytes.EMPTY), classic(2, Proposal.IKE, Bytes.EMPTY)));
        Payload.SecurityAssociation choice =
                new Payload.SecurityAssociation(List.of(aead(1, Proposal.IKE, Bytes.EMPTY)));
        Payload ke = new Payload.KeyExchangeData(31, run(32));
        Payload nonce = new Payload.Nonce(run(32));
        Payload source = Payload.Notify.of(NotifyType.NAT_DETECTION_SOURCE_IP, run(20));
        Payload destination = Payload.Notify.of(NotifyType.NAT_DETECTION_DESTINATION_IP, run(20));
        Payload fragments = Payload.Notify.of(NotifyType.IKEV2_FRAGMENTATION_SUPPORTED);
        Payload hashes = Payload.Notify.of(NotifyType.SIGNATURE_HASH_ALGORITHMS, Bytes.ofHex("0002000300040005"));
        Payload cookie = Payload.Notify.of(NotifyType.COOKIE, run(24));

        add("initial request", 34, 0, false, offer, ke, nonce, source, destination, fragments, hashes);
        add("initial request with cookie", 34, 0, false, cookie, choice, ke, nonce);
        add("initial response", 34, 0, true, choice, ke, nonce, source, destination, certificateRequest(), fragments);
        add("cookie demanded", 34, 0, true, cookie);
        add("group refused", 34, 0, true, Payload.Notify.of(NotifyType.INVALID_KE_PAYLOAD, Bytes.ofHex("0013")));
        add("nothing chosen", 34, 0, true, Payload.Notify.of(NotifyType.NO_PROPOSAL_CHOSEN));
        add("initial request with vendors", 34, 0, false, choice, ke, nonce, vendor("MS NT5"), vendor("strongSwan"));
        add("hybrid initial request", 34, 0, false, hybrid(), ke, nonce, intermediate());
    }

    private void authentication() {
        Payload idi = new Payload.Identification(true, IdentityType.RFC822_ADDR, Bytes.ofUtf8("alice@example.org"));
        Payload idr = new Payload.Identification(false, IdentityType.FQDN, Bytes.ofUtf8("vpn.example.org"));
        Payload address = new Payload.Identification(true, IdentityType.IPV4_ADDR, Bytes.ofHex("c0000201"));
        Payload certificate = new Payload.Certificate(CertificateEncoding.X509_SIGNATURE, run(120));
        Payload signature = new Payload.Authentication(AuthenticationMethod.DIGITAL_SIGNATURE, run(80));
        Payload mic = new Payload.Authentication(AuthenticationMethod.SHARED_KEY_MIC, run(32));
        Payload sa = new Payload.SecurityAssociation(List.of(aead(1, Proposal.ESP, ESP_SPI)));
        Payload tsi = selectors(true, TrafficSelector.all(IpFamily.V4), TrafficSelector.all(IpFamily.V6));
        Payload tsr = selectors(false, TrafficSelector.of(IpPrefix.of("10.1.0.0/24")));
        Payload contact = Payload.Notify.of(NotifyType.INITIAL_CONTACT);

        add("signed request", 35, 1, false, idi, certificate, certificateRequest(), idr, signature, sa, tsi, tsr);
        add("signed request for an address", 35, 1, false, idi, signature, asking(), sa, tsi, tsr, contact);
        add("signed response", 35, 1, true, idr, certificate, signature, given(), sa, tsi, tsr);
        add("shared key request", 35, 1, false, address, mic, sa, tsi, tsr);
        add("shared key response", 35, 1, true, idr, mic, sa, tsi, tsr);
        add("request for EAP", 35, 1, false, idi, certificateRequest(), asking(), sa, tsi, tsr);
        add("EAP begins", 35, 1, true, idr, certificate, signature, MessageGenerator.eap(run(1)));
        add("EAP goes on", 35, 2, false, MessageGenerator.eap(run(40)));
        add("authentication failed", 35, 1, true, Payload.Notify.of(NotifyType.AUTHENTICATION_FAILED));
        add("intermediate", 43, 1, false, new Payload.KeyExchangeData(36, run(200)));
    }

    private void children() {
        Payload offer = new Payload.SecurityAssociation(
                List.of(aead(1, Proposal.ESP, ESP_SPI), classic(2, Proposal.ESP, ESP_SPI)));
        Payload choice = new Payload.SecurityAssociation(List.of(aead(1, Proposal.ESP, ESP_SPI)));
        Payload ike = new Payload.SecurityAssociation(List.of(aead(1, Proposal.IKE, run(8))));
        Payload nonce = new Payload.Nonce(run(16));
        Payload ke = new Payload.KeyExchangeData(19, run(64));
        Payload tsi = selectors(true, TrafficSelector.of(IpAddress.of("10.99.0.2")));
        Payload tsr = selectors(
                false, new TrafficSelector(6, 443, 443, IpPrefix.of("fd00::/64").range()));
        Payload rekey = new Payload.Notify(3, ESP_SPI, NotifyType.REKEY_SA, Bytes.EMPTY);

        add("new child", 36, 3, false, offer, nonce, ke, tsi, tsr);
        add("rekey of a child", 36, 4, false, rekey, choice, nonce, tsi, tsr);
        add("rekey of a child answered", 36, 4, true, choice, nonce, tsi, tsr);
        add("rekey of the IKE SA", 36, 5, false, ike, nonce, ke);
        add("child not found", 36, 4, true, new Payload.Notify(3, ESP_SPI, NotifyType.CHILD_SA_NOT_FOUND, Bytes.EMPTY));
        add("selectors refused", 36, 3, true, Payload.Notify.of(NotifyType.TS_UNACCEPTABLE));
    }

    private void informational() {
        add("liveness", 37, 6, false);
        add(
                "delete of children",
                37,
                7,
                false,
                new Payload.Delete(Payload.Delete.ESP, List.of(new Spi(7), new Spi(8))));
        add("delete of the IKE SA", 37, 8, false, new Payload.Delete(Payload.Delete.IKE, List.of()));
        add(
                "move",
                37,
                9,
                false,
                Payload.Notify.of(NotifyType.UPDATE_SA_ADDRESSES),
                Payload.Notify.of(NotifyType.COOKIE2, run(8)));
        add("settings pushed", 37, 10, false, given());
        add(
                "payloads nobody knows",
                37,
                11,
                false,
                new Payload.Unknown(200, run(9)),
                new Payload.Unknown(1, run(0)),
                Payload.Notify.of(new NotifyType(40999), run(5)));
    }

    private void add(String name, int exchange, int messageId, boolean response, Payload... payloads) {
        boolean first = exchange == 34 && !response;
        IkeHeader header = new IkeHeader(
                INITIATOR, first ? IkeSpi.ZERO : RESPONDER, new ExchangeType(exchange), !response, response, messageId);
        samples.add(new Sample(name, new IkeMessage(header, List.of(payloads))));
    }

    private static Proposal aead(int number, int protocol, Bytes spi) {
        return protocol == Proposal.IKE
                ? new Proposal(
                        number,
                        protocol,
                        spi,
                        List.of(
                                new Transform(1, 20, 256),
                                new Transform(2, 5),
                                new Transform(4, 31),
                                new Transform(4, 19)))
                : new Proposal(number, protocol, spi, List.of(new Transform(1, 20, 256), new Transform(5, 0)));
    }

    private static Proposal classic(int number, int protocol, Bytes spi) {
        Transform last = protocol == Proposal.IKE ? new Transform(2, 5) : new Transform(5, 1);
        return new Proposal(
                number,
                protocol,
                spi,
                List.of(new Transform(1, 12, 256), new Transform(1, 12, 128), new Transform(3, 12), last));
    }

    private static Payload hybrid() {
        List<Transform> transforms =
                List.of(new Transform(1, 20, 256), new Transform(2, 7), new Transform(4, 31), new Transform(6, 36));
        return new Payload.SecurityAssociation(List.of(new Proposal(1, Proposal.IKE, Bytes.EMPTY, transforms)));
    }

    private static Payload intermediate() {
        return Payload.Notify.of(NotifyType.INTERMEDIATE_EXCHANGE_SUPPORTED);
    }

    private static Payload vendor(String text) {
        return new Payload.VendorId(Bytes.ofUtf8(text));
    }

    private static Payload certificateRequest() {
        return new Payload.CertificateRequest(CertificateEncoding.X509_SIGNATURE, run(40));
    }

    private static Payload selectors(boolean initiator, TrafficSelector... selectors) {
        return new Payload.TrafficSelectors(initiator, List.of(selectors));
    }

    private static Payload asking() {
        return new Payload.Configuration(
                ConfigurationType.REQUEST,
                List.of(
                        new Attribute(AttributeType.INTERNAL_IP4_ADDRESS, Bytes.EMPTY),
                        new Attribute(AttributeType.INTERNAL_IP6_ADDRESS, Bytes.EMPTY),
                        new Attribute(AttributeType.INTERNAL_IP4_DNS, Bytes.EMPTY),
                        new Attribute(AttributeType.APPLICATION_VERSION, Bytes.EMPTY)));
    }

    private static Payload given() {
        return new Payload.Configuration(
                ConfigurationType.REPLY,
                List.of(
                        new Attribute(AttributeType.INTERNAL_IP4_ADDRESS, Bytes.ofHex("0a630002")),
                        new Attribute(AttributeType.INTERNAL_IP6_ADDRESS, run(17)),
                        new Attribute(AttributeType.INTERNAL_IP4_SUBNET, Bytes.ofHex("0a010000ffffff00")),
                        new Attribute(AttributeType.INTERNAL_DNS_DOMAIN, Bytes.ofUtf8("corp.example.org"))));
    }

    /// `length` octets that differ from each other.
    private static Bytes run(int length) {
        byte[] octets = new byte[length];
        for (int i = 0; i < length; i++) {
            octets[i] = (byte) (0x40 + i);
        }
        return Bytes.wrap(octets);
    }
}
