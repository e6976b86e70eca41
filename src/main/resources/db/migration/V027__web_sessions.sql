-- Sessions of people, as spring-session-jdbc 3.5 wants them (its schema-postgresql.sql).
create table web_session (
    primary_id char(36) not null constraint pk_web_session primary key,
    session_id char(36) not null,
    creation_time bigint not null,
    last_access_time bigint not null,
    max_inactive_interval int not null,
    expiry_time bigint not null,
    principal_name varchar(100)
);

create unique index ux_web_session__session_id on web_session (session_id);
create index ix_web_session__expiry_time on web_session (expiry_time);
create index ix_web_session__principal_name on web_session (principal_name);

create table web_session_attributes (
    session_primary_id char(36) not null,
    attribute_name varchar(200) not null,
    attribute_bytes bytea not null,
    constraint pk_web_session_attributes primary key (session_primary_id, attribute_name),
    constraint fk_web_session_attributes__session foreign key (session_primary_id) references web_session (primary_id)
        on delete cascade
);

comment on table web_session is 'Who is signed in where; times in milliseconds since 1970';
