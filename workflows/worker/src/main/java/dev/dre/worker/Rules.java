package dev.dre.worker;

import dev.dre.operations.Operation;
import dev.dre.operations.effect.Effect;
import dev.dre.operations.id.EffectId;
import java.util.SortedMap;
import java.util.function.Function;

/**
 * The rules of a release, as the shell follows them.
 *
 * @param version the newest that this release knows: operations get it when they go on in a new run
 * @param effects what an operation wants; branches on the version that the operation follows
 */
record Rules(int version, Function<Operation, SortedMap<EffectId, Effect>> effects) {

  static final Rules OURS = new Rules(Operation.RULES_VERSION, Operation::effects);

  /**
   * Returns {@code operation}.
   *
   * @throws IllegalStateException when it follows rules that came later: its workflow task fails,
   *     and nothing is done, until a worker comes that knows them
   */
  Operation known(Operation operation) {
    if (operation.rulesVersion() > version) {
      throw new IllegalStateException(
          "%s follows version %d of the rules, and this release of the worker knows them up to version %d only. Bring the newer workers back."
              .formatted(operation.id(), operation.rulesVersion(), version));
    }
    return operation;
  }
}
