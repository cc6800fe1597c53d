package dev.dre.sandbox.clusters;

import static dev.dre.sandbox.clusters.TestCluster.NAMESPACE;
import static dev.dre.sandbox.clusters.TestCluster.jobThatRuns;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.StatusCause;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReviewBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

// The tests share a cluster as people do, and mostly wait.
@Execution(ExecutionMode.CONCURRENT)
class ApiRulesTest {
  @RegisterExtension static final TestCluster CLUSTER = new TestCluster();

  private static final List<String> NONE = List.of();

  @Test
  void theVersionIsTold() {
    assertThat(CLUSTER.client().getKubernetesVersion().getMinor()).isEqualTo("34");
  }

  @Test
  void nothingIsCreatedInANamespaceThatIsNotThere() {
    var refused =
        refusal(
            () ->
                create(
                    configMap("a").editMetadata().withNamespace("nowhere").endMetadata().build()));

    assertThat(refused.getCode()).isEqualTo(404);
    assertThat(refused.getStatus().getMessage()).isEqualTo("namespaces \"nowhere\" not found");
  }

  @Test
  void aNamespaceHasItsDefaultServiceAccount() {
    TestCluster.eventually()
        .until(
            () ->
                CLUSTER.client().serviceAccounts().inNamespace(NAMESPACE).withName("default").get()
                    != null);
  }

  @Test
  void aSecondObjectOfTheSameNameIsRefused() {
    create(configMap("twice").build());

    var refused = refusal(() -> create(configMap("twice").build()));

    assertThat(refused.getCode()).isEqualTo(409);
    assertThat(refused.getStatus().getReason()).isEqualTo("AlreadyExists");
    assertThat(refused.getStatus().getMessage()).isEqualTo("configmaps \"twice\" already exists");
  }

  @Test
  void aChangeToAnOldVersionIsAConflict() {
    var first = create(configMap("contended").addToData("a", "1").build());
    CLUSTER.client().resource(edited(first, "a", "2")).lockResourceVersion().update();

    var refused =
        refusal(
            () ->
                CLUSTER.client().resource(edited(first, "a", "3")).lockResourceVersion().update());

    assertThat(refused.getCode()).isEqualTo(409);
    assertThat(refused.getStatus().getReason()).isEqualTo("Conflict");
    assertThat(refused.getMessage()).contains("the object has been modified");
    assertThat(
            refusal(
                    () ->
                        CLUSTER
                            .client()
                            .resource(first)
                            .lockResourceVersion(first.getMetadata().getResourceVersion())
                            .delete())
                .getCode())
        .isEqualTo(409);
  }

  @Test
  void aDryRunChangesNothing() {
    var kept = create(configMap("kept").addToData("a", "1").build());

    assertThat(
            CLUSTER
                .client()
                .resource(configMap("imagined").build())
                .dryRun()
                .create()
                .getMetadata()
                .getUid())
        .isNotEmpty();
    CLUSTER.client().resource(edited(kept, "a", "2")).dryRun().update();
    CLUSTER.client().resource(kept).dryRun().delete();

    assertThat(configMapNamed("imagined")).isNull();
    assertThat(configMapNamed("kept").getData()).containsEntry("a", "1");
  }

  @Test
  void badNamesAndLabelsAreRefusedWithTheFieldThatIsWrong() {
    assertThat(wrongFields(configMap("Bad_Name!").build())).containsExactly("metadata.name");
    assertThat(
            wrongFields(
                configMap("a")
                    .editMetadata()
                    .addToLabels("dre.dev/op", "x".repeat(64))
                    .endMetadata()
                    .build()))
        .containsExactly("metadata.labels");
    assertThat(wrongFields(jobThatRuns("j".repeat(64), "true").build()))
        .contains("spec.template.labels");
  }

  @Test
  void aJobNeedsAContainerAnImageAndARestartPolicyThatEnds() {
    assertThat(
            wrongFields(
                job()
                    .editSpec()
                    .editTemplate()
                    .editSpec()
                    .withContainers()
                    .endSpec()
                    .endTemplate()
                    .endSpec()
                    .build()))
        .containsExactly("spec.template.spec.containers");
    assertThat(
            wrongFields(
                job()
                    .editSpec()
                    .editTemplate()
                    .editSpec()
                    .editFirstContainer()
                    .withImage("")
                    .endContainer()
                    .endSpec()
                    .endTemplate()
                    .endSpec()
                    .build()))
        .containsExactly("spec.template.spec.containers[0].image");
    assertThat(
            wrongFields(
                job()
                    .editSpec()
                    .editTemplate()
                    .editSpec()
                    .withRestartPolicy(null)
                    .endSpec()
                    .endTemplate()
                    .endSpec()
                    .build()))
        .containsExactly("spec.template.spec.restartPolicy");
  }

  @Test
  void whatTheSandboxCannotImitateIsRefusedInItsName() {
    var refused = refusal(() -> create(job().editSpec().withBackoffLimit(3).endSpec().build()));

    assertThat(refused.getCode()).isEqualTo(422);
    assertThat(refused.getMessage()).contains("spec.backoffLimit", "the sandbox's clusters");
    assertThat(wrongFields(job().editSpec().withBackoffLimit(null).endSpec().build()))
        .containsExactly("spec.backoffLimit");
    assertThat(wrongFields(job().editSpec().withParallelism(2).endSpec().build()))
        .containsExactly("spec.parallelism");
  }

  @Test
  void theTemplateOfAJobCannotBeChanged() {
    CLUSTER.run("fixed", "true");
    CLUSTER.awaitEnd("fixed");

    var refused =
        refusal(
            () ->
                CLUSTER
                    .client()
                    .batch()
                    .v1()
                    .jobs()
                    .inNamespace(NAMESPACE)
                    .withName("fixed")
                    .edit(
                        j ->
                            new JobBuilder(j)
                                .editSpec()
                                .editTemplate()
                                .editSpec()
                                .editFirstContainer()
                                .withImage("other")
                                .endContainer()
                                .endSpec()
                                .endTemplate()
                                .endSpec()
                                .build()));

    assertThat(refused.getCode()).isEqualTo(422);
    assertThat(refused.getMessage()).contains("spec.template", "field is immutable");
  }

  @Test
  void theStatusCannotBeWrittenWithTheObject() {
    CLUSTER.run("honest", "exit 1");
    CLUSTER.awaitEnd("honest");

    var edited =
        CLUSTER
            .client()
            .batch()
            .v1()
            .jobs()
            .inNamespace(NAMESPACE)
            .withName("honest")
            .edit(
                j ->
                    new JobBuilder(j)
                        .editMetadata()
                        .addToLabels("seen", "yes")
                        .endMetadata()
                        .editOrNewStatus()
                        .withSucceeded(7)
                        .endStatus()
                        .build());

    assertThat(edited.getMetadata().getLabels()).containsEntry("seen", "yes");
    assertThat(edited.getStatus().getSucceeded()).isNull();
  }

  @Test
  void aMergePatchWithNullRemovesTheKey() {
    create(configMap("patched").addToData("a", "1").addToData("b", "2").build());

    CLUSTER
        .client()
        .configMaps()
        .inNamespace(NAMESPACE)
        .withName("patched")
        .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"data\":{\"a\":null,\"c\":\"3\"}}");

    assertThat(configMapNamed("patched").getData())
        .containsExactlyInAnyOrderEntriesOf(Map.of("b", "2", "c", "3"));
  }

  @Test
  void aServerSideApplyIsRefusedRatherThanHalfDone() {
    var refused =
        refusal(() -> CLUSTER.client().resource(configMap("applied").build()).serverSideApply());

    assertThat(refused.getCode()).isEqualTo(415);
    assertThat(configMapNamed("applied")).isNull();
  }

  @Test
  void aSecretKeepsWhatWasGivenAsPlainText() {
    var secret =
        CLUSTER
            .client()
            .resource(
                new SecretBuilder()
                    .withNewMetadata()
                    .withName("plain")
                    .withNamespace(NAMESPACE)
                    .endMetadata()
                    .addToStringData("password", "hunter2")
                    .build())
            .create();

    assertThat(secret.getData()).containsEntry("password", "aHVudGVyMg==");
    assertThat(secret.getStringData()).isNullOrEmpty();
  }

  @Test
  void whoAsksMayDoEverything() {
    var review =
        CLUSTER
            .client()
            .resource(
                new SelfSubjectAccessReviewBuilder()
                    .withNewSpec()
                    .withNewResourceAttributes()
                    .withVerb("create")
                    .withResource("jobs")
                    .withGroup("batch")
                    .endResourceAttributes()
                    .endSpec()
                    .build())
            .create();

    assertThat(review.getStatus().getAllowed()).isTrue();
  }

  @Test
  void whoHasNotTheTokenMayDoNothing() {
    try (var stranger = client(null);
        var forger = client("of-another-cluster")) {
      assertThat(refusal(() -> stranger.pods().inNamespace(NAMESPACE).list()).getCode())
          .isEqualTo(403);
      assertThat(refusal(() -> forger.pods().inNamespace(NAMESPACE).list()).getCode())
          .isEqualTo(401);
    }
  }

  @Test
  void aKindThatIsNotThereIsNotFound() {
    assertThat(
            refusal(() -> CLUSTER.client().apps().statefulSets().inNamespace(NAMESPACE).list())
                .getCode())
        .isEqualTo(404);
  }

  @Test
  void aDeletedNamespaceTakesEverythingWithIt() {
    CLUSTER
        .client()
        .resource(
            new io.fabric8.kubernetes.api.model.NamespaceBuilder()
                .withNewMetadata()
                .withName("short-lived")
                .endMetadata()
                .build())
        .create();
    create(configMap("inside").editMetadata().withNamespace("short-lived").endMetadata().build());

    CLUSTER.client().namespaces().withName("short-lived").delete();

    TestCluster.eventually()
        .until(() -> CLUSTER.client().namespaces().withName("short-lived").get() == null);
    assertThat(CLUSTER.client().configMaps().inNamespace("short-lived").withName("inside").get())
        .isNull();
  }

  private static io.fabric8.kubernetes.client.KubernetesClient client(
      @org.jspecify.annotations.Nullable String token) {
    var config = Config.empty();
    config.setMasterUrl(CLUSTER.cluster().url());
    config.setCaCertData(CLUSTER.client().getConfiguration().getCaCertData());
    config.setOauthToken(token);
    config.setRequestRetryBackoffLimit(0);
    return new KubernetesClientBuilder().withConfig(config).build();
  }

  private static JobBuilder job() {
    return jobThatRuns("refused", "true");
  }

  private static ConfigMapBuilder configMap(String name) {
    return new ConfigMapBuilder()
        .withNewMetadata()
        .withName(name)
        .withNamespace(NAMESPACE)
        .endMetadata();
  }

  private static ConfigMap configMapNamed(String name) {
    return CLUSTER.client().configMaps().inNamespace(NAMESPACE).withName(name).get();
  }

  private static ConfigMap edited(ConfigMap map, String key, String value) {
    return new ConfigMapBuilder(map).addToData(key, value).build();
  }

  private static <T extends HasMetadata> T create(T object) {
    return CLUSTER.client().resource(object).create();
  }

  private static List<String> wrongFields(HasMetadata object) {
    var refused = refusal(() -> create(object));
    assertThat(refused.getCode()).isEqualTo(422);
    assertThat(refused.getStatus().getReason()).isEqualTo("Invalid");
    return refused.getStatus().getDetails() == null
        ? NONE
        : refused.getStatus().getDetails().getCauses().stream()
            .map(StatusCause::getField)
            .distinct()
            .toList();
  }

  private static KubernetesClientException refusal(ThrowingCallable call) {
    return catchThrowableOfType(KubernetesClientException.class, call);
  }
}
