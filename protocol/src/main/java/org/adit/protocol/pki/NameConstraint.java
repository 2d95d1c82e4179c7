package org.adit.protocol.pki;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import org.adit.base.Bytes;
import org.adit.base.net.IpAddress;
import org.bouncycastle.asn1.ASN1IA5String;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.jspecify.annotations.Nullable;

/// The names that an authority may give. RFC 5280 §4.2.1.10. Own code because the library's compares directory names
/// from wherever they begin to fit; what is of another form makes the whole certificate unreadable (L-43).
record NameConstraint(List<Subtree> permitted, List<Subtree> excluded) {
    NameConstraint {
        permitted = List.copyOf(permitted);
        excluded = List.copyOf(excluded);
    }

    /// All names of one form below a point.
    sealed interface Subtree {
        record Dns(String base) implements Subtree {}

        record Mail(String base) implements Subtree {}

        record Address(Bytes address, Bytes mask) implements Subtree {}

        record Directory(X500Name base) implements Subtree {}
    }

    static NameConstraint read(NameConstraints constraints) throws Unreadable {
        List<Subtree> permitted = subtrees(constraints.getPermittedSubtrees());
        List<Subtree> excluded = subtrees(constraints.getExcludedSubtrees());
        Unreadable.bound("name constraints", permitted.size() + excluded.size(), Certificate.MAX_NAMES);
        return new NameConstraint(permitted, excluded);
    }

    /// The first name of `certificate` that is not allowed.
    Optional<String> refusedNameOf(Certificate certificate) {
        AlternativeNames names = certificate.extensions().names();
        for (String name : names.dns()) {
            if (!allows(Subtree.Dns.class, tree -> tree instanceof Subtree.Dns dns && within(name, dns))) {
                return Optional.of(name);
            }
        }
        for (String name : certificate.constrainedMail()) {
            if (!allows(Subtree.Mail.class, tree -> tree instanceof Subtree.Mail mail && within(name, mail))) {
                return Optional.of(name);
            }
        }
        for (IpAddress address : names.addresses()) {
            if (!allows(Subtree.Address.class, tree -> tree instanceof Subtree.Address net && within(address, net))) {
                return Optional.of(address.toString());
            }
        }
        return certificate.constrainedDirectoryNames().stream()
                .filter(name -> !allows(
                        Subtree.Directory.class,
                        tree -> tree instanceof Subtree.Directory directory
                                && DistinguishedName.startsWith(name, directory.base())))
                .map(DistinguishedName::text)
                .findFirst();
    }

    /// Excluded wins; a form that no permitted subtree speaks of is free.
    private boolean allows(Class<? extends Subtree> form, Predicate<Subtree> within) {
        if (excluded.stream().anyMatch(within)) {
            return false;
        }
        return permitted.stream().noneMatch(form::isInstance)
                || permitted.stream().anyMatch(within);
    }

    private static boolean within(String name, Subtree.Dns constraint) {
        return hostWithin(name.toLowerCase(Locale.ROOT), constraint.base());
    }

    private static boolean hostWithin(String host, String base) {
        if (base.isEmpty() || host.equals(base)) {
            return true;
        }
        return host.endsWith(base.startsWith(".") ? base : "." + base);
    }

    /// A mailbox, a host, or with a leading dot all hosts of a domain.
    private static boolean within(String mailbox, Subtree.Mail constraint) {
        String base = constraint.base();
        int at = mailbox.lastIndexOf('@');
        String host = mailbox.substring(at + 1).toLowerCase(Locale.ROOT);
        int baseAt = base.lastIndexOf('@');
        if (baseAt >= 0) {
            return at >= 0
                    && mailbox.substring(0, at).equals(base.substring(0, baseAt))
                    && host.equals(base.substring(baseAt + 1).toLowerCase(Locale.ROOT));
        }
        String domain = base.toLowerCase(Locale.ROOT);
        return domain.isEmpty() || (domain.startsWith(".") ? host.endsWith(domain) : host.equals(domain));
    }

    private static boolean within(IpAddress address, Subtree.Address constraint) {
        Bytes octets = address.octets();
        if (octets.length() != constraint.address().length()) {
            return false;
        }
        for (int i = 0; i < octets.length(); i++) {
            if (((octets.at(i) ^ constraint.address().at(i)) & constraint.mask().at(i)) != 0) {
                return false;
            }
        }
        return true;
    }

    private static List<Subtree> subtrees(GeneralSubtree @Nullable [] trees) throws Unreadable {
        List<GeneralSubtree> all = trees == null ? List.of() : Arrays.asList(trees);
        Unreadable.bound("name constraints", all.size(), Certificate.MAX_NAMES);
        List<Subtree> read = new ArrayList<>();
        for (GeneralSubtree tree : all) {
            boolean plain = tree.getMinimum().signum() == 0 && tree.getMaximum() == null;
            Unreadable.unless(plain, "a name constraint with minimum or maximum");
            read.add(subtree(tree.getBase()));
        }
        return read;
    }

    private static Subtree subtree(GeneralName base) throws Unreadable {
        return switch (base.getTagNo()) {
            case GeneralName.dNSName -> new Subtree.Dns(ia5(base).toLowerCase(Locale.ROOT));
            case GeneralName.rfc822Name -> new Subtree.Mail(ia5(base));
            case GeneralName.directoryName -> new Subtree.Directory(X500Name.getInstance(base.getName()));
            case GeneralName.iPAddress -> {
                byte[] octets = ASN1OctetString.getInstance(base.getName()).getOctets();
                Unreadable.unless(octets.length == 8 || octets.length == 32, "a network of a wrong length");
                Bytes all = Bytes.wrap(octets);
                yield new Subtree.Address(all.slice(0, octets.length / 2), all.slice(octets.length / 2, octets.length));
            }
            default ->
                throw new Unreadable(new PkiFailure.Malformed(
                        "a name constraint of a form that is not supported (" + base.getTagNo() + ")"));
        };
    }

    private static String ia5(GeneralName name) throws Unreadable {
        String text = ASN1IA5String.getInstance(name.getName()).getString();
        Unreadable.unless(text.chars().allMatch(c -> c > 0x20 && c < 0x7f), "a constraint that is not visible ASCII");
        return text;
    }
}
