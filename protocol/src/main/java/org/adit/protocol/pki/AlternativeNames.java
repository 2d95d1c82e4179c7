package org.adit.protocol.pki;

import java.util.ArrayList;
import java.util.List;
import org.adit.base.Bytes;
import org.adit.base.net.IpAddress;
import org.bouncycastle.asn1.ASN1IA5String;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;

/// The names of a subjectAltName that we understand; `others` counts the rest. RFC 5280 §4.2.1.6.
record AlternativeNames(
        List<String> dns, List<String> mail, List<IpAddress> addresses, List<X500Name> directory, int others) {
    static final AlternativeNames NONE = new AlternativeNames(List.of(), List.of(), List.of(), List.of(), 0);

    AlternativeNames {
        dns = List.copyOf(dns);
        mail = List.copyOf(mail);
        addresses = List.copyOf(addresses);
        directory = List.copyOf(directory);
    }

    static AlternativeNames read(GeneralNames names) throws Unreadable {
        List<String> dns = new ArrayList<>();
        List<String> mail = new ArrayList<>();
        List<IpAddress> addresses = new ArrayList<>();
        List<X500Name> directory = new ArrayList<>();
        int others = 0;
        GeneralName[] all = names.getNames();
        Unreadable.unless(all.length > 0, "an empty list of alternative names");
        Unreadable.bound("names", all.length, Certificate.MAX_NAMES);
        for (GeneralName name : all) {
            switch (name.getTagNo()) {
                case GeneralName.dNSName -> dns.add(ascii(name));
                case GeneralName.rfc822Name -> mail.add(ascii(name));
                case GeneralName.iPAddress -> addresses.add(address(name));
                case GeneralName.directoryName -> directory.add(X500Name.getInstance(name.getName()));
                default -> others++;
            }
        }
        return new AlternativeNames(dns, mail, addresses, directory, others);
    }

    boolean isEmpty() {
        return dns.isEmpty() && mail.isEmpty() && addresses.isEmpty() && directory.isEmpty() && others == 0;
    }

    // A NUL or a space inside a name has made programs disagree about where it ends (CVE-2009-2408).
    static String ascii(GeneralName name) throws Unreadable {
        String text = ASN1IA5String.getInstance(name.getName()).getString();
        Unreadable.unless(
                !text.isEmpty() && text.chars().allMatch(c -> c > 0x20 && c < 0x7f),
                "a name that is empty or has characters other than visible ASCII");
        return text;
    }

    private static IpAddress address(GeneralName name) throws Unreadable {
        byte[] octets = ASN1OctetString.getInstance(name.getName()).getOctets();
        Unreadable.unless(octets.length == 4 || octets.length == 16, "an address of " + octets.length + " octets");
        return IpAddress.of(Bytes.wrap(octets));
    }
}
