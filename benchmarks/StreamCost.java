/** Seconds that something took, and the micro-batches it was. */
record StreamCost(double wall, double cpu, int batches) {
    StreamCost plus(StreamCost more) {
        return new StreamCost(wall + more.wall, cpu + more.cpu, batches + more.batches);
    }

    /** Without what starting so many streams costs. */
    StreamCost less(StreamCost nothing, int starts) {
        return new StreamCost(wall - starts * nothing.wall, cpu - starts * nothing.cpu, batches);
    }
}
