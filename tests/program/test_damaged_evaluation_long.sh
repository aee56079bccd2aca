#!/usr/bin/env bash
# Runs test_damaged_evaluation.sh with a hundred damages.
EMSURVEY_DAMAGES=${EMSURVEY_DAMAGES:-100} exec bash "$(dirname "$0")/test_damaged_evaluation.sh" "$@"
