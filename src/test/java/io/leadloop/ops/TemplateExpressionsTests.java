package io.leadloop.ops;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.beans.Introspector;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Currency;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.expression.spel.SpelNode;
import org.springframework.expression.spel.ast.BeanReference;
import org.springframework.expression.spel.ast.CompoundExpression;
import org.springframework.expression.spel.ast.MethodReference;
import org.springframework.expression.spel.ast.PropertyOrFieldReference;
import org.springframework.expression.spel.ast.VariableReference;
import org.springframework.expression.spel.standard.SpelExpression;
import org.springframework.expression.spel.standard.SpelExpressionParser;
import org.springframework.stereotype.Component;

/**
 * What templates call exists. A template is read when its page is opened, so that a method which got a parameter or another
 * name would be noticed by whoever opens a page that no test opens. Types are not known here: that a class of the house, or
 * of the JDK, has such a method with so many parameters is what can be told; beans are held to their own class.
 */
class TemplateExpressionsTests {

    private static final Path TEMPLATES = Path.of("src/main/resources/templates");

    /** Expressions hold no braces but those of lists and maps, one deep. */
    private static final Pattern EXPRESSION = Pattern.compile("[$*]\\{((?:[^{}]|\\{[^{}]*})*)}");

    private static final SpelExpressionParser PARSER = new SpelExpressionParser();
    private static final List<Class<?>> HOUSE = house();
    private static final Set<String> CALLS = Stream.concat(HOUSE.stream(), jdk())
            .flatMap(TemplateExpressionsTests::calls)
            .collect(toSet());

    static List<Path> templates() throws IOException {
        try (Stream<Path> files = Files.walk(TEMPLATES)) {
            return files.filter(file -> file.toString().endsWith(".html")).toList();
        }
    }

    @ParameterizedTest
    @MethodSource("templates")
    void every_call_in_a_template_is_one_that_a_class_has(Path template) throws IOException {
        List<String> unknown = new ArrayList<>();
        for (String expression : expressions(Files.readString(template))) {
            check(parsed(expression), null, expression, unknown);
        }
        assertThat(unknown).isEmpty();
    }

    @Test
    void a_call_of_nothing_is_noticed() {
        assertThat(unknownIn("lead.notThere(1)")).containsExactly("notThere/1 in lead.notThere(1)");
        assertThat(unknownIn("stages.?[nameOf(1, 2)]")).containsExactly("nameOf/2 in stages.?[nameOf(1, 2)]");
        assertThat(unknownIn("@shown.notThere()")).containsExactly("@shown.notThere/0 in @shown.notThere()");
        assertThat(unknownIn("lead.notThereAtAll")).containsExactly("notThereAtAll/0 in lead.notThereAtAll");
        assertThat(unknownIn("@shown.money(it.value)")).isEmpty();
    }

    private static List<String> unknownIn(String expression) {
        List<String> unknown = new ArrayList<>();
        check(parsed(expression), null, expression, unknown);
        return unknown;
    }

    private static List<String> expressions(String template) {
        return EXPRESSION
                .matcher(template)
                .results()
                .map(found -> found.group(1)
                        .replace("&quot;", "\"")
                        .replace("&gt;", ">")
                        .replace("&lt;", "<")
                        .replace("&amp;", "&"))
                .toList();
    }

    private static SpelNode parsed(String expression) {
        return ((SpelExpression) PARSER.parseRaw(expression)).getAST();
    }

    private static void check(SpelNode node, @Nullable SpelNode on, String expression, List<String> unknown) {
        String called = called(node);
        if (called != null && !(on instanceof VariableReference)) {
            if (on instanceof BeanReference bean) {
                String name = bean.toStringAST().substring(1);
                if (!isOneOf(callsOfBean(name), called)) {
                    unknown.add("@" + name + "." + called + " in " + expression);
                }
            } else if (!(on == null && node instanceof PropertyOrFieldReference) && !isOneOf(CALLS, called)) {
                unknown.add(called + " in " + expression);
            }
        }
        SpelNode before = null;
        for (int i = 0; i < node.getChildCount(); i++) {
            SpelNode child = node.getChild(i);
            check(child, node instanceof CompoundExpression ? before : null, expression, unknown);
            before = child;
        }
    }

    private static boolean isOneOf(Set<String> known, String called) {
        return known.contains(called) || known.contains(called.replaceFirst("/.*", "/any"));
    }

    /** Name and number of parameters; null for what calls nothing. */
    private static @Nullable String called(SpelNode node) {
        if (node instanceof MethodReference method) {
            return method.getName() + "/" + method.getChildCount();
        }
        return node instanceof PropertyOrFieldReference property ? property.getName() + "/0" : null;
    }

    private static Set<String> callsOfBean(String name) {
        return HOUSE.stream()
                .filter(type -> name.equals(nameOfBean(type)))
                .flatMap(TemplateExpressionsTests::calls)
                .collect(toSet());
    }

    private static @Nullable String nameOfBean(Class<?> type) {
        Component component = type.getAnnotation(Component.class);
        if (component != null && !component.value().isEmpty()) {
            return component.value();
        }
        return Introspector.decapitalize(type.getSimpleName());
    }

    private static Stream<String> calls(Class<?> type) {
        Stream<String> constants = Arrays.stream(type.getFields()).map(field -> field.getName() + "/0");
        return Stream.concat(
                constants,
                Stream.concat(Arrays.stream(type.getMethods()), Arrays.stream(type.getDeclaredMethods()))
                        .filter(method -> !Modifier.isPrivate(method.getModifiers()))
                        .flatMap(TemplateExpressionsTests::names));
    }

    private static Stream<String> names(Method method) {
        String name = method.getName();
        Stream<String> asCalled = Stream.of(name + "/" + (method.isVarArgs() ? "any" : method.getParameterCount()));
        if (method.getParameterCount() > 0) {
            return asCalled;
        }
        String property = Introspector.decapitalize(name.replaceFirst("^(get|is)(?=[A-Z])", ""));
        return Stream.concat(asCalled, Stream.of(property + "/0"));
    }

    private static List<Class<?>> house() {
        return new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("io.leadloop").stream()
                        .<Class<?>>map(JavaClass::reflect)
                        .toList();
    }

    private static Stream<Class<?>> jdk() {
        return Stream.of(
                String.class,
                Enum.class,
                List.class,
                Map.class,
                Map.Entry.class,
                Set.class,
                Optional.class,
                Instant.class,
                Duration.class,
                LocalDate.class,
                Date.class,
                Long.class,
                BigDecimal.class,
                Currency.class);
    }
}
