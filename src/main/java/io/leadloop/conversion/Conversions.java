package io.leadloop.conversion;

import static java.util.Map.entry;

import io.leadloop.database.SqlArray;
import io.leadloop.lead.ClickId;
import io.leadloop.lead.ClickIds;
import io.leadloop.lead.Lead;
import io.leadloop.lead.LeadId;
import io.leadloop.lead.Leads;
import io.leadloop.lead.Money;
import io.leadloop.lead.StageKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The rows of conversions. */
@Repository
public class Conversions {

    /** Of a row {@code o}: its platform has it, may have it or will; a person drops what was found there, too. */
    private static final String IS_TOLD = """
            o.state not in ('REFUSED', 'TAKEN_BACK', 'MERGED') and (o.state <> 'DROPPED' or %s)
            """.formatted(ConversionLedger.mayBeThere("o"));

    private final JdbcClient jdbc;
    private final Leads leads;
    private final ClickIds clickIds;

    Conversions(JdbcClient jdbc, Leads leads, ClickIds clickIds) {
        this.jdbc = jdbc;
        this.leads = leads;
        this.clickIds = clickIds;
    }

    /**
     * Stores the conversions that do not exist yet and gives back those; for the others nothing changes. A win is told
     * by the lead or by its deals, whoever told it first, never by both.
     */
    public List<Conversion> insert(List<Conversion> offered) {
        List<Conversion> conversions = toldInOneWay(offered);
        if (conversions.isEmpty()) {
            return List.of();
        }
        Set<UUID> stored = new HashSet<>(jdbc.sql("""
                        insert into leadloop.conversion (id, lead_id, deal_id, stage, sequence, destination, action, kind,
                            role, dedupe_key, occurred_at, amount, currency, value_rule, click_id, state, reason, detail,
                            not_before, send_before, created_at, updated_at, type, adjusts, crm_amount, crm_currency,
                            fx_rate, fx_day, fx_source)
                        select * from unnest(:ids::uuid[], :leads::uuid[], :deals::text[], :stages::text[],
                            :sequences::int[], :destinations::text[], :actions::text[], :kinds::text[], :roles::text[],
                            :keys::text[], :times::timestamptz[], :amounts::numeric[], :currencies::text[],
                            :rules::text[], :clicks::uuid[], :states::text[], :reasons::text[], :details::text[],
                            :notBefores::timestamptz[], :sendBefores::timestamptz[], :createds::timestamptz[],
                            :createds::timestamptz[], :types::text[], :adjusts::uuid[],
                            :crmAmounts::numeric[], :crmCurrencies::text[], :rates::numeric[], :days::date[],
                            :sources::text[])
                            as t(id, lead_id, deal_id, stage, sequence, destination, action, kind)
                        where t.kind <> 'REVENUE' or not exists (
                            select from leadloop.conversion o where o.lead_id = t.lead_id and o.stage = t.stage
                              and o.destination = t.destination and (o.deal_id = '') <> (t.deal_id = '') and %s)
                        on conflict (lead_id, deal_id, stage, sequence, destination) do nothing
                        returning id
                        """.formatted(IS_TOLD))
                .param("ids", SqlArray.of(conversions, Conversion::id))
                .param("leads", SqlArray.of(conversions, Conversion::lead))
                .param("deals", SqlArray.of(conversions, Conversion::dealId))
                .param("stages", SqlArray.of(conversions, Conversion::stage))
                .param("sequences", SqlArray.of(conversions, Conversion::sequence))
                .param("destinations", SqlArray.of(conversions, Conversion::destination))
                .param("kinds", SqlArray.of(conversions, Conversion::kind))
                .param("keys", SqlArray.of(conversions, Conversion::dedupeKey))
                .param("times", SqlArray.of(conversions, Conversion::occurredAt))
                .param("states", SqlArray.of(conversions, Conversion::state))
                .param("reasons", SqlArray.of(conversions, Conversion::reason))
                .param("details", SqlArray.of(conversions, Conversion::detail))
                .param("createds", SqlArray.of(conversions, Conversion::createdAt))
                .param("types", SqlArray.of(conversions, Conversion::type))
                .param("adjusts", SqlArray.of(conversions, Conversion::adjusts))
                .params(planned(conversions))
                .query(UUID.class)
                .list());
        return conversions.stream().filter(it -> stored.contains(it.id())).toList();
    }

    /** Of a win that both the lead and a deal of it bear at once the deal's stays, as the statement cannot see its own rows. */
    private static List<Conversion> toldInOneWay(List<Conversion> offered) {
        return offered.stream()
                .filter(it -> it.kind() != StageKind.REVENUE
                        || !it.dealId().isEmpty()
                        || offered.stream()
                                .noneMatch(other -> !other.dealId().isEmpty()
                                        && other.lead().equals(it.lead())
                                        && other.stage().equals(it.stage())
                                        && other.destination().equals(it.destination())))
                .toList();
    }

    /** What planning decides and a new plan decides again, as parameters of a statement. */
    private static Map<String, ?> planned(Collection<Conversion> conversions) {
        return Map.ofEntries(
                entry("actions", SqlArray.of(conversions, Conversion::action)),
                entry("roles", SqlArray.of(conversions, Conversion::role)),
                entry("amounts", SqlArray.of(conversions, it -> amount(it.value()))),
                entry("currencies", SqlArray.of(conversions, it -> currency(it.value()))),
                entry("rules", SqlArray.of(conversions, Conversion::valueRule)),
                entry("clicks", SqlArray.of(conversions, Conversion::clickId)),
                entry("notBefores", SqlArray.of(conversions, Conversion::notBefore)),
                entry("sendBefores", SqlArray.of(conversions, Conversion::sendBefore)),
                entry("crmAmounts", SqlArray.of(conversions, it -> of(it, x -> amount(x.from())))),
                entry("crmCurrencies", SqlArray.of(conversions, it -> of(it, x -> currency(x.from())))),
                entry(
                        "rates",
                        SqlArray.of(conversions, it -> of(it, x -> x.rate().toPlainString()))),
                entry("days", SqlArray.of(conversions, it -> of(it, CurrencyConversion::day))),
                entry("sources", SqlArray.of(conversions, it -> of(it, CurrencyConversion::source))));
    }

    static @Nullable Object amount(@Nullable Money money) {
        return money == null ? null : money.amount().toPlainString();
    }

    static @Nullable Object currency(@Nullable Money money) {
        return money == null ? null : money.currency().getCurrencyCode();
    }

    private static @Nullable Object of(Conversion conversion, Function<CurrencyConversion, @Nullable Object> part) {
        return conversion.currencyConversion() == null ? null : part.apply(conversion.currencyConversion());
    }

    /** The conversions with all that their platform may be told; one whose lead was erased is absent. */
    public List<Upload> uploads(Collection<UUID> ids) {
        List<Conversion> conversions = find(ids);
        Set<LeadId> leadIds = new HashSet<>();
        conversions.forEach(it -> leadIds.add(it.lead()));
        Map<LeadId, Lead> known = leads.find(leadIds);
        Map<LeadId, List<ClickId>> clicks = clickIds.of(leadIds);
        Map<UUID, Conversion> originals =
                find(conversions.stream()
                                .map(Conversion::adjusts)
                                .filter(Objects::nonNull)
                                .toList())
                        .stream()
                        .collect(Collectors.toMap(Conversion::id, Function.identity()));
        List<Upload> uploads = new ArrayList<>();
        for (Conversion conversion : conversions) {
            Lead lead = known.get(conversion.lead());
            if (lead != null) {
                List<ClickId> all = clicks.getOrDefault(conversion.lead(), List.of());
                ClickId chosen = all.stream()
                        .filter(it -> it.id() != null && it.id().equals(conversion.clickId()))
                        .findFirst()
                        .orElse(null);
                uploads.add(new Upload(conversion, lead, chosen, all, originals.get(conversion.adjusts())));
            }
        }
        return uploads;
    }

    public List<Conversion> find(Collection<UUID> ids) {
        if (ids.isEmpty()) {
            return List.of();
        }
        return jdbc.sql("select * from leadloop.conversion where id = any(:ids::uuid[])")
                .param("ids", SqlArray.of(ids, it -> it))
                .query(new ConversionRow())
                .list();
    }

    /** The first steps, not the adjustments, of these leads since then. */
    public List<Conversion> stepsOf(Collection<LeadId> leads, Instant from) {
        return leads.isEmpty()
                ? List.of()
                : jdbc.sql("""
                                select * from leadloop.conversion where lead_id = any(:leads::uuid[])
                                  and type = 'CONVERSION' and sequence = 1 and occurred_at >= :from::timestamptz
                                """)
                        .param("leads", SqlArray.of(leads, LeadId::value))
                        .param("from", from.toString())
                        .query(new ConversionRow())
                        .list();
    }

    public Optional<Conversion> find(UUID id) {
        return find(List.of(id)).stream().findFirst();
    }

    /**
     * Reads a conversion and keeps it from changing until the transaction ends. Its lead is held first, as an event of that lead
     * does it: in the other order each would wait for the other. An event of the lead that has the deal now may still add a row
     * at this one, which needs its key only.
     */
    public Optional<Conversion> lock(UUID id) {
        jdbc.sql("""
                        select id from leadloop.lead
                        where id = (select lead_id from leadloop.conversion where id = :id::uuid) for no key update
                        """).param("id", id.toString()).query(UUID.class).optional();
        return jdbc.sql("select * from leadloop.conversion where id = :id::uuid for update")
                .param("id", id.toString())
                .query(new ConversionRow())
                .optional();
    }

    /** The newest conversions first; a null filter lets all through. */
    public List<Conversion> search(
            @Nullable LeadId lead, @Nullable String destination, @Nullable ConversionState state, int limit) {
        return jdbc.sql("""
                        select * from leadloop.conversion
                        where (:lead::uuid is null or lead_id = :lead::uuid)
                          and (:destination::text is null or destination = :destination)
                          and (:state::text is null or state = :state)
                        order by created_at desc, id desc limit :limit
                        """)
                .param("lead", lead == null ? null : lead.toString())
                .param("destination", destination)
                .param("state", state == null ? null : state.name())
                .param("limit", limit)
                .query(new ConversionRow())
                .list();
    }

    /** Gives conversions that their platforms do not have another action, role, value, click and times. */
    public void revalue(Collection<Conversion> conversions, Instant now) {
        if (conversions.isEmpty()) {
            return;
        }
        jdbc.sql("""
                        update leadloop.conversion c
                        set action = t.action, role = t.role, amount = t.amount, currency = t.currency,
                            value_rule = t.rule, click_id = t.click,
                            not_before = t.not_before, send_before = t.send_before, crm_amount = t.crm_amount,
                            crm_currency = t.crm_currency, fx_rate = t.rate, fx_day = t.day, fx_source = t.source,
                            updated_at = :now::timestamptz
                        from unnest(:ids::uuid[], :actions::text[], :roles::text[], :amounts::numeric[],
                            :currencies::text[], :rules::text[], :clicks::uuid[], :notBefores::timestamptz[],
                            :sendBefores::timestamptz[],
                            :crmAmounts::numeric[], :crmCurrencies::text[], :rates::numeric[], :days::date[],
                            :sources::text[])
                            as t(id, action, role, amount, currency, rule, click, not_before, send_before, crm_amount,
                                crm_currency, rate, day, source)
                        where c.id = t.id and c.state in ('PLANNED', 'REJECTED', 'EXHAUSTED', 'CANCELLED', 'DROPPED')
                        """)
                .param("now", now.toString())
                .param("ids", SqlArray.of(conversions, Conversion::id))
                .params(planned(conversions))
                .update();
    }

    /** Those of these conversions whose win is told already: of a lead by one of its deals, or of a deal by its lead. */
    public Set<UUID> toldOtherwise(Collection<UUID> ids) {
        return ids.isEmpty()
                ? Set.of()
                : new HashSet<>(jdbc.sql("""
                                select c.id from leadloop.conversion c
                                where c.id = any(:ids::uuid[]) and c.kind = 'REVENUE' and exists (
                                    select from leadloop.conversion o where o.lead_id = c.lead_id and o.stage = c.stage
                                      and o.destination = c.destination and (o.deal_id = '') <> (c.deal_id = '')
                                      and %s)
                                """.formatted(IS_TOLD))
                        .param("ids", SqlArray.of(ids, it -> it))
                        .query(UUID.class)
                        .list());
    }

    /** The conversions of these leads that our own rules kept back, and whose reason a later event can take away. */
    public List<Conversion> reviewable(Collection<LeadId> leads) {
        return leads.isEmpty()
                ? List.of()
                : jdbc
                        .sql("""
                                select * from leadloop.conversion
                                where lead_id = any(:leads::uuid[]) and state in ('REFUSED', 'EXPIRED')
                                  and reason = any(:reasons)
                                """)
                        .param("leads", SqlArray.of(leads, LeadId::value))
                        .param("reasons", Refusal.reviewable().toArray(String[]::new))
                        .query(new ConversionRow())
                        .list()
                        .stream()
                        .filter(Conversion::isReviewable)
                        .toList();
    }
}
