/**
 * Microsoft Advertising through the Campaign Management API (REST, OfflineConversions/Apply, v13; facts of 2026-11).
 * Matched by msclkid; by hashed mail and phone where the goals allow enhanced conversions. Conversions up to 90 days,
 * best an hour after the click, 1,000 a request; bad rows are named by index and the others are taken. The same click,
 * goal and time count once, silently; values are restated and conversions retracted within 90 days. Neither consent nor
 * an id of ours has a field.
 * What it counted and what the ads cost is read by the Reporting API (v13): a report is ordered, asked after and fetched as
 * a zip; by the day of the click in UTC.
 * https://learn.microsoft.com/en-us/advertising/campaign-management-service/applyofflineconversions
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"destination", "csv", "http", "conversion", "lead"})
package io.leadloop.destination.microsoftads;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
