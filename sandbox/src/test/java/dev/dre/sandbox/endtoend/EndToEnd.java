package dev.dre.sandbox.endtoend;

import dev.dre.bot.words.Buttons;
import dev.dre.operations.Operation;
import dev.dre.operations.State;
import dev.dre.operations.StepRun;
import dev.dre.operations.client.Operations;
import dev.dre.operations.id.OperationId;
import dev.dre.operations.plan.DatastoreName;
import dev.dre.sandbox.Part;
import dev.dre.sandbox.Sandbox;
import dev.dre.sandbox.SandboxOptions;
import dev.dre.sandbox.Terminal;
import dev.dre.sandbox.demo.Chat;
import java.io.FileNotFoundException;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** A sandbox of a test, with what the tests do to its operations. */
final class EndToEnd implements AutoCloseable {

  /** Of db-42; small, because what is tried here does not depend on it. */
  private static final long BYTES = 40_000_000;

  private static final int PER_SECOND = 200;
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final Sandbox sandbox;
  private final Path state;
  private final Terminal terminal;
  private final Chat chat;
  private final Operations operations;
  private final ByChat byChat;

  private EndToEnd(Sandbox sandbox, Path state, Terminal terminal) {
    this.sandbox = sandbox;
    this.state = state;
    this.terminal = terminal;
    chat = new Chat(sandbox.slack(), terminal);
    operations = sandbox.operations();
    byChat = new ByChat(chat, sandbox.slack(), operations, PATIENCE);
  }

  /** With short waits. What it prints is in {@code target/end-to-end/<name>.log}. */
  static EndToEnd start(String name, Path state, Set<Part> parts) throws Exception {
    return start(name, QuickHome.write(state.resolve("home")), state, parts);
  }

  /** With the runbooks as they ship. */
  static EndToEnd asShipped(String name, Path state) throws Exception {
    return start(name, QuickHome.project(), state, EnumSet.allOf(Part.class));
  }

  private static EndToEnd start(String name, Path home, Path state, Set<Part> parts)
      throws Exception {
    var terminal = new Terminal(printer(log(name)), false);
    var options =
        new SandboxOptions(
            home, state, FreePorts.find(), BYTES, PER_SECOND, parts, terminal::progress);
    return new EndToEnd(Sandbox.start(options), state, terminal);
  }

  static Path log(String name) throws IOException {
    return Files.createDirectories(Path.of("target/end-to-end")).resolve(name + ".log");
  }

  private static PrintStream printer(Path file) throws FileNotFoundException {
    return new PrintStream(new FileOutputStream(file.toFile()), true, StandardCharsets.UTF_8);
  }

  Sandbox sandbox() {
    return sandbox;
  }

  /** The file with a secret of the sandbox. */
  Path secret(String name) {
    return state.resolve("secrets").resolve(name);
  }

  /** What the volume for backups in cluster-a holds. */
  Path backups() {
    return state.resolve("clusters/cluster-a/claims/dre-jobs/dre-backups");
  }

  Terminal terminal() {
    return terminal;
  }

  Chat chat() {
    return chat;
  }

  Operations operations() {
    return operations;
  }

  /** As alice types it; returns when the operation is there. */
  OperationId migrate(DatastoreName datastore) {
    return starts(datastore, "/dre migrate %s --to cluster-b".formatted(datastore));
  }

  /** The same for another command that starts something on {@code datastore}. */
  OperationId starts(DatastoreName datastore, String command) {
    return byChat.starts(datastore, command);
  }

  /** What only this person sees in #db-ops. */
  List<String> privately(String name) {
    return byChat.privately(name);
  }

  /** Waits until it is so, however long nobody answers meanwhile. */
  Operation until(OperationId id, Predicate<Operation> so) {
    return byChat.until(id, so);
  }

  /** Ends it by the buttons, so that the next test finds the datastore as this one did. */
  void abort(OperationId id) {
    chat.clicks("bob", id, Buttons.ABORT, "Abort");
    chat.submits("bob", "the test is over");
    until(id, o -> o.state() == State.ABORTED);
  }

  /** As an operator types it where the chat is of no use: {@code dre op …}. */
  CommandLine op(String... words) {
    return CommandLine.after(operations, words);
  }

  /** What {@code dre op show} says that an approval is for. */
  String digest(OperationId id) {
    var gate = operations.find(id).flatMap(Operation::gate).orElseThrow();
    return gate.digest().substring(0, 6);
  }

  /** Ends it without the chat. */
  void abortWithoutChat(OperationId id) {
    op("abort", id.value(), "--reason", "the test is over").succeeded();
    until(id, o -> o.state() == State.ABORTED);
  }

  /** So that the next test finds the datastores free, however the last one ended. */
  void endsWhatRuns() {
    byChat.endsWhatRuns();
  }

  /** What people and the record were told of it. */
  Story story(OperationId id) {
    return new Story(this, id);
  }

  static StepRun step(Operation operation, String step) {
    return ByChat.step(operation, step);
  }

  @Override
  public void close() {
    sandbox.close();
  }
}
