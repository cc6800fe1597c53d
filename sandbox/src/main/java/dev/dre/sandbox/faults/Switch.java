package dev.dre.sandbox.faults;

/** How a fault begins and ends. Only one of its methods runs at a time, but for the questions. */
public interface Switch {

  /**
   * Begins it. Called only while it is off.
   *
   * @throws CannotSwitch when it cannot be now; the message says what is missing
   */
  void on() throws Exception;

  /** Ends it, also what it left behind. Called only while it is on. */
  void off() throws Exception;

  /** Whether it has ended by itself. */
  default boolean over() {
    return false;
  }

  /** What came of it so far, for people; may be empty. */
  default String detail() {
    return "";
  }

  /** One way on, one way off. */
  static Switch of(Action on, Action off) {
    return new Switch() {
      @Override
      public void on() throws Exception {
        on.run();
      }

      @Override
      public void off() throws Exception {
        off.run();
      }
    };
  }

  /** Something that may not work. */
  @FunctionalInterface
  interface Action {
    void run() throws Exception;
  }
}
