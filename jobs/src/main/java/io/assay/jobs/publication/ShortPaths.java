package io.assay.jobs.publication;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.iceberg.LocationProviders;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.StructLike;
import org.apache.iceberg.TableProperties;
import org.apache.iceberg.UpdateProperties;
import org.apache.iceberg.io.LocationProvider;

/**
 * Where data files of a table are written: in a folder of each partition, as Iceberg does, but a long value is cut in
 * its folder's name. File systems allow names of 255 bytes and paths of 1,024 (object stores) to 4,096, and a character
 * takes up to 12 of them. Nothing reads a value from a path: Iceberg's manifests have it, and file names are unique.
 */
public final class ShortPaths implements LocationProvider {
    private static final long serialVersionUID = 1;

    private static final int NAME_BYTES = 200;
    private static final int PATH_BYTES = 600;

    private final LocationProvider own;

    /** As Iceberg makes it. */
    public ShortPaths(String location, Map<String, String> properties) {
        Map<String, String> others = new HashMap<>(properties);
        others.remove(TableProperties.WRITE_LOCATION_PROVIDER_IMPL);
        this.own = LocationProviders.locationsFor(location, others);
    }

    /** Sets this provider for a copy of a table, unless the table has one of its own. */
    static void setOn(UpdateProperties properties, Map<String, String> table) {
        if (!table.containsKey(TableProperties.WRITE_LOCATION_PROVIDER_IMPL)) {
            properties.set(TableProperties.WRITE_LOCATION_PROVIDER_IMPL, ShortPaths.class.getName());
        }
    }

    @Override
    public String newDataLocation(String filename) {
        return own.newDataLocation(filename);
    }

    @Override
    public String newDataLocation(PartitionSpec spec, StructLike partition, String filename) {
        List<String> names =
                Stream.of(spec.partitionToPath(partition).split("/", -1)).toList();
        int most = Math.min(NAME_BYTES, PATH_BYTES / names.size());
        if (names.stream().allMatch(name -> name.length() <= most)) {
            return own.newDataLocation(spec, partition, filename);
        }
        return own.newDataLocation(
                names.stream().map(name -> cut(name, most)).collect(Collectors.joining("/", "", "/" + filename)));
    }

    /** Names are URL-encoded, so a character is a byte, and one that is encoded stays whole. */
    private static String cut(String name, int most) {
        if (name.length() <= most) {
            return name;
        }
        int percent = name.lastIndexOf('%', most - 1);
        return name.substring(0, percent > most - 3 ? percent : most);
    }
}
