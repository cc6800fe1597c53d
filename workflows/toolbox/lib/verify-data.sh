run_verify_data() { fail "not yet" "" ""; }
