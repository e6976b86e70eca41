/** OpenAI's Conversions API for ChatGPT ads, faked strictly. */
@NullMarked
@ApplicationModule(allowedDependencies = "sandbox")
package io.leadloop.sandbox.openaiads;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
