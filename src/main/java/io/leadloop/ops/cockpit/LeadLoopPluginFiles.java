package io.leadloop.ops.cockpit;

import jakarta.ws.rs.Path;
import org.camunda.bpm.cockpit.plugin.resource.AbstractCockpitPluginRootResource;

/** Serves the files of {@link LeadLoopPlugin}. */
@Path("plugin/" + LeadLoopPlugin.ID)
public final class LeadLoopPluginFiles extends AbstractCockpitPluginRootResource {

    public LeadLoopPluginFiles() {
        super(LeadLoopPlugin.ID);
    }
}
