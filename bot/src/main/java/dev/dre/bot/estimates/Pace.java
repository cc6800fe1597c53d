package dev.dre.bot.estimates;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How fast something gets on. Judges by what it did lately: the last quarter of its time, at least
 * five minutes, and long enough that it moved at all.
 *
 * @param begun when it began
 * @param points each time it was seen to be further than before
 */
public record Pace(Instant begun, List<Point> points) {

  private static final Duration LATELY = Duration.ofMinutes(5);

  /** A shorter time says more about the looks than about what is looked at. */
  private static final Duration SHORTEST = Duration.ofSeconds(20);

  /** Who comes later than this cannot know how it began, and takes it for steady. */
  private static final Duration FROM_THE_START = Duration.ofMinutes(2);

  /** Before so much is done it would only be a guess. */
  private static final double TOO_LITTLE = 0.02;

  private static final int MOST_POINTS = 120;

  /** A gap that is so many times as long as those before it is no gap any more. */
  private static final int LONGER_THAN_EVER = 3;

  /** So far at that time. */
  public record Point(Instant at, double fraction) {}

  public Pace {
    points = List.copyOf(points);
  }

  /** Nothing has been seen yet. */
  public static Pace since(Instant begun) {
    return new Pace(begun, List.of());
  }

  /** It is so far now. Further back than before: what was before says nothing any more. */
  public Pace at(Instant now, double fraction) {
    var point = new Point(now, fraction);
    if (points.isEmpty()) {
      boolean late = Duration.between(begun, now).compareTo(FROM_THE_START) > 0 && fraction > 0;
      return new Pace(begun, late ? List.of(new Point(begun, 0), point) : List.of(point));
    }
    double before = points.getLast().fraction();
    if (fraction < before) {
      return new Pace(begun, List.of(point));
    }
    if (fraction == before) {
      return this;
    }
    var more = new ArrayList<>(points);
    more.add(point);
    return new Pace(begun, more.size() > MOST_POINTS ? everyOther(more) : more);
  }

  private static List<Point> everyOther(List<Point> all) {
    var some = new ArrayList<Point>();
    for (int i = all.size() - 1; i >= 0; i -= 2) {
      some.addFirst(all.get(i));
    }
    return some;
  }

  /** How long it will still take; empty when nobody can say, also when it is done. */
  public Optional<Duration> left(Instant now) {
    if (points.size() < 2 || stands(now)) {
      return Optional.empty();
    }
    double done = points.getLast().fraction();
    Point from = points.get(lately(now));
    Duration time = Duration.between(from.at(), now);
    if (done < TOO_LITTLE || done >= 1 || time.compareTo(SHORTEST) < 0) {
      return Optional.empty();
    }
    double each = time.toMillis() / (done - from.fraction());
    return Optional.of(Duration.ofMillis((long) (each * (1 - done))));
  }

  /** Whether it has not moved for so long that its pace says nothing about what is left. */
  public boolean stands(Instant now) {
    return !points.isEmpty() && stands(points.getLast().at(), now);
  }

  /** Whether what has not changed since {@code last} has not for longer than it did lately. */
  boolean stands(Instant last, Instant now) {
    Duration patience = window(now);
    for (int i = lately(now) + 1; i < points.size(); i++) {
      Duration gap = Duration.between(points.get(i - 1).at(), points.get(i).at());
      patience = longer(patience, gap.multipliedBy(LONGER_THAN_EVER));
    }
    return Duration.between(last, now).compareTo(patience) > 0;
  }

  /** The index of the point from where on it is judged: never the last, where there are two. */
  private int lately(Instant now) {
    Instant start = now.minus(window(now));
    int from = 0;
    for (int i = 1; i < points.size() - 1; i++) {
      if (!points.get(i).at().isAfter(start)) {
        from = i;
      }
    }
    return from;
  }

  private Duration window(Instant now) {
    return longer(LATELY, Duration.between(begun, now).dividedBy(4));
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) >= 0 ? one : other;
  }
}
