package io.leadloop.crm;

import java.util.List;

/**
 * What a person has to know and do in the CRM of a source that was made by a preset (docs/presets.md).
 *
 * @param preset the preset's name
 * @param crm the CRM's name
 * @param steps in order
 * @param time which time counts as the time of the change, and why
 * @param statuses the CRM's usual statuses
 * @param unconfirmed what the CRM's public documentation does not say
 */
public record SourceGuide(
        String preset, String crm, List<String> steps, String time, List<Status> statuses, List<String> unconfirmed) {

    private static final String ADDRESS = "https://<your host>/webhooks/<source>";

    /**
     * The steps with a source's own name and address in them.
     *
     * @param source its name; a placeholder for one that has none yet
     * @param webhooks the address of all webhooks, up to the slash before the source's name
     */
    public List<String> steps(String source, String webhooks) {
        return steps.stream()
                .map(it -> it.replace(ADDRESS, webhooks + source).replace("<source>", source))
                .toList();
    }

    /**
     * @param status as the CRM spells it
     * @param stage the stage that it usually means: a proposal for the stage mapping
     */
    public record Status(String status, String stage) {}
}
