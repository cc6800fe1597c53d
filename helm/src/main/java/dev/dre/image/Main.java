package dev.dre.image;

import dev.dre.bot.BotMain;
import dev.dre.worker.WorkerMain;
import java.util.Arrays;

/** One image for everything: the first word says what it is, as with the launcher of a checkout. */
public final class Main {

  private Main() {}

  public static void main(String[] args) {
    var problem = LogFormat.problem(System.getenv());
    if (problem.isPresent()) {
      System.err.println("dre: " + problem.get());
      System.exit(1);
    }
    String command = args.length == 0 ? "" : args[0];
    String[] rest = Arrays.copyOfRange(args, Math.min(1, args.length), args.length);
    switch (command) {
      case "bot" -> BotMain.main(rest);
      case "worker" -> WorkerMain.main(rest);
      default -> dev.dre.cli.Main.main(args);
    }
  }
}
