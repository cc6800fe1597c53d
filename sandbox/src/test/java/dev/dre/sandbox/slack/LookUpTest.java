package dev.dre.sandbox.slack;

import static org.assertj.core.api.Assertions.assertThat;

import com.slack.api.methods.MethodsClient;
import com.slack.api.model.Conversation;
import com.slack.api.model.Message;
import com.slack.api.model.User;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LookUpTest extends StandInTest {
  private MethodsClient api;

  @BeforeEach
  void connect() throws Exception {
    api = bolt().api();
  }

  @Test
  void peopleAreFoundWithWhatTheyMay() throws Exception {
    User alice = api.usersInfo(r -> r.user("U0ALICE01")).getUser();
    User dave = api.usersInfo(r -> r.user("U0DAVE001")).getUser();

    assertThat(alice.getName()).isEqualTo("alice");
    assertThat(alice.getTeamId()).isEqualTo("T0SANDBOX");
    assertThat(alice.isRestricted()).isFalse();
    assertThat(dave.isRestricted()).isTrue();
    assertThat(api.usersInfo(r -> r.user("U0NOBODY1")).getError()).isEqualTo("user_not_found");
    assertThat(api.usersList(r -> r).getMembers())
        .extracting(User::getName)
        .containsExactly("alice", "bob", "carol", "dave", "dre");
  }

  @Test
  void aUserGroupHasItsMembers() throws Exception {
    var group = api.usergroupsList(r -> r.includeUsers(true)).getUsergroups().getFirst();

    assertThat(group.getHandle()).isEqualTo("dre");
    assertThat(group.getUsers()).containsExactly("U0BOB0001", "U0CAROL01");
    assertThat(api.usergroupsUsersList(r -> r.usergroup("S0DREGRP1")).getUsers())
        .containsExactly("U0BOB0001", "U0CAROL01");
    assertThat(api.usergroupsUsersList(r -> r.usergroup("S0NOTHING")).getError())
        .isEqualTo("no_such_subteam");
  }

  @Test
  void channelsAreListedWithWhereTheAppIs() throws Exception {
    List<Conversation> channels = api.conversationsList(r -> r).getChannels();

    assertThat(channels).extracting(Conversation::getName).containsExactly("db-ops", "general");
    assertThat(channels).extracting(Conversation::isMember).containsExactly(true, false);
    assertThat(api.conversationsInfo(r -> r.channel("C0DBOPS01")).getChannel().getName())
        .isEqualTo("db-ops");
    assertThat(api.conversationsMembers(r -> r.channel("C0GENERAL")).getMembers())
        .containsExactly("U0ALICE01", "U0BOB0001", "U0CAROL01");
  }

  @Test
  void historyComesNewestFirstInPages() throws Exception {
    for (int i = 1; i <= 5; i++) {
      alice.says("#db-ops", "message " + i);
    }
    var texts = new ArrayList<String>();
    String cursor = "";
    do {
      String from = cursor;
      var page = api.conversationsHistory(r -> r.channel("C0DBOPS01").limit(2).cursor(from));
      assertThat(page.getError()).isNull();
      page.getMessages().forEach(message -> texts.add(message.getText()));
      cursor = page.getResponseMetadata().getNextCursor();
      assertThat(page.isHasMore()).isEqualTo(!cursor.isEmpty());
    } while (!cursor.isEmpty());

    assertThat(texts)
        .containsExactly("message 5", "message 4", "message 3", "message 2", "message 1");
  }

  @Test
  void historyCanBeCutToATime() throws Exception {
    for (int i = 1; i <= 3; i++) {
      alice.says("#db-ops", "message " + i);
    }
    String middle = alice.messages("#db-ops").get(1).ts();

    assertThat(api.conversationsHistory(r -> r.channel("C0DBOPS01").oldest(middle)).getMessages())
        .extracting(Message::getText)
        .containsExactly("message 3");
    assertThat(
            api.conversationsHistory(r -> r.channel("C0DBOPS01").latest(middle).inclusive(true))
                .getMessages())
        .extracting(Message::getText)
        .containsExactly("message 2", "message 1");
    assertThat(api.conversationsHistory(r -> r.channel("C0DBOPS01").oldest("soon")).getError())
        .isEqualTo("invalid_ts_oldest");
    assertThat(api.conversationsHistory(r -> r.channel("C0DBOPS01").cursor("x")).getError())
        .isEqualTo("invalid_cursor");
    assertThat(api.conversationsHistory(r -> r.channel("C0GENERAL")).getError())
        .isEqualTo("not_in_channel");
  }
}
