package io.leadloop.ops.pipeline;

import io.leadloop.conversion.ConversionRole;
import io.leadloop.lead.AdjustmentPolicy;
import io.leadloop.lead.Money;
import io.leadloop.lead.StageKind;
import io.leadloop.ops.pipeline.Numbers.Unclear;
import io.leadloop.ops.pipeline.StageEdit.Value;
import io.leadloop.pipeline.Pipeline;
import io.leadloop.pipeline.PipelineStage;
import io.leadloop.pipeline.PlanWords;
import io.leadloop.pipeline.PlannedAction.ValueRule;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

/** The dialog of one stage as somebody sent it; each mistake is kept by the name of its field. */
final class StageForm {

    /** The choice of the value rule that leaves every account's own. */
    static final String KEEP = "KEEP";

    private static final int LONGEST_NAME = 60;
    private static final int LONGEST_STATUS = 500;
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private final Map<String, String> fields;
    private final List<String> chosen;
    private final List<String> accounts;
    private final Map<String, String> mistakes = new LinkedHashMap<>();

    StageForm(MultiValueMap<String, String> sent) {
        fields = sent.toSingleValueMap();
        chosen = Objects.requireNonNullElse(sent.get("waiting"), List.of());
        accounts = Objects.requireNonNullElse(sent.get("account"), List.of());
    }

    /** Empty for a stage to add. */
    String id() {
        return text("id");
    }

    /** As they were typed. */
    Map<String, String> fields() {
        return fields;
    }

    /** Statuses that were chosen from those that wait for a rule. */
    List<String> chosen() {
        return chosen;
    }

    /** By the name of the field, in words for beside it; empty where all was understood. */
    Map<String, String> mistakes() {
        return mistakes;
    }

    int revision() {
        String text = text("revision");
        return text.matches("\\d{1,9}") ? Integer.parseInt(text) : 0;
    }

    private String text(String name) {
        return fields.getOrDefault(name, "").strip();
    }

    /** Null where there are {@link #mistakes()}. */
    @Nullable
    StageEdit read(Pipeline pipeline) {
        fields.forEach((field, text) -> {
            if (!FormRows.isWritable(text)) {
                wrong(field, "This holds a character that no file can hold.");
            }
        });
        String id = id().isEmpty() ? freshId(pipeline) : id();
        Value value = value();
        List<StageEdit.Account> told = told();
        if (told.stream().allMatch(it -> it.action().isEmpty())
                && value != null
                && value.rule() != ValueRule.NONE
                && !accounts.isEmpty()) {
            wrong("value", "No account is told of this stage. Name an action below, or choose no value.");
        }
        StageEdit edit = new StageEdit(
                id,
                name(pipeline),
                choice("kind", StageKind.class, StageKind.QUALIFIED),
                statuses(),
                text("after"),
                whole("allowedDays"),
                Objects.requireNonNullElse(whole("holdHours"), 0),
                choice("adjustment", AdjustmentPolicy.class, AdjustmentPolicy.LEAVE),
                value,
                told);
        return mistakes.isEmpty() ? edit : null;
    }

    private void wrong(String field, String words) {
        mistakes.putIfAbsent(field, words);
    }

    private String name(Pipeline pipeline) {
        String name = text("name");
        if (name.isEmpty()) {
            wrong("name", "Give it a name, as sales says it.");
        } else if (name.length() > LONGEST_NAME) {
            wrong("name", "A name has at most 60 characters.");
        } else if (pipeline.stages().stream()
                .anyMatch(it -> it.name().equalsIgnoreCase(name) && !it.id().equals(id()))) {
            wrong("name", "Another stage has this name.");
        }
        return name;
    }

    /** Made from the name; where that says nothing in Latin letters, or is taken, with a number. */
    private String freshId(Pipeline pipeline) {
        String made = PipelineForm.idOf(text("name"));
        String bare = made.isEmpty() ? "STAGE" : made;
        String id = made.isEmpty() ? "STAGE_1" : made;
        for (int number = 2; isTaken(id, pipeline); number++) {
            id = bare.substring(0, Math.min(bare.length(), 36)) + "_" + number;
        }
        return id;
    }

    private static boolean isTaken(String id, Pipeline pipeline) {
        String plain = id.replace("_", "");
        return pipeline.stages().stream()
                .map(PipelineStage::id)
                .anyMatch(it -> it.replace("_", "").equals(plain));
    }

    private List<String> statuses() {
        List<String> statuses = Stream.concat(Arrays.stream(text("statuses").split("\\R")), chosen.stream())
                .map(String::strip)
                .filter(it -> !it.isEmpty())
                .distinct()
                .toList();
        if (statuses.stream().anyMatch(it -> it.contains("\"") || it.contains("\\"))) {
            wrong("statuses", "A status with a quote or a backslash cannot be matched. Rename it in the CRM.");
        } else if (statuses.stream().anyMatch(it -> it.length() > LONGEST_STATUS)) {
            wrong("statuses", "A status has at most 500 characters. Write each on a line of its own.");
        }
        return statuses;
    }

    private @Nullable Integer whole(String field) {
        String text = text(field);
        try {
            return text.isEmpty() ? null : Integer.valueOf(Numbers.whole(text));
        } catch (Unclear e) {
            wrong(field, "This " + e.words() + ".");
            return null;
        }
    }

    private <E extends Enum<E>> E choice(String field, Class<E> choices, E usual) {
        return Arrays.stream(choices.getEnumConstants())
                .filter(it -> it.name().equals(text(field)))
                .findFirst()
                .orElse(usual);
    }

    /** Null where each account keeps its own. */
    private @Nullable Value value() {
        if (text("value").equals(KEEP)) {
            return null;
        }
        ValueRule rule = choice("value", ValueRule.class, ValueRule.NONE);
        try {
            Money money = rule == ValueRule.FIXED ? Numbers.money(needed("such as 120 EUR")) : null;
            BigDecimal share = rule == ValueRule.SHARE ? Numbers.percent(needed("such as 30 %")) : null;
            if (share != null && (share.signum() <= 0 || share.compareTo(HUNDRED) > 0)) {
                throw new Unclear("A share is more than 0 and at most 100 percent.");
            }
            return new Value(
                    rule,
                    money == null ? null : money.amount(),
                    money == null ? null : money.currency().getCurrencyCode(),
                    share);
        } catch (Unclear e) {
            String words = e.words();
            wrong("amount", words.startsWith("has to") ? "This " + words + "." : words);
            return Value.NONE;
        }
    }

    private String needed(String example) throws Unclear {
        if (text("amount").isEmpty()) {
            throw new Unclear("How much? Write it here, " + example + ".");
        }
        return text("amount");
    }

    boolean tellsExpectedValue() {
        return text("value").equals(ValueRule.EXPECTED.name());
    }

    /** What the value was understood as, in words; empty where it needs no amount or has a mistake. */
    String understood() {
        Value value = value();
        if (value == null || mistakes.containsKey("amount")) {
            return "";
        }
        return switch (value.rule()) {
            case FIXED -> PlanWords.money(value.amount(), value.currency()) + " for each lead that gets here";
            case SHARE -> Objects.requireNonNull(value.share()).toPlainString() + " % of the deal's amount";
            case NONE, DEAL_AMOUNT, MARGIN, EXPECTED -> "";
        };
    }

    private List<StageEdit.Account> told() {
        List<StageEdit.Account> told = new ArrayList<>();
        for (String account : accounts) {
            String action = text("action." + account);
            if (action.contains("\"") || action.contains("\\")) {
                wrong("action." + account, "Write it without quotes and backslashes.");
            }
            told.add(new StageEdit.Account(
                    account, action, choice("role." + account, ConversionRole.class, ConversionRole.SECONDARY)));
        }
        return told;
    }
}
