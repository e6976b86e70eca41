package io.leadloop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** deploy/kubernetes, parsed into Kubernetes' own types; a field that these do not have is a mistake. */
class KubernetesManifestTests {

    private static final Path FOLDER = Path.of("deploy", "kubernetes");

    private static final ObjectMapper STRICT = new ObjectMapper(new YAMLFactory())
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .setAnnotationIntrospector(new NoUnknownFields());

    /** The types keep fields that they do not know in a map of their own; here nothing takes them. */
    private static final class NoUnknownFields extends JacksonAnnotationIntrospector {

        private static final long serialVersionUID = 1L;

        @Override
        public Boolean hasAnySetter(Annotated method) {
            return false;
        }
    }

    @ParameterizedTest
    @CsvSource({
        "namespace.yaml, io.fabric8.kubernetes.api.model.Namespace, v1",
        "serviceaccount.yaml, io.fabric8.kubernetes.api.model.ServiceAccount, v1",
        "deployment.yaml, io.fabric8.kubernetes.api.model.apps.Deployment, apps/v1",
        "service.yaml, io.fabric8.kubernetes.api.model.Service, v1",
        "ingress.yaml, io.fabric8.kubernetes.api.model.networking.v1.Ingress, networking.k8s.io/v1",
        "networkpolicy.yaml, io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy, networking.k8s.io/v1",
        "poddisruptionbudget.yaml, io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget, policy/v1",
    })
    void every_field_is_one_that_kubernetes_has(String file, Class<?> type, String version) throws IOException {
        assertThat(read(file, type)).isNotNull();
        JsonNode raw = STRICT.readTree(FOLDER.resolve(file).toFile());
        assertThat(raw.path("apiVersion").asText()).isEqualTo(version);
        assertThat(raw.path("kind").asText()).isEqualTo(type.getSimpleName());
    }

    @Test
    void a_misspelt_field_would_be_noticed() {
        String misspelt = "apiVersion: apps/v1\nkind: Deployment\nspec:\n  template:\n    spec:\n      nodeNam: a\n";
        assertThatThrownBy(() -> STRICT.readValue(misspelt, Deployment.class))
                .isInstanceOf(UnrecognizedPropertyException.class)
                .hasMessageContaining("nodeNam");
    }

    @Test
    void the_kustomization_takes_every_file() throws IOException {
        JsonNode kustomization =
                STRICT.readTree(FOLDER.resolve("kustomization.yaml").toFile());
        assertThat(kustomization.fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder(
                        "apiVersion",
                        "kind",
                        "namespace",
                        "labels",
                        "resources",
                        "images",
                        "configMapGenerator",
                        "secretGenerator");
        try (Stream<Path> files = Files.list(FOLDER)) {
            List<String> manifests = files.map(it -> it.getFileName().toString())
                    .filter(it ->
                            it.endsWith(".yaml") && !it.equals("kustomization.yaml") && !it.equals("leadloop.yaml"))
                    .toList();
            assertThat(STRICT.convertValue(kustomization.path("resources"), String[].class))
                    .containsExactlyInAnyOrderElementsOf(manifests);
        }
        String generated = kustomization.path("configMapGenerator").toString()
                + kustomization.path("secretGenerator").toString();
        assertThat(generated).contains("\"leadloop-config\"", "\"leadloop-secrets\"");
        assertThat(pod().getVolumes().get(0).getConfigMap().getName()).isEqualTo("leadloop-config");
        assertThat(container().getEnvFrom().get(0).getSecretRef().getName()).isEqualTo("leadloop-secrets");
    }

    @Test
    void nodes_of_two_releases_never_run_at_once_and_one_node_always_stays() throws IOException {
        Deployment deployment = read("deployment.yaml", Deployment.class);
        PodDisruptionBudget budget = read("poddisruptionbudget.yaml", PodDisruptionBudget.class);
        assertThat(deployment.getSpec().getStrategy().getType()).isEqualTo("Recreate");
        assertThat(budget.getSpec().getMinAvailable().getIntVal())
                .isLessThan(deployment.getSpec().getReplicas());
    }

    @Test
    void everything_speaks_of_the_same_pods() throws IOException {
        Deployment deployment = read("deployment.yaml", Deployment.class);
        Map<String, String> labels = Map.of("app.kubernetes.io/name", "leadloop");
        assertThat(deployment.getSpec().getTemplate().getMetadata().getLabels()).isEqualTo(labels);
        assertThat(deployment.getSpec().getSelector().getMatchLabels()).isEqualTo(labels);
        assertThat(pod().getTopologySpreadConstraints()
                        .get(0)
                        .getLabelSelector()
                        .getMatchLabels())
                .isEqualTo(labels);
        assertThat(read("service.yaml", Service.class).getSpec().getSelector()).isEqualTo(labels);
        assertThat(read("networkpolicy.yaml", NetworkPolicy.class)
                        .getSpec()
                        .getPodSelector()
                        .getMatchLabels())
                .isEqualTo(labels);
        assertThat(read("poddisruptionbudget.yaml", PodDisruptionBudget.class)
                        .getSpec()
                        .getSelector()
                        .getMatchLabels())
                .isEqualTo(labels);
    }

    @Test
    void the_nodes_get_only_keys_that_they_read_and_none_from_kubernetes_itself() throws IOException {
        DeploymentKeys keys = new DeploymentKeys();
        assertThat(container().getEnv()).extracting(EnvVar::getName).allMatch(keys::isRead);
        assertThat(DeploymentKeys.namesIn(FOLDER.resolve("secrets.env.example")))
                .allMatch(keys::isRead);
        assertThat(pod().getEnableServiceLinks()).isFalse();
    }

    @Test
    void no_secret_is_in_the_repository() throws IOException {
        assertThat(Files.readAllLines(Path.of(".gitignore"))).contains("deploy/kubernetes/secrets.env");
        assertThat(Files.readAllLines(FOLDER.resolve("secrets.env.example")))
                .contains("SPRING_DATASOURCE_PASSWORD=", "LEADLOOP_INBOX_ENCRYPTIONKEY=", "LEADLOOP_ADMIN_PASSWORD=");
    }

    @Test
    void the_container_is_what_the_restricted_standard_asks_for() throws IOException {
        assertThat(read("namespace.yaml", Namespace.class).getMetadata().getLabels())
                .containsEntry("pod-security.kubernetes.io/enforce", "restricted");
        assertThat(pod().getSecurityContext().getRunAsNonRoot()).isTrue();
        assertThat(pod().getSecurityContext().getRunAsUser()).isEqualTo(10001);
        assertThat(pod().getSecurityContext().getSeccompProfile().getType()).isEqualTo("RuntimeDefault");
        assertThat(pod().getAutomountServiceAccountToken()).isFalse();
        assertThat(read("serviceaccount.yaml", ServiceAccount.class).getAutomountServiceAccountToken())
                .isFalse();
        assertThat(container().getSecurityContext().getReadOnlyRootFilesystem()).isTrue();
        assertThat(container().getSecurityContext().getAllowPrivilegeEscalation())
                .isFalse();
        assertThat(container().getSecurityContext().getCapabilities().getDrop()).containsExactly("ALL");
        assertThat(container().getResources().getLimits())
                .containsEntry(
                        "memory", container().getResources().getRequests().get("memory"));
    }

    @Test
    void a_node_has_a_quarter_of_an_hour_to_start_and_is_not_restarted_for_an_absent_database() throws IOException {
        Probe startup = container().getStartupProbe();
        assertThat(startup.getPeriodSeconds() * startup.getFailureThreshold()).isEqualTo(900);
        assertThat(startup.getHttpGet().getPath()).isEqualTo("/actuator/health/readiness");
        assertThat(container().getReadinessProbe().getHttpGet().getPath()).isEqualTo("/actuator/health/readiness");
        assertThat(container().getLivenessProbe().getHttpGet().getPath()).isEqualTo("/actuator/health/liveness");
        assertThat(pod().getTerminationGracePeriodSeconds()).isGreaterThanOrEqualTo(60);
    }

    @Test
    void people_come_by_tls_under_the_address_that_leadloop_knows() throws IOException {
        Ingress ingress = read("ingress.yaml", Ingress.class);
        String host = ingress.getSpec().getRules().get(0).getHost();
        assertThat(ingress.getSpec().getTls().get(0).getHosts()).containsExactly(host);
        assertThat(container().getEnv().get(0).getName()).isEqualTo("LEADLOOP_DOORS_ADDRESS");
        assertThat(container().getEnv().get(0).getValue()).isEqualTo("https://" + host);
        assertThat(read("service.yaml", Service.class).getSpec().getType()).isNull();
    }

    @Test
    void nothing_comes_in_or_goes_out_that_is_not_named() throws IOException {
        NetworkPolicy policy = read("networkpolicy.yaml", NetworkPolicy.class);
        assertThat(policy.getSpec().getPolicyTypes()).containsExactly("Ingress", "Egress");
        assertThat(policy.getSpec().getIngress()).allSatisfy(it -> {
            assertThat(it.getFrom()).isNotEmpty();
            assertThat(it.getPorts()).isNotEmpty();
        });
        assertThat(policy.getSpec().getEgress())
                .allSatisfy(it -> assertThat(it.getPorts()).isNotEmpty());
    }

    private static PodSpec pod() throws IOException {
        return read("deployment.yaml", Deployment.class).getSpec().getTemplate().getSpec();
    }

    private static Container container() throws IOException {
        return pod().getContainers().get(0);
    }

    private static <T> T read(String file, Class<T> type) throws IOException {
        return STRICT.readValue(FOLDER.resolve(file).toFile(), type);
    }
}
