package io.leadloop.ops.cockpit;

import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.filter.Filter;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Shows the rejected conversions to operators who open Tasklist; without a filter it shows nothing at all. */
@Component
class TasklistFilter {

    static final String NAME = "Fix or drop";
    private static final String TASK = "User_FixOrDrop";

    private final FilterService filters;
    private final TaskService tasks;
    private final AuthorizationService authorizations;

    TasklistFilter(FilterService filters, TaskService tasks, AuthorizationService authorizations) {
        this.filters = filters;
        this.tasks = tasks;
        this.authorizations = authorizations;
    }

    /** Makes the filter where it is missing; one that a person changed stays. */
    @EventListener(ApplicationReadyEvent.class)
    @Transactional
    public void create() {
        if (filters.createTaskFilterQuery().filterName(NAME).count() > 0) {
            return;
        }
        Filter filter = filters.newTaskFilter(NAME);
        filter.setQuery(tasks.createTaskQuery().taskDefinitionKey(TASK));
        filters.saveFilter(filter);
        for (String group : new String[] {Groups.ADMINISTRATORS, Groups.OPERATORS}) {
            Authorization mayRead = authorizations.createNewAuthorization(Authorization.AUTH_TYPE_GRANT);
            mayRead.setGroupId(group);
            mayRead.setResource(Resources.FILTER);
            mayRead.setResourceId(filter.getId());
            mayRead.addPermission(Permissions.READ);
            authorizations.saveAuthorization(mayRead);
        }
    }
}
