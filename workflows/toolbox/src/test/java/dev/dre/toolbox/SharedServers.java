package dev.dre.toolbox;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * One pair of servers for all tests of a run; each migration has a database and roles of its own.
 */
final class SharedServers implements ParameterResolver {

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Servers.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    // The store closes what it holds when the run ends.
    return context
        .getRoot()
        .getStore(Namespace.create(SharedServers.class))
        .computeIfAbsent(Servers.class, type -> Servers.start(), Servers.class);
  }
}
