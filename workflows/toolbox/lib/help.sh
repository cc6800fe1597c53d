# What --help prints.
help_all() {
  cat <<'TEXT'
pg-migrate moves a live PostgreSQL database to another server with logical replication.

  pg-migrate preflight                    is it possible? read only, all findings at once
  pg-migrate prepare                      roles (closed), database and schema on the target
  pg-migrate subscribe                    publication on the source, subscription on the target
  pg-migrate copy                         follow the copy, build the indexes, wait until both sides agree
  pg-migrate watch                        how replication stands: subscription, slot, WAL that is kept
  pg-migrate verify-data                  compare every row of every table while writes go on
  pg-migrate prepare-reverse              the way back: replication from target to source, tried both ways
  pg-migrate cut-over [--budget 10s]      stop writes for an instant and open the target
  pg-migrate drop-forward                 end replication to the target; what is written there goes back to the source
  pg-migrate retire                       remove the way back, and what only the move needed

  pg-migrate go-back [--budget 10s]       after cut-over: stop writes for an instant and open the source again
  pg-migrate finish-back                  after go-back: remove what only the move needed

  pg-migrate verify <step>                did the step take effect? read only
  pg-migrate undo <step> --side source|target
  pg-migrate residue --side source|target what of this operation is still there

preflight, watch, verify-data and residue take --back: the same for the way back.

The environment says what is moved: DRE_OPERATION, SOURCE_* and TARGET_* (HOST PORT DATABASE USER PASSWORD),
APP_ROLES; where PgBouncers lead the clients, ROUTE_* (HOST PORT DATABASE USER PASSWORD), SOURCE_ROUTE and TARGET_ROUTE. An operation that goes back names in MIGRATION the one that moved. Each has its own --help. Exit 0 is success; else the last three lines say what happened, what it
means for data and writes, and what to do. 64: the command line was not understood.
TEXT
}
help_preflight() {
  cat <<'TEXT'
pg-migrate preflight [--back]
Looks at both servers and changes nothing. Prints everything that stands in the way, each with its remedy.
Outputs: bytes, tables, source_version, target_version, notes. With --back: whether the application, which lives on the
target, can go back to the source; outputs lag_seconds, tables.
TEXT
}
help_prepare() {
  cat <<'TEXT'
pg-migrate prepare
On the target: the roles that the database uses, with their passwords, those of APP_ROLES unable to log in; the
database; its schema with keys, but without the other indexes and constraints, which copy builds when the rows
are there. Run again it goes on. Outputs: roles, held_back.
TEXT
}
help_subscribe() {
  cat <<'TEXT'
pg-migrate subscribe
A publication of the list of tables on the source, a subscription on the target. The copy begins.
Run again it goes on. Outputs: tables, subscription.
TEXT
}
help_copy() {
  cat <<'TEXT'
pg-migrate copy
Follows the first copy to its end, builds indexes and constraints, gathers statistics, and ends when a row
written on the source is on the target within a second. Run again it goes on.
Outputs: lag_seconds, bytes, tables, copy_seconds, index_seconds.
TEXT
}
help_watch() {
  cat <<'TEXT'
pg-migrate watch [--back]
Says how replication stands. Reads only, but for two things: a subscription that a lost connection has disabled is
enabled again, unless copy or cut-over is at work or the target has counted a conflict; and with --back a PgBouncer that
leads to the side that the application has left is led back.
Outputs: subscription (enabled, disabled, gone, unreachable when its side does not answer), slot (its wal_status; none when there is none), active,
retained_bytes, behind_bytes, conflicts (empty when none was counted), reconnected, route (where PgBouncers lead: source, target, mixed, elsewhere, silent; none without one).
TEXT
}
help_verify_data() {
  cat <<'TEXT'
pg-migrate verify-data [--back]
Compares hashes of every row of every table on both sides while writes go on; rows that differ are read again
after the lag. Outputs: tables, rows, mismatches. Fails when mismatches are left.
TEXT
}
help_prepare_reverse() {
  cat <<'TEXT'
pg-migrate prepare-reverse
Publication and slot on the target, a subscription on the source that copies nothing, and rows sent both ways to prove
that they arrive and do not go round. The source's server has to reach the target. Run again it goes on.
Outputs: forward_seconds, back_seconds, tables.
TEXT
}
help_cut_over() {
  cat <<'TEXT'
pg-migrate cut-over [--budget 10s]
Closes APP_ROLES on the source, waits until the target has everything, sets the sequences, and opens the target in
one transaction, the commit point. Until then every failure, and a budget that is used up, undoes itself: writes
go on at the source. Refused without a way back that works. What is written on the target then goes to the source too,
whose roles stay closed. Run again after a kill it goes on, or undoes. It ends by itself on SIGTERM, within its budget.
Outputs: write_stop_ms, marker, sequences.
TEXT
}
help_drop_forward() {
  cat <<'TEXT'
pg-migrate drop-forward
After the cut-over: drops subscription, slot and publication that brought rows to the target. The slot would keep WAL
on the source. The way back stays. When the source gives no sign of life, what is on the target goes, and what is left
on the source is said. Outputs: stays, left.
TEXT
}
help_retire() {
  cat <<'TEXT'
pg-migrate retire
After the cut-over: drops the way back, and what the operation noted. The application's roles stay closed on the
source, by design. There is no way back after it. When the source gives no sign of life, what is on the target goes, and
what is left on the source is said. Outputs: stays, left.
TEXT
}
help_go_back() {
  cat <<'TEXT'
pg-migrate go-back [--budget 10s]
The cut-over the other way: closes APP_ROLES on the target, waits until the source has everything, sets the sequences,
and opens the source in one transaction, the commit point. Until then every failure undoes itself: writes go on at the
target. Run again after a kill it goes on, or undoes. Outputs: write_stop_ms, marker, sequences.
TEXT
}
help_finish_back() {
  cat <<'TEXT'
pg-migrate finish-back
After go-back: drops replication both ways, and what the move noted. The application's roles stay closed on the target,
and its database there, by design. When the target gives no sign of life, what is on the source goes, and what is left on
the target is said. Outputs: stays, left.
TEXT
}
help_verify() {
  cat <<'TEXT'
pg-migrate verify <step>
Looks, and changes nothing. Outputs: verify (done, not-done, partial), evidence. Fails when it could not look.
TEXT
}
help_undo() {
  cat <<'TEXT'
pg-migrate undo <step> --side source|target
Takes back what the step did on one side; finds nothing to do where nothing is left. The other side may be down.
Refuses after the commit point of cut-over or go-back.
TEXT
}
help_residue() {
  cat <<'TEXT'
pg-migrate residue [--back] --side source|target
Lists what of this operation is still on that side. With DRE_ENDING=succeeded, closed roles on the old side and the
databases on both are meant to be there; with --back and any other ending, the way back is. Outputs: found, empty when
nothing is.
TEXT
}
