/**
 * Quality of conversions: scorecards, reconciliation, funnels, forecasts and findings, from our own ledger. Reads only,
 * by the views that BI tools read too (docs/reporting.md). Used by ops.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {"csv", "lead", "conversion", "destination", "pipeline", "database", "schedule"})
package io.leadloop.quality;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
