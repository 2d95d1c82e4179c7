package org.adit.app.bench.soak;

import java.util.List;

/// Whether a quantity grows: the straight line that fits its samples best (least squares).
///
/// @param mean of the samples
/// @param rise of the line, from the first sample to the last
record Trend(double mean, double rise, int samples) {
    /// Samples that are equally far apart.
    static Trend of(List<Double> values) {
        int count = values.size();
        double mean = values.stream().mapToDouble(Double::doubleValue).average().orElse(0);
        double middle = (count - 1) / 2.0;
        double products = 0;
        double squares = 0;
        for (int i = 0; i < count; i++) {
            products += (i - middle) * (values.get(i) - mean);
            squares += (i - middle) * (i - middle);
        }
        double slope = squares == 0 ? 0 : products / squares;
        return new Trend(mean, slope * Math.max(0, count - 1), count);
    }

    /// Of the last two thirds: what comes before is warming up.
    static Trend settled(List<Double> values) {
        return of(values.subList(values.size() / 3, values.size()));
    }

    /// Less than a twentieth, or less than `floor`, whichever is more.
    boolean flat(double floor) {
        return rise <= Math.max(mean / 20, floor);
    }
}
