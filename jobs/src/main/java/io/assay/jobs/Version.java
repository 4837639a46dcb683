package io.assay.jobs;

import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints. */
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        String version = Assay.class.getPackage().getImplementationVersion();
        return new String[] {"assay " + (version == null ? "(not packaged)" : version)};
    }
}
