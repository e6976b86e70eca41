/** Measures a whole LeadLoop from outside: webhooks in, uploads out. Needs a JDK and the PostgreSQL driver, no more. */
package io.leadloop.bench;
