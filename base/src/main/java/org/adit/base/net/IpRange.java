package org.adit.base.net;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// All addresses from `first` to `last`, both included, of one family.
public record IpRange(IpAddress first, IpAddress last) {
    public IpRange {
        if (first.family() != last.family() || first.compareTo(last) > 0) {
            throw new IllegalArgumentException("not a range: " + first + " to " + last);
        }
        last = last.equals(first) ? first : last; // thousands of clients have ranges of one address
    }

    public IpFamily family() {
        return first.family();
    }

    public boolean contains(IpAddress address) {
        return address.family() == family() && first.compareTo(address) <= 0 && address.compareTo(last) <= 0;
    }

    public boolean contains(IpRange other) {
        return contains(other.first) && contains(other.last);
    }

    public Optional<IpRange> intersect(IpRange other) {
        if (family() != other.family()) {
            return Optional.empty();
        }
        IpAddress low = first.compareTo(other.first) >= 0 ? first : other.first;
        IpAddress high = last.compareTo(other.last) <= 0 ? last : other.last;
        return low.compareTo(high) <= 0 ? Optional.of(new IpRange(low, high)) : Optional.empty();
    }

    /// The fewest prefixes that cover exactly this range, in order.
    public List<IpPrefix> prefixes() {
        List<IpPrefix> prefixes = new ArrayList<>();
        Optional<IpAddress> at = Optional.of(first);
        while (at.isPresent() && at.get().compareTo(last) <= 0) {
            IpPrefix widest = widestFrom(at.get());
            prefixes.add(widest);
            at = widest.last().plus(1);
        }
        return List.copyOf(prefixes);
    }

    private IpPrefix widestFrom(IpAddress start) {
        IpPrefix widest = IpPrefix.host(start);
        while (widest.length() > 0) {
            IpPrefix wider = IpPrefix.around(start, widest.length() - 1);
            if (!wider.first().equals(start) || wider.last().compareTo(last) > 0) {
                return widest;
            }
            widest = wider;
        }
        return widest;
    }

    @Override
    public String toString() {
        List<IpPrefix> prefixes = prefixes();
        return prefixes.size() == 1 ? prefixes.getFirst().toString() : first + "-" + last;
    }
}
