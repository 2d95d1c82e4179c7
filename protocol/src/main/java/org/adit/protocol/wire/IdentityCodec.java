package org.adit.protocol.wire;

/// The payloads of authentication: IDi, IDr, CERT, CERTREQ, AUTH, EAP. RFC 7296 §3.5 to 3.8 and 3.16.
final class IdentityCodec {
    private static final int EAP_HEADER = 4;

    private IdentityCodec() {}

    static Payload.Identification readIdentification(boolean initiator, OctetReader body) {
        IdentityType type = new IdentityType(body.u8("ID Type"));
        int reserved = body.u24("RESERVED");
        return new Payload.Identification(initiator, type, body.rest("Identification Data"), reserved);
    }

    static void write(Payload.Identification payload, OctetWriter out) {
        out.u8(payload.type().value()).u24(payload.reserved()).put(payload.data());
    }

    static Payload.Certificate readCertificate(OctetReader body) {
        CertificateEncoding encoding = new CertificateEncoding(body.u8("Cert Encoding"));
        return new Payload.Certificate(encoding, body.rest("Certificate Data"));
    }

    static void write(Payload.Certificate payload, OctetWriter out) {
        out.u8(payload.encoding().value()).put(payload.data());
    }

    static Payload.CertificateRequest readRequest(OctetReader body) {
        CertificateEncoding encoding = new CertificateEncoding(body.u8("Cert Encoding"));
        return new Payload.CertificateRequest(encoding, body.rest("Certification Authority"));
    }

    static void write(Payload.CertificateRequest payload, OctetWriter out) {
        out.u8(payload.encoding().value()).put(payload.authorities());
    }

    static Payload.Authentication readAuthentication(OctetReader body) {
        AuthenticationMethod method = new AuthenticationMethod(body.u8("Auth Method"));
        body.skip(3, "RESERVED");
        return new Payload.Authentication(method, body.rest("Authentication Data"));
    }

    static void write(Payload.Authentication payload, OctetWriter out) {
        out.u8(payload.method().value()).u24(0).put(payload.data());
    }

    /// The Length of the EAP packet has to be that of the payload (RFC 7296 §3.16).
    static Payload.Eap readEap(OctetReader body) {
        Payload.Eap eap = new Payload.Eap(body.rest("EAP Message"));
        int arrived = eap.packet().length();
        if (arrived < EAP_HEADER) {
            body.expect(false, "EAP Message Length", arrived);
            return eap;
        }
        int claimed = eap.packet().at(2) << 8 | eap.packet().at(3);
        body.expect(claimed == arrived, "EAP Length", claimed);
        return eap;
    }
}
