package io.leadloop.ops.doors;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.UriUtils;

/**
 * A request whose body was read already, given out once more. The servlet container cannot see it, so that the fields of a
 * form are read from it here.
 */
public final class BufferedBody extends HttpServletRequestWrapper {

    private static final String FORM = "application/x-www-form-urlencoded";

    private final byte[] body;
    private @Nullable MultiValueMap<String, String> form;

    public BufferedBody(HttpServletRequest request, byte[] body) {
        super(request);
        this.body = body;
    }

    @Override
    public ServletInputStream getInputStream() {
        ByteArrayInputStream bytes = new ByteArrayInputStream(body);
        return new ServletInputStream() {
            @Override
            public boolean isFinished() {
                return bytes.available() == 0;
            }

            @Override
            public boolean isReady() {
                return true;
            }

            @Override
            public void setReadListener(ReadListener listener) {
                throw new IllegalStateException("The body is here already");
            }

            @Override
            public int available() {
                return bytes.available();
            }

            @Override
            public int read() {
                return bytes.read();
            }

            @Override
            public int read(byte[] into, int offset, int length) {
                return bytes.read(into, offset, length);
            }
        };
    }

    @Override
    public BufferedReader getReader() {
        return new BufferedReader(new InputStreamReader(getInputStream(), charset()));
    }

    @Override
    public @Nullable String getParameter(String name) {
        String inAddress = super.getParameter(name);
        return inAddress == null ? form().getFirst(name) : inAddress;
    }

    @Override
    public String @Nullable [] getParameterValues(String name) {
        return getParameterMap().get(name);
    }

    @Override
    public Enumeration<String> getParameterNames() {
        return Collections.enumeration(getParameterMap().keySet());
    }

    @Override
    public Map<String, String[]> getParameterMap() {
        MultiValueMap<String, String> all = new LinkedMultiValueMap<>();
        super.getParameterMap().forEach((name, values) -> all.addAll(name, java.util.List.of(values)));
        form().forEach(all::addAll);
        Map<String, String[]> parameters = new LinkedHashMap<>();
        all.forEach((name, values) -> parameters.put(name, values.toArray(String[]::new)));
        return parameters;
    }

    private MultiValueMap<String, String> form() {
        MultiValueMap<String, String> known = form;
        if (known == null) {
            known = isForm() ? readable(new String(body, charset())) : new LinkedMultiValueMap<>();
            form = known;
        }
        return known;
    }

    private boolean isForm() {
        String type = getContentType();
        return type != null && type.toLowerCase(Locale.ROOT).startsWith(FORM);
    }

    /** A form with a broken escape has no fields: whoever reads one misses it and says so. */
    private MultiValueMap<String, String> readable(String text) {
        try {
            return read(text);
        } catch (IllegalArgumentException broken) {
            return new LinkedMultiValueMap<>();
        }
    }

    private MultiValueMap<String, String> read(String text) {
        MultiValueMap<String, String> fields = new LinkedMultiValueMap<>();
        UriComponentsBuilder.newInstance()
                .query(text.replace('+', ' ').replace(" ", "%20"))
                .build()
                .getQueryParams()
                .forEach((name, values) -> values.forEach(value -> fields.add(
                        UriUtils.decode(name, charset()), value == null ? "" : UriUtils.decode(value, charset()))));
        return fields;
    }

    private Charset charset() {
        String named = getCharacterEncoding();
        return named != null && Charset.isSupported(named) ? Charset.forName(named) : StandardCharsets.UTF_8;
    }
}
