package org.adit.protocol.wire;

/// One payload's body: which code reads and writes which type.
final class PayloadCodec {
    private static final int LEAST_NONCE = 16;
    private static final int LONGEST_NONCE = 256;

    private PayloadCodec() {}

    static int typeOf(Payload payload) {
        return switch (payload) {
            case Payload.SecurityAssociation _ -> PayloadType.SECURITY_ASSOCIATION;
            case Payload.KeyExchangeData _ -> PayloadType.KEY_EXCHANGE;
            case Payload.Identification id ->
                id.initiator() ? PayloadType.IDENTIFICATION_INITIATOR : PayloadType.IDENTIFICATION_RESPONDER;
            case Payload.Certificate _ -> PayloadType.CERTIFICATE;
            case Payload.CertificateRequest _ -> PayloadType.CERTIFICATE_REQUEST;
            case Payload.Authentication _ -> PayloadType.AUTHENTICATION;
            case Payload.Nonce _ -> PayloadType.NONCE;
            case Payload.Notify _ -> PayloadType.NOTIFY;
            case Payload.Delete _ -> PayloadType.DELETE;
            case Payload.VendorId _ -> PayloadType.VENDOR_ID;
            case Payload.TrafficSelectors ts ->
                ts.initiator() ? PayloadType.TRAFFIC_SELECTOR_INITIATOR : PayloadType.TRAFFIC_SELECTOR_RESPONDER;
            case Payload.Configuration _ -> PayloadType.CONFIGURATION;
            case Payload.Eap _ -> PayloadType.EAP;
            case Payload.Unknown unknown -> unknown.payloadType();
        };
    }

    static void write(Payload payload, OctetWriter out) {
        switch (payload) {
            case Payload.SecurityAssociation sa -> ProposalCodec.write(sa, out);
            case Payload.KeyExchangeData ke -> out.u16(ke.group()).u16(0).put(ke.data());
            case Payload.Identification id -> IdentityCodec.write(id, out);
            case Payload.Certificate certificate -> IdentityCodec.write(certificate, out);
            case Payload.CertificateRequest request -> IdentityCodec.write(request, out);
            case Payload.Authentication authentication -> IdentityCodec.write(authentication, out);
            case Payload.Nonce nonce -> out.put(nonce.data());
            case Payload.Notify notify -> NoticeCodec.write(notify, out);
            case Payload.Delete delete -> NoticeCodec.write(delete, out);
            case Payload.VendorId vendor -> out.put(vendor.data());
            case Payload.TrafficSelectors selectors -> SelectorCodec.write(selectors, out);
            case Payload.Configuration configuration -> ConfigurationCodec.write(configuration, out);
            case Payload.Eap eap -> out.put(eap.packet());
            case Payload.Unknown unknown -> out.put(unknown.body());
        }
    }

    /// Reads all of `body`. What it yields means nothing once `body` is refused. The critical bit is looked at for
    /// unknown types only (RFC 7296 §2.5).
    static Payload read(int type, boolean critical, OctetReader body) {
        Payload payload = switch (type) {
            case PayloadType.SECURITY_ASSOCIATION -> ProposalCodec.read(body);
            case PayloadType.KEY_EXCHANGE -> readKeyExchange(body);
            case PayloadType.IDENTIFICATION_INITIATOR -> IdentityCodec.readIdentification(true, body);
            case PayloadType.IDENTIFICATION_RESPONDER -> IdentityCodec.readIdentification(false, body);
            case PayloadType.CERTIFICATE -> IdentityCodec.readCertificate(body);
            case PayloadType.CERTIFICATE_REQUEST -> IdentityCodec.readRequest(body);
            case PayloadType.AUTHENTICATION -> IdentityCodec.readAuthentication(body);
            case PayloadType.NONCE -> readNonce(body);
            case PayloadType.NOTIFY -> NoticeCodec.readNotify(body);
            case PayloadType.DELETE -> NoticeCodec.readDelete(body);
            case PayloadType.VENDOR_ID -> new Payload.VendorId(body.rest("Vendor ID"));
            case PayloadType.TRAFFIC_SELECTOR_INITIATOR -> SelectorCodec.read(true, body);
            case PayloadType.TRAFFIC_SELECTOR_RESPONDER -> SelectorCodec.read(false, body);
            case PayloadType.CONFIGURATION -> ConfigurationCodec.read(body);
            case PayloadType.EAP -> IdentityCodec.readEap(body);
            default -> readUnknown(type, critical, body);
        };
        body.end();
        return payload;
    }

    private static Payload.KeyExchangeData readKeyExchange(OctetReader body) {
        int group = body.u16("Diffie-Hellman Group Num");
        body.skip(2, "RESERVED");
        return new Payload.KeyExchangeData(group, body.rest("Key Exchange Data"));
    }

    private static Payload.Nonce readNonce(OctetReader body) {
        int length = body.left();
        body.expect(length >= LEAST_NONCE && length <= LONGEST_NONCE, "Nonce length", length);
        return new Payload.Nonce(body.rest("Nonce Data"));
    }

    private static Payload.Unknown readUnknown(int type, boolean critical, OctetReader body) {
        if (type == PayloadType.ENCRYPTED || type == PayloadType.ENCRYPTED_FRAGMENT) {
            body.refuse(new WireFailure.ProtectedPayloadMisplaced(type));
        } else if (critical) {
            body.refuse(new WireFailure.UnsupportedCritical(type));
        }
        return new Payload.Unknown(type, body.rest("payload"));
    }
}
