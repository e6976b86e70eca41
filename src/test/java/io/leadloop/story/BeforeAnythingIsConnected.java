package io.leadloop.story;

import io.leadloop.crm.CrmSources;
import io.leadloop.destination.Destinations;
import io.leadloop.pipeline.PipelineDrafts;
import io.leadloop.process.PipelineRelease;
import io.leadloop.support.House;
import io.leadloop.support.StoryTest;
import io.leadloop.support.TestClock;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;

/** Stories that begin without any connection, and with a plan that tells {@link BrandUk} of qualified leads. */
@StoryTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class BeforeAnythingIsConnected {

    @Autowired
    House house;

    @Autowired
    TestClock clock;

    @Autowired
    PipelineDrafts drafts;

    @Autowired
    PipelineRelease release;

    @Autowired
    Destinations destinations;

    @Autowired
    CrmSources sources;

    private @Nullable BrandUk published;
    BrandUk brand;

    @BeforeEach
    void nobody_has_connected_anything() {
        if (published == null) {
            published = new BrandUk(house, clock, drafts, release);
        }
        brand = published;
        brand.isNew();
        destinations.refresh();
        sources.refresh();
    }

    @AfterAll
    void away() {
        brand.close();
    }
}
