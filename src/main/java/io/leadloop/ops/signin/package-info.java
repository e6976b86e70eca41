/** Sign-in by a company's own identity provider (OpenID Connect), where one is configured. */
@NullMarked
package io.leadloop.ops.signin;

import org.jspecify.annotations.NullMarked;
