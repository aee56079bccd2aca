#!/usr/bin/env bash
# Runs test_lost_folder.sh at twenty moments of each kind.
EMSURVEY_MOMENTS=${EMSURVEY_MOMENTS:-20} exec bash "$(dirname "$0")/test_lost_folder.sh" "$@"
