package io.assay.validation.internal.table;

import java.util.List;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.execution.datasources.FileIndex;
import org.apache.spark.sql.execution.datasources.PartitionDirectory;
import org.apache.spark.sql.types.StructType;
import scala.collection.JavaConverters;
import scala.collection.Seq;

/**
 * Just these files for Spark to read. Its own index lists again, takes names with brackets for patterns, leaves out
 * names that begin with an underscore, and makes columns of folders.
 */
final class FileList implements FileIndex {
    private final List<FileStatus> files;

    FileList(List<FileStatus> files) {
        this.files = List.copyOf(files);
    }

    @Override
    public Seq<Path> rootPaths() {
        return JavaConverters.asScalaBuffer(
                files.stream().map(FileStatus::getPath).toList());
    }

    @Override
    public Seq<PartitionDirectory> listFiles(Seq<Expression> partitionFilters, Seq<Expression> dataFilters) {
        return JavaConverters.asScalaBuffer(
                List.of(PartitionDirectory.apply(InternalRow.empty(), files.toArray(FileStatus[]::new))));
    }

    @Override
    public String[] inputFiles() {
        return files.stream().map(file -> file.getPath().toString()).toArray(String[]::new);
    }

    @Override
    public void refresh() {
        // the files are those that were listed
    }

    @Override
    public long sizeInBytes() {
        return files.stream().mapToLong(FileStatus::getLen).sum();
    }

    @Override
    public StructType partitionSchema() {
        return new StructType();
    }
}
