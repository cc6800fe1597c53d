# shellcheck disable=SC2034 # set for the other parts
# Which way the application goes: forward from the source to the target, or back. LINK names publication, subscription
# and slot of that way; WORD is what the journals put before the words of it.

forward() {
  FROM=source TO=target LINK=${SCHEMA}_fwd WORD='' MOVE=cut-over AGAIN=copy
}

backward() {
  FROM=target TO=source LINK=${SCHEMA}_rev WORD=back_ MOVE=go-back AGAIN=$VERB
}

on_from() { "on_$FROM" "$@"; }
on_to() { "on_$TO" "$@"; }

# What follows, with the names of one way, in a subshell: so the way of the caller stays.
going_forward() (
  forward
  "$@"
)
going_back() (
  backward
  "$@"
)
