package io.leadloop.ops.doors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.server.ResponseStatusException;

/** People who wait for a platform that hangs take some of the server's threads, never all of them. */
class OutsideCallsTests {

    static class Page {

        @AsksOutside
        public void asks() {}

        public void shows() {}
    }

    private final OutsideCalls calls = new OutsideCalls();

    private static HandlerMethod handler(String method) throws NoSuchMethodException {
        return new HandlerMethod(new Page(), method);
    }

    private MockHttpServletRequest begun(String method) throws NoSuchMethodException {
        MockHttpServletRequest request = new MockHttpServletRequest();
        assertThat(calls.preHandle(request, new MockHttpServletResponse(), handler(method)))
                .isTrue();
        return request;
    }

    @Test
    void the_ninth_at_once_is_sent_away_and_may_come_when_one_is_done() throws Exception {
        MockHttpServletRequest first = begun("asks");
        for (int i = 1; i < 8; i++) {
            begun("asks");
        }
        assertThatThrownBy(() -> begun("asks"))
                .isInstanceOf(ResponseStatusException.class)
                .hasMessageContaining("429")
                .hasMessageContaining("Try again");
        calls.afterCompletion(first, new MockHttpServletResponse(), handler("asks"), null);
        calls.afterCompletion(first, new MockHttpServletResponse(), handler("asks"), null);
        begun("asks");
        assertThatThrownBy(() -> begun("asks")).as("given back once").isInstanceOf(ResponseStatusException.class);
    }

    @Test
    void pages_that_ask_nobody_are_not_counted() throws Exception {
        for (int i = 0; i < 20; i++) {
            begun("shows");
        }
    }
}
