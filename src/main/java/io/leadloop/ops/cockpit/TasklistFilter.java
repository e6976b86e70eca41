package io.leadloop.ops.cockpit;

import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.filter.Filter;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Shows the rejected conversions to operators who open Tasklist; without a filter it shows nothing at all. */
@Component
class TasklistFilter implements InitializingBean {

    static final String NAME = "Fix or drop";
    private static final String TASK = "User_FixOrDrop";

    private final FilterService filters;
    private final TaskService tasks;
    private final AuthorizationService authorizations;

    private final TransactionTemplate transaction;

    TasklistFilter(
            FilterService filters,
            TaskService tasks,
            AuthorizationService authorizations,
            PlatformTransactionManager transactions) {
        this.filters = filters;
        this.tasks = tasks;
        this.authorizations = authorizations;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** Makes the filter where it is missing, while nodes start one after the other; one that a person changed stays. */
    @Override
    public void afterPropertiesSet() {
        transaction.executeWithoutResult(status -> create());
    }

    private void create() {
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
