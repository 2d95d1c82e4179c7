package org.adit.app.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The readings of all runs, in the order in which subjects and measures first came.
public final class Samples {
    private final Map<String, Map<Measure, List<Double>>> values = new LinkedHashMap<>();

    /// What one run of one subject gave.
    public void add(String subject, List<Reading> readings) {
        Map<Measure, List<Double>> its = values.computeIfAbsent(subject, _ -> new LinkedHashMap<>());
        for (Reading reading : readings) {
            its.computeIfAbsent(reading.measure(), _ -> new ArrayList<>()).add(reading.value());
        }
    }

    public List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        values.forEach((subject, its) -> its.forEach((measure, all) -> rows.add(new Row(
                subject, measure, Quantiles.median(all), Collections.min(all), Collections.max(all), all.size()))));
        return rows;
    }

    /// `subject` against every other one, for each measure that both have and by which can be divided.
    public List<Ratio> ratios(String subject) {
        List<Ratio> ratios = new ArrayList<>();
        Map<Measure, List<Double>> own = values.getOrDefault(subject, Map.of());
        own.forEach((measure, all) -> values.forEach((other, its) -> {
            List<Double> theirs = its.getOrDefault(measure, List.of());
            if (!other.equals(subject) && !theirs.isEmpty() && Quantiles.median(theirs) != 0) {
                double value = Quantiles.median(all) / Quantiles.median(theirs);
                ratios.add(new Ratio(subject, other, measure, value));
            }
        }));
        return ratios;
    }
}
