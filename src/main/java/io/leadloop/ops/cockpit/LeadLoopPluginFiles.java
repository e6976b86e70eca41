package io.leadloop.ops.cockpit;

import jakarta.ws.rs.Path;
import java.util.List;
import java.util.stream.Stream;
import org.camunda.bpm.cockpit.plugin.resource.AbstractCockpitPluginRootResource;

/** Serves the files of {@link LeadLoopPlugin}. */
@Path("plugin/" + LeadLoopPlugin.ID)
public final class LeadLoopPluginFiles extends AbstractCockpitPluginRootResource {

    /** The modules that {@code plugin.js} imports: Cockpit serves no file of a plugin that is not named. */
    private static final List<String> MODULES =
            List.of("server", "nodes", "keep", "verbs", "dashboard", "conversion", "lead", "stuck");

    public LeadLoopPluginFiles() {
        super(LeadLoopPlugin.ID);
        allowedAssets = Stream.concat(allowedAssets.stream(), MODULES.stream().map(it -> "app/" + it + ".js"))
                .toList();
    }
}
