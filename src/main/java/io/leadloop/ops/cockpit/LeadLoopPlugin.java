package io.leadloop.ops.cockpit;

import java.util.Set;
import org.camunda.bpm.cockpit.plugin.spi.impl.AbstractCockpitPlugin;

/**
 * Our part of Cockpit: the folder {@code plugin-webapp/leadloop}, plain ES modules. Found by the service loader. It reads
 * and acts through our REST interface under {@code /camunda/api/leadloop} ({@link CockpitSession}).
 */
public final class LeadLoopPlugin extends AbstractCockpitPlugin {

    static final String ID = "leadloop";

    @Override
    public String getId() {
        return ID;
    }

    @Override
    public Set<Class<?>> getResourceClasses() {
        return Set.of(LeadLoopPluginFiles.class);
    }
}
