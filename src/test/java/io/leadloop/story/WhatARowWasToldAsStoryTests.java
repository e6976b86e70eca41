package io.leadloop.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.conversion.Conversion;
import io.leadloop.conversion.ConversionLedger.Answer;
import io.leadloop.conversion.Outcome;
import io.leadloop.conversion.UploadResult;
import io.leadloop.support.Browser;
import io.leadloop.support.House;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How a lead's page introduces the action of a conversion: what no platform took was not told. */
class WhatARowWasToldAsStoryTests extends OneConversion {

    private String page(Conversion row) {
        return Browser.signedIn(house, "admin", House.PASSWORD)
                .get("/ops/leads/" + row.lead().value())
                .body();
    }

    private void answered(Conversion row, Outcome outcome) {
        int attempt = ledger.open(List.of(row.id()), clock.instant()).get(row.id());
        UploadResult result = UploadResult.of(outcome, "SAID", "It said so.");
        ledger.close(List.of(new Answer(row.id(), attempt, result, false)), clock.instant());
    }

    @Test
    void is_to_be_told_while_it_waits_and_was_told_once_it_is_taken() {
        Conversion row = planned("told-as");
        assertThat(page(row)).contains("To be told as").doesNotContain(">Told as<");
        answered(row, Outcome.ACCEPTED);
        assertThat(page(row)).contains(">Told as<");
    }

    @Test
    void was_refused_or_only_tried_where_the_platform_did_not_take_it() {
        Conversion row = planned("refused-as");
        answered(row, Outcome.REJECTED);
        assertThat(page(row)).contains("Refused as").doesNotContain(">Told as<");
        house.sql("update leadloop.conversion set state = 'DROPPED' where id = '" + row.id() + "'");
        assertThat(page(row)).contains("Tried as").doesNotContain(">Told as<");
    }
}
