package io.leadloop.ops.doors;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.DelegatingServletInputStream;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.util.unit.DataSize;

/** Bodies of people who did not sign in, which do not come along with their head. */
class UnknownBodyFilterTests {

    /** A body of two bytes of which none has come when the server first looks. */
    private static MockHttpServletRequest slow() {
        MockHttpServletRequest request = new MockHttpServletRequest("POST", "/capture") {
            @Override
            public jakarta.servlet.ServletInputStream getInputStream() {
                return new DelegatingServletInputStream(new java.io.ByteArrayInputStream(new byte[] {'{', '}'}) {
                    @Override
                    public synchronized int available() {
                        return 0;
                    }
                });
            }
        };
        request.setContent(new byte[] {'{', '}'});
        return request;
    }

    /** Who floods the door hears that it is too much, and a monitor that looks for failures of the server stays quiet. */
    @ParameterizedTest
    @CsvSource({"1, 200, ", "0, 429, 5"})
    void one_body_too_many_to_wait_for_is_told_to_come_again(int places, int status, String retryAfter)
            throws IOException, jakarta.servlet.ServletException {
        UnknownBodyFilter filter = new UnknownBodyFilter(
                it -> false, new DoorSettings(null, DataSize.ofKilobytes(16), Duration.ofSeconds(1), places));
        MockHttpServletResponse response = new MockHttpServletResponse();
        MockFilterChain chain = new MockFilterChain();
        filter.doFilter(slow(), response, chain);
        assertThat(response.getStatus()).isEqualTo(status);
        assertThat(response.getHeader("Retry-After")).isEqualTo(retryAfter);
        assertThat(chain.getRequest() != null).isEqualTo(status == 200);
    }
}
