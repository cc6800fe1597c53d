package dev.dre.cli;

import dev.dre.operations.client.TemporalConnection;
import dev.dre.operations.temporal.Finding;
import io.temporal.client.WorkflowClient;
import java.io.IOException;
import java.util.List;
import java.util.function.Function;

/** How the doctor reaches Temporal. */
@FunctionalInterface
interface DoctorAccess {

  /** By the {@code TEMPORAL_*} variables of the environment. */
  DoctorAccess BY_ENVIRONMENT =
      examination -> {
        try (var connection = TemporalConnection.open()) {
          return connection
              .problem()
              .map(
                  problem ->
                      List.of(
                          Finding.wrong(
                              "Temporal",
                              problem,
                              "See that it runs, and that the TEMPORAL_* variables are right.")))
              .orElseGet(() -> examination.apply(connection.client()));
        }
      };

  /**
   * The findings of {@code examination}; that Temporal cannot be reached is one, too.
   *
   * @throws IOException when the connection's settings cannot be read
   */
  List<Finding> asking(Function<WorkflowClient, List<Finding>> examination) throws IOException;
}
