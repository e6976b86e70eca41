/**
 * The operator's desk, the same for pages, REST and Cockpit: what is wrong now, a lead's dossier, and verbs under the name
 * of the person who pressed, each with its line in the audit log. Knows nothing of Camunda.
 */
@NullMarked
package io.leadloop.ops.desk;

import org.jspecify.annotations.NullMarked;
