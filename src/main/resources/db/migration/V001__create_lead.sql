-- Leads: who they are to the CRM, where they stand, what they clicked. No mail, phone or name in clear, ever.
create table lead (
    id                         uuid primary key,
    source                     text        not null,
    external_id                text        not null,
    stage                      text        not null,
    stage_at                   timestamptz not null,
    deal_id                    text        not null default '',
    process_instance_id        text,
    captured_at                timestamptz,
    country                    char(2),
    consent_ad_user_data       text        not null,
    consent_ad_personalization text        not null,
    email_sha256               text,
    email_gmail_sha256         text,
    email_stripped_sha256      text,
    phone_e164_sha256          text,
    phone_digits_sha256        text,
    created_at                 timestamptz not null,
    updated_at                 timestamptz not null,
    constraint ck_lead__consent check (
        consent_ad_user_data in ('GRANTED', 'DENIED', 'UNKNOWN')
        and consent_ad_personalization in ('GRANTED', 'DENIED', 'UNKNOWN'))
) with (fillfactor = 85);

create index ix_lead__stage on lead (stage, stage_at);

comment on column lead.stage_at is 'When the lead came to its stage, by the CRM''s clock';
comment on column lead.deal_id is 'The deal that brought the lead to its stage; empty for a change of the lead itself';

-- Every CRM record that is this lead: the lead itself, the contact and deals that it was converted into.
create table lead_alias (
    source      text not null,
    record_type text not null,
    external_id text not null,
    lead_id     uuid not null references lead deferrable initially deferred,
    primary key (source, record_type, external_id),
    constraint ck_lead_alias__record_type check (record_type in ('LEAD', 'CONTACT', 'DEAL'))
);

create index ix_lead_alias__lead_id on lead_alias (lead_id);

create table click_id (
    id         uuid primary key,
    lead_id    uuid not null references lead deferrable initially deferred,
    kind       text not null,
    value      text not null,
    clicked_at timestamptz,
    created_at timestamptz not null,
    constraint uq_click_id__lead_kind_value unique (lead_id, kind, value)
);

create index ix_click_id__value on click_id (value, kind);

comment on column click_id.value is 'Byte for byte as it came';
comment on column click_id.clicked_at is 'When the click happened or was first seen; null where nobody told';

create table stage_change (
    id          uuid primary key,
    lead_id     uuid        not null references lead deferrable initially deferred,
    deal_id     text        not null default '',
    stage       text        not null,
    crm_status  text        not null,
    move        text        not null,
    occurred_at timestamptz not null,
    amount      numeric(19, 4),
    currency    char(3),
    recorded_at timestamptz not null,
    constraint ck_stage_change__move check (move in ('STARTS', 'MOVES', 'PASSED'))
);

create index ix_stage_change__lead_id on stage_change (lead_id, occurred_at);

comment on column stage_change.occurred_at is 'By the CRM''s clock';
