package io.leadloop.ops.desk;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadloop.http.OutsideAnswer;
import io.leadloop.http.OutsideHttp;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Alerts for a chat that takes Slack's incoming webhooks: a JSON body with {@code text}, in which {@code &}, {@code <} and
 * {@code >} are escaped (api.slack.com, "Sending messages using incoming webhooks", "Formatting text"). The address is the
 * secret: it is never logged.
 */
@Component
class SlackAlerts implements AlertChannel {

    private final @Nullable URI url;
    private final OutsideHttp http;
    private final ObjectMapper json;

    SlackAlerts(AlertSettings settings, OutsideHttp http, ObjectMapper json) {
        this.url = settings.slackUrl();
        this.http = http;
        this.json = json;
    }

    @Override
    public Name name() {
        return Name.SLACK;
    }

    @Override
    public boolean isOn() {
        return url != null;
    }

    @Override
    public void send(AlertNotice notice) throws NotTaken {
        if (url == null) {
            throw new NotTaken("leadloop.alerts.slack-url is not set");
        }
        ObjectNode body = json.createObjectNode();
        body.put("text", escaped("LeadLoop: " + notice.text()));
        try {
            OutsideAnswer answer = http.post(url, body, headers -> {});
            if (answer.status() / 100 != 2) {
                throw new NotTaken("it answered " + answer.status());
            }
        } catch (OutsideHttp.NoAnswer e) {
            throw new NotTaken("it did not answer");
        }
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
