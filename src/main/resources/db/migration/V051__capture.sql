-- What leadloop-capture.js sent from one's own websites, with consent: click ids behind an opaque reference.
create table capture (
    reference    text        primary key,
    site         text        not null,
    consent      text        not null,
    utm_source   text,
    utm_medium   text,
    utm_campaign text,
    landing_page text,
    referrer     text,
    captured_at  timestamptz not null,
    used_at      timestamptz,
    expired_at   timestamptz
);
create index ix_capture__captured_at on capture (captured_at);
comment on table capture is 'Visits with click ids, as the browser told them; no address, no cookie, no person';
comment on column capture.reference is 'll_ and 130 random bits';
comment on column capture.site is 'Name under leadloop.capture.sites, or test';
comment on column capture.consent is 'Who said that it is given: google, tcf, cookiebot, onetrust, usercentrics, call, given';
comment on column capture.used_at is 'When an event first carried the reference';
comment on column capture.expired_at is 'When its click ids were deleted; the row stays as long again to say so';

create table capture_click (
    reference      text    not null references capture on delete cascade,
    kind           text    not null,
    value          text    not null,
    clicked_at     timestamptz,
    time_stands_in boolean not null,
    constraint pk_capture_click primary key (reference, kind, value)
);
create index ix_capture_click__value on capture_click (value);
comment on column capture_click.value is 'Byte for byte as the browser had it';
