package dev.dre.sandbox.clusters.apiserver;

import dev.dre.sandbox.clusters.apiserver.ApiError.Cause;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Which names, label keys and label values a real API server takes, and how it words a refusal. */
final class NameRules {
  private static final Pattern LABEL = Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?");
  private static final Pattern SUBDOMAIN =
      Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*");
  private static final Pattern QUALIFIED =
      Pattern.compile("([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]");
  private static final Pattern DATA_KEY = Pattern.compile("[-._a-zA-Z0-9]+");
  private static final Pattern VARIABLE = Pattern.compile("[-._a-zA-Z][-._a-zA-Z0-9]*");

  private NameRules() {}

  static List<Cause> dnsLabel(String field, String name) {
    return check(
        field,
        name,
        63,
        LABEL,
        "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and"
            + " must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc',"
            + " regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')");
  }

  static List<Cause> dnsSubdomain(String field, String name) {
    return check(
        field,
        name,
        253,
        SUBDOMAIN,
        "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or"
            + " '.', and must start and end with an alphanumeric character (e.g. 'example.com',"
            + " regex used for validation is"
            + " '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')");
  }

  /**
   * The key of a label or an annotation: a name with an optional prefix, as in {@code dre.dev/op}.
   */
  static List<Cause> qualifiedName(String field, String key) {
    int slash = key.indexOf('/');
    var causes = new ArrayList<Cause>();
    if (slash >= 0) {
      causes.addAll(dnsSubdomain(field, key.substring(0, slash)));
    }
    causes.addAll(
        check(
            field,
            key.substring(slash + 1),
            63,
            QUALIFIED,
            "name part must consist of alphanumeric characters, '-', '_' or '.', and must start and"
                + " end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or"
                + " '123-abc', regex used for validation is"
                + " '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')"));
    return causes;
  }

  static List<Cause> labelValue(String field, String value) {
    return value.isEmpty()
        ? List.of()
        : check(
            field,
            value,
            63,
            QUALIFIED,
            "a valid label must be an empty string or consist of alphanumeric characters, '-', '_'"
                + " or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',"
                + "  or 'my_value',  or '12345', regex used for validation is"
                + " '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')");
  }

  static List<Cause> dataKey(String field, String key) {
    return check(
        field,
        key,
        253,
        DATA_KEY,
        "a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g."
            + " 'key.name',  or 'KEY_NAME',  or 'key-name', regex used for validation is"
            + " '[-._a-zA-Z0-9]+')");
  }

  static List<Cause> variable(String field, String name) {
    return check(
        field,
        name,
        Integer.MAX_VALUE,
        VARIABLE,
        "a valid environment variable name must consist of alphabetic characters, digits, '_', '-',"
            + " or '.', and must not start with a digit (e.g. 'my.env-name',  or 'MY_ENV.NAME',  or"
            + " 'MyEnvName1', regex used for validation is '[-._a-zA-Z][-._a-zA-Z0-9]*')");
  }

  private static List<Cause> check(
      String field, String value, int max, Pattern allowed, String rule) {
    var causes = new ArrayList<Cause>();
    if (value.length() > max) {
      causes.add(Cause.invalid(field, value, "must be no more than %d bytes".formatted(max)));
    }
    if (!allowed.matcher(value).matches()) {
      causes.add(Cause.invalid(field, value, rule));
    }
    return causes;
  }
}
