package io.leadloop.ops.cockpit;

import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Permission;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.ProcessDefinitionPermissions;
import org.camunda.bpm.engine.authorization.ProcessInstancePermissions;
import org.camunda.bpm.engine.authorization.Resource;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.identity.Group;
import org.springframework.stereotype.Component;

/**
 * The groups of people and what each may do in the engine. Nobody but an administrator may deploy: a deployed model is
 * code that runs here.
 */
@Component
class Groups {

    static final String ADMINISTRATORS = org.camunda.bpm.engine.authorization.Groups.CAMUNDA_ADMIN;
    static final String OPERATORS = "operators";
    static final String SALES_OPS = "sales-ops";
    static final String VIEWERS = "viewers";

    private static final String SYSTEM = org.camunda.bpm.engine.authorization.Groups.GROUP_TYPE_SYSTEM;
    private static final String WORKFLOW = org.camunda.bpm.engine.authorization.Groups.GROUP_TYPE_WORKFLOW;

    private final IdentityService identity;
    private final AuthorizationService authorizations;

    Groups(IdentityService identity, AuthorizationService authorizations) {
        this.identity = identity;
        this.authorizations = authorizations;
    }

    /** Creates the groups that are missing, each with its rights; rights that a person changed later stay. */
    void create() {
        if (isMissing(ADMINISTRATORS, "Administrators", SYSTEM)) {
            for (Resource resource : Resources.values()) {
                grant(ADMINISTRATORS, resource, Permissions.ALL);
            }
        }
        if (isMissing(OPERATORS, "Operators", WORKFLOW)) {
            mayLook(OPERATORS);
            grant(
                    OPERATORS,
                    Resources.PROCESS_DEFINITION,
                    ProcessDefinitionPermissions.READ,
                    ProcessDefinitionPermissions.READ_INSTANCE,
                    ProcessDefinitionPermissions.READ_HISTORY,
                    ProcessDefinitionPermissions.READ_TASK,
                    ProcessDefinitionPermissions.RETRY_JOB,
                    ProcessDefinitionPermissions.TASK_WORK,
                    ProcessDefinitionPermissions.UPDATE_INSTANCE);
            grant(
                    OPERATORS,
                    Resources.PROCESS_INSTANCE,
                    ProcessInstancePermissions.READ,
                    ProcessInstancePermissions.RETRY_JOB,
                    ProcessInstancePermissions.UPDATE);
            grant(OPERATORS, Resources.TASK, Permissions.READ, Permissions.UPDATE, Permissions.TASK_WORK);
            grant(OPERATORS, Resources.APPLICATION, "tasklist", Permissions.ACCESS);
        }
        if (isMissing(SALES_OPS, "Sales ops", WORKFLOW)) {
            mayLook(SALES_OPS);
        }
        if (isMissing(VIEWERS, "Viewers", WORKFLOW)) {
            mayLook(VIEWERS);
        }
    }

    private boolean isMissing(String id, String name, String type) {
        if (identity.createGroupQuery().groupId(id).count() > 0) {
            return false;
        }
        Group group = identity.newGroup(id);
        group.setName(name);
        group.setType(type);
        identity.saveGroup(group);
        return true;
    }

    private void mayLook(String group) {
        grant(group, Resources.APPLICATION, "cockpit", Permissions.ACCESS);
        if (!group.equals(OPERATORS)) {
            grant(
                    group,
                    Resources.PROCESS_DEFINITION,
                    ProcessDefinitionPermissions.READ,
                    ProcessDefinitionPermissions.READ_INSTANCE,
                    ProcessDefinitionPermissions.READ_HISTORY);
        }
        grant(group, Resources.DECISION_DEFINITION, Permissions.READ, Permissions.READ_HISTORY);
    }

    private void grant(String group, Resource resource, Permission... permissions) {
        grant(group, resource, Authorization.ANY, permissions);
    }

    private void grant(String group, Resource resource, String id, Permission... permissions) {
        Authorization authorization = authorizations.createNewAuthorization(Authorization.AUTH_TYPE_GRANT);
        authorization.setGroupId(group);
        authorization.setResource(resource);
        authorization.setResourceId(id);
        for (Permission permission : permissions) {
            authorization.addPermission(permission);
        }
        authorizations.saveAuthorization(authorization);
    }
}
