package io.leadloop.ops.doors;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.regex.Pattern;
import org.springframework.boot.autoconfigure.web.ServerProperties;
import org.springframework.boot.context.properties.PropertyMapper;
import org.springframework.boot.web.server.Cookie;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.session.web.http.CookieSerializer;
import org.springframework.session.web.http.DefaultCookieSerializer;

/**
 * The cookie that names a session, by {@code server.servlet.session.cookie.*}. What cannot be an id of ours is no question to the
 * database: it takes no NUL, and whoever sends one would get an error and a stack trace in the log.
 */
@Configuration(proxyBeanMethods = false)
class SessionCookie {

    /** Spring Session's ids are random UUIDs. */
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    @Bean
    CookieSerializer sessionIds(ServerProperties server) {
        DefaultCookieSerializer ids = new DefaultCookieSerializer() {
            @Override
            public List<String> readCookieValues(HttpServletRequest request) {
                return super.readCookieValues(request).stream()
                        .filter(it -> ID.matcher(it).matches())
                        .toList();
            }
        };
        // As Spring Boot's own SessionAutoConfiguration does for its serializer.
        Cookie cookie = server.getServlet().getSession().getCookie();
        PropertyMapper map = PropertyMapper.get().alwaysApplyingWhenNonNull();
        map.from(cookie::getName).to(ids::setCookieName);
        map.from(cookie::getDomain).to(ids::setDomainName);
        map.from(cookie::getPath).to(ids::setCookiePath);
        map.from(cookie::getHttpOnly).to(ids::setUseHttpOnlyCookie);
        map.from(cookie::getSecure).to(ids::setUseSecureCookie);
        map.from(cookie::getMaxAge).asInt(it -> (int) it.toSeconds()).to(ids::setCookieMaxAge);
        map.from(cookie::getSameSite).as(Cookie.SameSite::attributeValue).to(ids::setSameSite);
        return ids;
    }
}
