package io.leadloop.destination.httpaccount;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.leadloop.destination.AccountName;
import io.leadloop.destination.Destination;
import io.leadloop.destination.DestinationType;
import io.leadloop.destination.PlatformSettings;
import io.leadloop.http.OutsideHttp;
import io.leadloop.http.PublicAddresses;
import java.time.Clock;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Accounts of the type {@code http}; there is none until one is configured. */
@Configuration(proxyBeanMethods = false)
class HttpAccountType {

    static final String ID = "http";

    @Bean
    DestinationType httpAccounts(OutsideHttp http, ObjectMapper json, Clock clock, PlatformSettings settings) {
        HttpAccountCalls calls = new HttpAccountCalls(http, json, clock, PublicAddresses.system());
        return new DestinationType() {
            @Override
            public String id() {
                return ID;
            }

            @Override
            public boolean isAlwaysThere() {
                return false;
            }

            @Override
            public Destination create(AccountName account, Binder configuration) {
                HttpAccountProperties keys = configuration.bindOrCreate(account.prefix(), HttpAccountProperties.class);
                return new HttpAccountDestination(account, keys, calls, settings);
            }
        };
    }
}
