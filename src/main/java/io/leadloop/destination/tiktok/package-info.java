/**
 * TikTok Events API 2.0 (event/track, v1.3; document 1771101303285761, facts of 2026-11). Three sources that must not be
 * mixed: a lead of the website by its ttclid (web), a lead of an instant form by its lead id (crm, custom event names),
 * a lead known by hashed mail or phone only (offline, standard event names). 1,000 events a request, one bad event
 * refuses the request; the same source, event and event id count once within 48 hours. Every answer is HTTP 200; its
 * {@code code} decides. What it counted and what the ads cost is read by report/integrated/get with another token. https://business-api.tiktok.com/portal/docs?id=1771101303285761
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"destination", "http", "conversion", "lead"})
package io.leadloop.destination.tiktok;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
