package io.assay.validation.novelty;

/** Readings of one measure that novelty calls usual, in the unit in which people read it; both ends are usual. */
public record ExpectedRange(double low, double high) {
    public boolean contains(double reading) {
        return reading >= low && reading <= high;
    }
}
