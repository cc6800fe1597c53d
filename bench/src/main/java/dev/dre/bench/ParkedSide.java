package dev.dre.bench;

import dev.dre.bench.handwritten.HandWrittenRun;
import dev.dre.bench.handwritten.HandWrittenWorker;
import dev.dre.operations.Operation;
import dev.dre.operations.OperationRequest;
import dev.dre.operations.State;
import dev.dre.operations.client.TemporalOperations;
import dev.dre.operations.command.Act;
import dev.dre.operations.command.Answer;
import dev.dre.operations.command.Command;
import dev.dre.operations.command.Origin;
import dev.dre.operations.id.CommandId;
import dev.dre.operations.plan.DatastoreName;
import dev.dre.operations.plan.Plan;
import dev.dre.operations.temporal.OperationIds;
import dev.dre.operations.temporal.OperationInput;
import dev.dre.operations.temporal.OperationWorkflow;
import io.temporal.client.WorkflowClient;
import java.util.List;
import java.util.Set;

/** How one side is started, asked and approved. {@code number} tells its operations apart. */
interface ParkedSide {

  String name();

  void start(int number);

  /** Whether it answers that it waits for an approval; throws while nobody answers. */
  boolean waits(int number);

  /** Has found out what to approve; what it returns approves, until that has been recorded. */
  Runnable approval(int number);

  static ParkedSide dre(WorkflowClient client, Plan plan) {
    return new OfDre(client, plan);
  }

  static ParkedSide handWritten(WorkflowClient client, OperationRequest request) {
    return new ByHand(client, request);
  }

  /** As {@code TemporalOperations} starts them, without what it asks before. */
  record OfDre(WorkflowClient client, Plan plan) implements ParkedSide {

    @Override
    public String name() {
      return ParkedWorker.DRE;
    }

    @Override
    public void start(int number) {
      var request = request(number);
      var options = TemporalOperations.options(request, plan.datastore().cluster());
      WorkflowClient.start(
          client.newWorkflowStub(OperationWorkflow.class, options)::run,
          OperationInput.starting(request));
    }

    @Override
    public boolean waits(int number) {
      return operation(number).state() == State.AWAITING_APPROVAL;
    }

    @Override
    public Runnable approval(int number) {
      var operation = operation(number);
      var gate = operation.gate().orElseThrow();
      var command =
          new Command(
              new CommandId("approve-" + number),
              operation.id(),
              BenchConfiguration.APPROVER,
              Set.of(BenchConfiguration.APPROVERS),
              new Origin("", ""),
              new Act.Approve(gate.id(), gate.digest(), ""));
      var stub = client.newUntypedWorkflowStub(id(number));
      return () -> {
        var answer = stub.update("command", Answer.class, command);
        if (!(answer instanceof Answer.Accepted)) {
          throw new IllegalStateException(answer.says());
        }
      };
    }

    private Operation operation(int number) {
      return client.newUntypedWorkflowStub(id(number)).query("operation", Operation.class);
    }

    private OperationRequest request(int number) {
      String name = "db-" + number;
      return BenchConfiguration.request(BenchConfiguration.on(name, plan), name, List.of());
    }

    private static String id(int number) {
      return OperationIds.workflowId(new DatastoreName("db-" + number));
    }
  }

  /** A workflow that waits, and answers a query and an Update. */
  record ByHand(WorkflowClient client, OperationRequest request) implements ParkedSide {

    @Override
    public String name() {
      return "hand-written";
    }

    @Override
    public void start(int number) {
      HandWrittenWorker.begin(
          client, new HandWrittenRun(id(number), Cost.jobs(request), true, false));
    }

    @Override
    public boolean waits(int number) {
      return client.newUntypedWorkflowStub(id(number)).query("state", String.class).equals("waits");
    }

    @Override
    public Runnable approval(int number) {
      var stub = client.newUntypedWorkflowStub(id(number));
      // Asked like the other side, so that both are as warm.
      if (!waits(number)) {
        throw new IllegalStateException("does not wait");
      }
      return () -> {
        String answer = stub.update("approve", String.class, "bob");
        if (!answer.startsWith("approved")) {
          throw new IllegalStateException(answer);
        }
      };
    }

    private static String id(int number) {
      return "parked-" + number;
    }
  }
}
