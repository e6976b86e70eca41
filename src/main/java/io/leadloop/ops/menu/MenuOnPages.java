package io.leadloop.ops.menu;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Gives each whole page its side bar; parts of pages and redirects need none. */
@Component
class MenuOnPages implements WebMvcConfigurer, HandlerInterceptor {

    private final Menus menus;

    MenuOnPages(Menus menus) {
        this.menus = menus;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this).addPathPatterns("/", "/ops/**");
    }

    @Override
    public void postHandle(
            HttpServletRequest request, HttpServletResponse response, Object handler, @Nullable ModelAndView page) {
        String view = page == null ? null : page.getViewName();
        if (page != null && view != null && !view.startsWith("redirect:") && !view.contains("::")) {
            page.addObject("menu", menus.of(request));
        }
    }
}
