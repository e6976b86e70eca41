/**
 * Quality of conversions: scorecards, reconciliation, funnels, forecasts and findings, from our own ledger, read
 * by the views that BI tools read too (docs/reporting.md). Writes its own tables only: figures, imported costs and reports, silenced
 * findings.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {"csv", "lead", "conversion", "destination", "pipeline", "database", "schedule"})
package io.leadloop.quality;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
