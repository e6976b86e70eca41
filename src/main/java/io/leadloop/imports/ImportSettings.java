package io.leadloop.imports;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Settings of imports, {@code leadloop.import.*}.
 *
 * @param enabled false on a node that imports nothing; it still takes files
 * @param batchSize rows in one transaction
 * @param mostWaiting while so many events wait in the inbox no more rows go in: webhooks stand behind no more than
 *     these
 * @param pollInterval how often an idle node looks for an import
 * @param maxFile the largest file
 * @param maxWorkbook the largest Excel workbook, which is held in memory while it is uploaded
 * @param translatedHeaders whether names of columns in German, French, Spanish and Dutch are known; they are general
 *     knowledge, not the makers' word
 * @param headerWords more names of columns, by the field that they mean, e.g. {@code [deal.amount]: Provision}
 * @param keepFile how long a file is kept that nobody imports
 * @param keepResult how long the figures and the bad rows of an import are kept
 */
@ConfigurationProperties("leadloop.import")
record ImportSettings(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("1000") int batchSize,
        @DefaultValue("5000") int mostWaiting,
        @DefaultValue("250ms") Duration pollInterval,
        @DefaultValue("1GB") DataSize maxFile,
        @DefaultValue("20MB") DataSize maxWorkbook,
        @DefaultValue("true") boolean translatedHeaders,
        @DefaultValue Map<String, List<String>> headerWords,
        @DefaultValue("7d") Duration keepFile,
        @DefaultValue("90d") Duration keepResult) {}
