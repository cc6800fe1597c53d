package dev.dre.worker.kubernetes.changes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.dre.operations.json.OperationJson;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What differs, who owns it, how far a rollout is, and why a pod does not become ready. */
class RulesOfChangesTest {

  private static JsonNode json(String text) {
    try {
      return OperationJson.mapper().readTree(text.replace('\'', '"'));
    } catch (JsonProcessingException e) {
      throw new AssertionError(text, e);
    }
  }

  @Test
  void aMergePatchLeadsThereAndBack() {
    var before = json("{'a':1,'gone':{'x':1},'in':{'same':1,'other':2},'list':[1,2]}");
    var after = json("{'a':1,'new':{'y':[]},'in':{'same':1,'other':3},'list':[2]}");

    var forward = MergePatch.between(before, after);
    assertThat(forward).isEqualTo(json("{'gone':null,'in':{'other':3},'list':[2],'new':{'y':[]}}"));
    assertThat(MergePatch.on(before, forward)).isEqualTo(after);
    assertThat(MergePatch.on(after, MergePatch.between(after, before))).isEqualTo(before);
    assertThat(MergePatch.between(after, after)).isEmpty();
  }

  @Test
  void eachFieldIsShownOldAndNewAndContainersByTheirNames() {
    var before =
        json("{'spec':{'replicas':2,'containers':[{'name':'a','image':'x'},{'name':'b'}]}}");
    var after =
        json(
            "{'spec':{'replicas':3,'containers':[{'name':'b','tty':true},{'name':'a','image':'y'}]}}");

    assertThat(Differences.between(before, after))
        .containsExactly(
            "spec.containers[a].image: x → y",
            "spec.containers[b].tty: nothing → true",
            "spec.replicas: 2 → 3");
  }

  @Test
  void whatIsCalledLikeASecretIsNotShown() {
    var before = json("{'env':[{'name':'PGPASSWORD','value':'hunter1'}],'data':{'api_token':'a'}}");
    var after = json("{'env':[{'name':'PGPASSWORD','value':'hunter2'}],'data':{'api_token':'b'}}");

    assertThat(Differences.between(before, after))
        .containsExactly("data.api_token: ••• → •••", "env[PGPASSWORD].value: ••• → •••");
  }

  @Test
  void whatIsNewIsShownFieldByFieldSoThatItsSecretsAreNot() {
    var container = json("{'c':[{'name':'db'}]}");
    var withSecret =
        json("{'c':[{'name':'db','env':[{'name':'PGPASSWORD','value':'hunter2'}],'ports':{}}]}");

    assertThat(Differences.between(container, withSecret))
        .containsExactly(
            "c[db].env[PGPASSWORD].name: nothing → PGPASSWORD",
            "c[db].env[PGPASSWORD].value: nothing → •••",
            "c[db].ports: nothing → {}");
    assertThat(Differences.between(json("{}"), withSecret).toString()).doesNotContain("hunter2");
    assertThat(Differences.between(withSecret, json("{}")).toString()).doesNotContain("hunter2");
  }

  @Test
  void anAnnotationThatIsAddedIsTakenAwayAloneThoughThereWasNoneBefore() {
    var plain = Wanted.of(json("{'metadata':{'name':'a'}}"));
    var marked =
        Wanted.of(json("{'metadata':{'name':'a','annotations':{'x':'1'},'labels':{'y':'2'}}}"));

    assertThat(MergePatch.between(marked, plain))
        .isEqualTo(json("{'metadata':{'annotations':{'x':null},'labels':{'y':null}}}"));
  }

  @Test
  void moreThanADozenFieldsAreCounted() {
    var after = new StringBuilder("{'a0':1");
    for (int i = 1; i < 20; i++) {
      after.append(",'a").append(i).append("':1");
    }
    assertThat(Differences.between(json("{}"), json(after + "}")))
        .hasSize(12)
        .last()
        .isEqualTo("and 9 more fields");
  }

  @Test
  void aStatusMakesNoDifferenceAndAnObjectMadeAnewDoes() {
    var one = json("{'metadata':{'uid':'1','resourceVersion':'5'},'spec':{},'status':{'a':1}}");
    var moved = json("{'metadata':{'uid':'1','resourceVersion':'6'},'spec':{},'status':{'a':2}}");
    var anew = json("{'metadata':{'uid':'2','resourceVersion':'6'},'spec':{},'status':{'a':2}}");

    assertThat(Wanted.digest(one))
        .isEqualTo(Wanted.digest(moved))
        .isNotEqualTo(Wanted.digest(anew));
  }

  @Test
  void theRevisionThatAControllerNotesMakesNoDifferenceThoughItIsTheFirstAnnotation() {
    var made = json("{'metadata':{'name':'a','uid':'1'},'spec':{'replicas':1}}");
    var seen =
        json(
            "{'metadata':{'annotations':{'deployment.kubernetes.io/revision':'1'},'name':'a','uid':'1'},'spec':{'replicas':1}}");

    assertThat(Wanted.digest(made)).isEqualTo(Wanted.digest(seen));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'ownerReferences':[{'kind':'Cluster','name':'o','apiVersion':'cnpg/v1','controller':true}] | | belongs to Cluster o",
        "'annotations':{'argocd.argoproj.io/tracking-id':'x'} | | Argo CD keeps it",
        "'labels':{'kustomize.toolkit.fluxcd.io/name':'x'} | helm | Flux keeps it",
        "'labels':{'app.kubernetes.io/managed-by':'Helm'},'annotations':{'meta.helm.sh/release-name':'pg'} | | release pg",
      })
  void whoeverOwnsItIsNamed(String metadata, String known, String words) {
    assertThat(
            Owners.refusal(
                json("{'metadata':{%s}}".formatted(metadata)), known == null ? "" : known))
        .hasValueSatisfying(refusal -> assertThat(refusal).contains(words));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'labels':{'app.kubernetes.io/managed-by':'Helm'} | helm",
        "'labels':{'app.kubernetes.io/managed-by':'dre'} | ``",
        "'ownerReferences':[{'kind':'StatefulSet','name':'db','controller':true}] | ``",
        "'ownerReferences':[{'kind':'Cluster','name':'db'}] | ``",
      })
  void whatNobodyElseDecidesMayBeChanged(String metadata, String known) {
    assertThat(Owners.refusal(json("{'metadata':{%s}}".formatted(metadata)), known)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "3 | '' | 5 | 3,3,3,a,a | true | 3 of 3 pods are ready",
        "3 | '' | 4 | 3,3,3,a,a | false | 3 of 3 pods are ready",
        "3 | '' | 5 | 3,2,3,a,a | false | 2 of 3 pods are ready",
        "3 | '' | 5 | 3,3,1,a,b | false | 1 of 3 pods are new, 3 are ready",
        "2 | '' | 5 | 3,2,2,a,a | false | 1 of 3 pods are still to go",
        "3 | 'rollingUpdate':{'partition':2} | 5 | 3,3,1,a,b | true | 3 of 3 pods are ready",
        "3 | 'rollingUpdate':{'partition':1} | 5 | 3,3,1,a,b | false | 1 of 3 pods are new, 3 are ready",
        "3 | 'type':'OnDelete' | 5 | 3,3,0,a,b | true | 3 of 3 pods are ready",
        "0 | '' | 5 | 0,0,0,a,b | true | 0 of 0 pods are ready",
      })
  void aStatefulSetHasComeThroughWhenAllSayIt(
      int replicas, String strategy, long observed, String status, boolean done, String words) {
    String[] s = status.split(",", -1);
    var object =
        json(
            "{'kind':'StatefulSet','metadata':{'generation':5},'spec':{'replicas':%d,'updateStrategy':{%s}},'status':{'observedGeneration':%d,'replicas':%s,'readyReplicas':%s,'updatedReplicas':%s,'currentRevision':'%s','updateRevision':'%s'}}"
                .formatted(
                    replicas,
                    strategy.equals("''") ? "" : strategy,
                    observed,
                    s[0],
                    s[1],
                    s[2],
                    s[3],
                    s[4]));

    Rollout rollout = Rollout.of(object);

    assertThat(rollout.done()).isEqualTo(done);
    assertThat(rollout.words()).isEqualTo(words);
  }

  @Test
  void aDeploymentSaysItselfThatItDoesNotProgress() {
    var object =
        json(
            "{'kind':'Deployment','metadata':{'generation':2},'spec':{'replicas':2},'status':{'observedGeneration':2,'replicas':3,'updatedReplicas':1,'availableReplicas':2,'conditions':[{'type':'Progressing','status':'False','reason':'ProgressDeadlineExceeded','message':'timed out progressing'}]}}");

    assertThat(Rollout.of(object).done()).isFalse();
    assertThat(Rollout.of(object).failed()).isEqualTo("timed out progressing");
  }

  @Test
  void aVolumeHasGrownWhenItsCapacitySaysSo() {
    String claim =
        "{'kind':'PersistentVolumeClaim','spec':{'resources':{'requests':{'storage':'2Gi'}}},'status':{'capacity':{'storage':'%s'}}}";

    assertThat(Rollout.of(json(claim.formatted("1Gi"))).done()).isFalse();
    assertThat(Rollout.of(json(claim.formatted("2048Mi"))).done()).isTrue();
    assertThat(Rollout.of(json(claim.formatted("1Gi"))).words())
        .isEqualTo("the volume has 1Gi of 2Gi");
  }

  @ParameterizedTest
  @CsvSource({
    "InvalidImageName, 10:00, 0, true",
    "CreateContainerConfigError, 10:00, 20, false",
    "CreateContainerConfigError, 10:00, 31, true",
    "ErrImagePull, 10:00, 60, false",
    "ImagePullBackOff, 10:00, 91, true",
    "CrashLoopBackOff, 10:00, 91, true",
    // There before the change, which may be what mends it.
    "InvalidImageName, 09:00, 60, false",
    "InvalidImageName, 09:00, 91, true",
    "CrashLoopBackOff, 09:00, 60, false"
  })
  void aRegistryMayHaveABadMinuteAndANameMayNot(
      String reason, String created, int seconds, boolean over) {
    var since = Instant.parse("2026-11-01T10:00:00Z");
    var pod =
        json(
            "{'metadata':{'name':'db-0','creationTimestamp':'2026-11-01T%s:00Z'},'status':{'containerStatuses':[{'name':'db','lastState':{'terminated':{}},'state':{'waiting':{'reason':'%s','message':'m'}}}]}}"
                .formatted(created, reason));

    var trouble = PodTrouble.of(pod).orElseThrow();

    assertThat(trouble.container()).isEqualTo("db");
    assertThat(trouble.isOver(pod, since, since.plusSeconds(seconds).plusMillis(1)))
        .isEqualTo(over);
  }

  @Test
  void aPodWithoutANodeWaitsForItsAutoscaler() {
    var pod =
        json(
            "{'metadata':{'name':'db-0'},'status':{'conditions':[{'type':'PodScheduled','status':'False','message':'0/3 nodes are available'}]}}");
    var since = Instant.parse("2026-11-01T10:00:00Z");

    var trouble = PodTrouble.of(pod).orElseThrow();

    assertThat(trouble.message()).isEqualTo("0/3 nodes are available");
    assertThat(trouble.isOver(pod, since, since.plusSeconds(599))).isFalse();
    assertThat(trouble.isOver(pod, since, since.plusSeconds(601))).isTrue();
  }
}
