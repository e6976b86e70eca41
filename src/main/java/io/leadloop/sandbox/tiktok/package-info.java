/** TikTok's Events API 2.0, faked strictly. */
@NullMarked
@ApplicationModule(allowedDependencies = "sandbox")
package io.leadloop.sandbox.tiktok;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
