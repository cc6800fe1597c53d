package dev.dre.sandbox.slack;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TokenTest extends StandInTest {
  private static final String FORM = "application/x-www-form-urlencoded";
  private static final String JSON = "application/json; charset=utf-8";

  @Test
  void aTokenIsTakenFromTheHeaderOrFromTheBody() throws Exception {
    String bearer = "Bearer " + SlackStandIn.BOT_TOKEN;

    assertThat(error("auth.test", FORM, "", "Authorization", bearer)).isEmpty();
    assertThat(error("auth.test", FORM, "token=" + SlackStandIn.BOT_TOKEN)).isEmpty();
    assertThat(error("users.info", JSON, "{\"user\":\"U0ALICE01\"}", "Authorization", bearer))
        .isEmpty();
  }

  @Test
  void withoutAKnownTokenNothingIsDone() throws Exception {
    assertThat(error("auth.test", FORM, "")).isEqualTo("not_authed");
    assertThat(error("auth.test", FORM, "token=xoxb-other")).isEqualTo("invalid_auth");
    assertThat(error("chat.postMessage", FORM, "channel=C0DBOPS01&text=x")).isEqualTo("not_authed");
    assertThat(alice.messages("#db-ops")).isEmpty();
  }

  @Test
  void eachMethodWantsItsKindOfToken() throws Exception {
    assertThat(error("apps.connections.open", FORM, "token=" + SlackStandIn.BOT_TOKEN))
        .isEqualTo("not_allowed_token_type");
    assertThat(error("users.list", FORM, "token=" + SlackStandIn.APP_TOKEN))
        .isEqualTo("not_allowed_token_type");
    assertThat(error("auth.test", FORM, "token=" + SlackStandIn.APP_TOKEN)).isEmpty();
  }

  @Test
  void whatCannotBeReadIsRefusedByName() throws Exception {
    assertThat(error("chat.postMessage", JSON, "{\"channel\":")).isEqualTo("invalid_json");
    assertThat(error("chat.postMessage", "text/plain", "x")).isEqualTo("invalid_post_type");
    assertThat(error("chat.explode", FORM, "token=" + SlackStandIn.BOT_TOKEN))
        .isEqualTo("unknown_method");
    assertThat(error("users.info", FORM, "token=" + SlackStandIn.BOT_TOKEN))
        .isEqualTo("invalid_arguments");
  }

  private String error(String method, String type, String body, String... headers)
      throws Exception {
    var response = RawClient.post(standIn.url().resolve("/api/" + method), type, body, headers);
    assertThat(response.statusCode()).isEqualTo(200);
    return RawClient.json(response).path("error").asText();
  }
}
