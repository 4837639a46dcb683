package io.assay.validation.internal.deequ;

import com.amazon.deequ.analyzers.ApproxCountDistinctState;
import com.amazon.deequ.analyzers.ApproxQuantileState;
import com.amazon.deequ.analyzers.MaxState;
import com.amazon.deequ.analyzers.MeanState;
import com.amazon.deequ.analyzers.MinState;
import com.amazon.deequ.analyzers.NumMatchesAndCount;
import com.amazon.deequ.analyzers.StandardDeviationState;
import io.assay.validation.metric.MetricState;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.spark.sql.catalyst.expressions.aggregate.ApproximatePercentile;
import scala.Option;

/** Deequ's states in our binary form: version, kind by its name, then the numbers, big-endian. */
final class DeequStateCodec {
    private static final int VERSION = 1;

    private DeequStateCodec() {}

    static MetricState written(MetricKind kind, com.amazon.deequ.analyzers.State<?> state) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(VERSION);
            out.writeUTF(kind.word());
            write(state, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // there is none in memory
        }
        return MetricState.of(bytes.toByteArray());
    }

    private static void write(com.amazon.deequ.analyzers.State<?> state, DataOutputStream out) throws IOException {
        if (state instanceof NumMatchesAndCount counts) {
            out.writeLong(counts.numMatches());
            out.writeLong(counts.count());
        } else if (state instanceof ApproxCountDistinctState sketch) {
            out.writeInt(sketch.words().length);
            for (long word : sketch.words()) {
                out.writeLong(word);
            }
        } else if (state instanceof MinState least) {
            out.writeDouble(least.minValue());
        } else if (state instanceof MaxState greatest) {
            out.writeDouble(greatest.maxValue());
        } else if (state instanceof MeanState mean) {
            out.writeDouble(mean.sum());
            out.writeLong(mean.count());
        } else if (state instanceof StandardDeviationState moments) {
            out.writeDouble(moments.n());
            out.writeDouble(moments.avg());
            out.writeDouble(moments.m2());
        } else if (state instanceof ApproxQuantileState digest) {
            byte[] bytes = ApproximatePercentile.serializer().serialize(digest.percentileDigest());
            out.writeInt(bytes.length);
            out.write(bytes);
        } else {
            throw new IllegalArgumentException("cannot store a " + state.getClass());
        }
    }

    /** The state of {@code kind}, which the bytes must be of. */
    static com.amazon.deequ.analyzers.State<?> read(MetricKind kind, MetricState state) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(state.bytes()))) {
            int version = in.readByte();
            String word = in.readUTF();
            if (version != VERSION || !word.equals(kind.word())) {
                throw new IllegalArgumentException("a state of version %d and kind '%s' is not a state of '%s'"
                        .formatted(version, word, kind.word()));
            }
            return read(kind, in);
        } catch (IOException e) {
            throw new UncheckedIOException("a state of %s ends early".formatted(kind.word()), e);
        }
    }

    private static com.amazon.deequ.analyzers.State<?> read(MetricKind kind, DataInputStream in) throws IOException {
        return switch (kind) {
            case COMPLETENESS -> new NumMatchesAndCount(in.readLong(), in.readLong(), Option.empty());
            case APPROX_DISTINCT -> new ApproxCountDistinctState(words(in));
            case MIN -> new MinState(in.readDouble(), Option.empty());
            case MAX -> new MaxState(in.readDouble(), Option.empty());
            case MEAN -> new MeanState(in.readDouble(), in.readLong());
            case STDDEV -> new StandardDeviationState(in.readDouble(), in.readDouble(), in.readDouble());
            case QUANTILES ->
                new ApproxQuantileState(ApproximatePercentile.serializer().deserialize(in.readNBytes(in.readInt())));
        };
    }

    private static long[] words(DataInputStream in) throws IOException {
        long[] words = new long[in.readInt()];
        for (int i = 0; i < words.length; i++) {
            words[i] = in.readLong();
        }
        return words;
    }
}
