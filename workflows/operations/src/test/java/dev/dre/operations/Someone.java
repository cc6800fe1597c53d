package dev.dre.operations;

import dev.dre.approvals.Actor;
import java.util.Set;

/** The people of the stories. Alice asks for the operation; Eve belongs to no group. */
enum Someone {
  ALICE,
  BOB,
  CAROL,
  EVE;

  Actor actor() {
    return new Actor.Person("", "T0SANDBOX", "U0" + name() + "01");
  }

  Set<String> groups() {
    return this == EVE ? Set.of() : Set.of("dre");
  }
}
