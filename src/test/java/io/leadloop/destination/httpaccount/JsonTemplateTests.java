package io.leadloop.destination.httpaccount;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.leadloop.destination.httpaccount.Placeholder.Place;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A template is data: what it can say, what becomes of absent fields, and by which words a wrong one is told. */
class JsonTemplateTests {

    private static final Map<String, JsonNode> KNOWN =
            Map.of("id", TextNode.valueOf("k\"1"), "value", IntNode.valueOf(7));

    private static String with(String template) {
        return JsonTemplate.read(template, Place.EVENT)
                .with(it -> it.key() != null
                        ? TextNode.valueOf("key of " + it.key())
                        : KNOWN.get(it.field() == null ? "" : it.field().name()))
                .toString();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"a\":\"{{value}}\"} | {\"a\":7}",
                "{\"a\":\"v{{ value }}/{{value}}\"} | {\"a\":\"v7/7\"}",
                "{\"a\":\"{{id}}\"} | {\"a\":\"k\\\"1\"}",
                "{\"a\":\"{{key.my-shop}}\"} | {\"a\":\"key of my-shop\"}",
                "{\"a\":\"{{email}}\",\"b\":1} | {}",
                "{\"a\":\"{{email}}\",\"b\":\"{{id}}\",\"c\":1} | {\"b\":\"k\\\"1\",\"c\":1}",
                "{\"a\":\"x{{email}}\",\"b\":\"{{value}}\"} | {\"b\":7}",
                "{\"k\":[{\"type\":\"MAIL\",\"v\":[\"{{email}}\"]},{\"type\":\"ID\",\"v\":[\"{{id}}\"]}]} | {\"k\":[{\"type\":\"ID\",\"v\":[\"k\\\"1\"]}]}",
                "{\"o\":{\"x\":1,\"y\":{}},\"l\":[],\"n\":null,\"b\":true,\"d\":1.5} | {\"o\":{\"x\":1,\"y\":{}},\"l\":[],\"n\":null,\"b\":true,\"d\":1.5}",
                "[\"{{id}}\",\"{{email}}\"] | [\"k\\\"1\"]",
                "{\"a\":\"${env} #{T(java.lang.System)} {id}\"} | {\"a\":\"${env} #{T(java.lang.System)} {id}\"}"
            })
    void absent_fields_go_and_with_them_what_holds_nothing_else(String template, String json) {
        assertThat(with(template)).isEqualTo(json);
    }

    /** A value is never read as a template. */
    @Test
    void what_a_field_holds_is_no_template() {
        assertThat(JsonTemplate.read("{\"a\":\"{{stage}}!\"}", Place.EVENT)
                        .with(it -> TextNode.valueOf("{{key.secret}}"))
                        .toString())
                .isEqualTo("{\"a\":\"{{key.secret}}!\"}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"a\":{\"b\":[1,\"{{valeu}}\"]}} | at /a/b/1: {{valeu}} is no field; the fields are key.<name>, id, time",
                "{\"a\":\"{{time:unix}}\"} | at /a: {{time:unix}}: the forms of time are iso, seconds, millis, micros",
                "{\"a\":\"{{time\"} | at /a: double braces that do not close",
                "{\"a\":\"time}}\"} | at /a: double braces that do not close",
                "{\"a\":\"{{}}\"} | at /a: {{}} is no field",
                "{\"a\":\"{{events}}\"} | at /a: {{events}} is no field",
                "{\"a\":\"{{key.A_b}}\"} | at /a: {{key.A_b}}: a key is small letters",
                "{\"a\":\"{{click.zzclid}}\"} | at /a: {{click.zzclid}} is no field",
                "{\"a\":\"{{click.ll_ref}}\"} | at /a: {{click.ll_ref}} is no field",
                "{\"{{id}}\":1} | at /{{id}}: a name cannot be a field",
                "{\"a\":1,\"a\":2} | line 1, column",
                "{\"a\":1 | line 1, column",
                "{\"a\":1} {} | line 1, column",
                "7 | it is no JSON object or list",
            })
    void a_wrong_one_is_told_with_its_place(String template, String words) {
        assertThatThrownBy(() -> JsonTemplate.read(template, Place.EVENT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(words);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\":\"{{id}}\"}", "{\"a\":\"x {{events}}\"}"})
    void around_the_events_no_field_can_stand(String template) {
        assertThatThrownBy(() -> JsonTemplate.read(template, Place.BODY)).hasMessageContaining("at /a: ");
    }
}
