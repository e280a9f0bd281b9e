/**
 * Prints the names of the environments of SailPoint's CLI, in a shell: the keys one step below
 * `environments`. It runs at the press of a key, so no Node is started for it.
 */
export const environmentsCommand = `awk '
    /^ *#/ { next }
    /^environments:/ { inside = 1; next }
    /^[^ ]/ { inside = 0 }
    inside && match($0, /^ +/) {
      if (!depth) depth = RLENGTH
      if (RLENGTH == depth) { sub(/^ +/, ""); sub(/:.*/, ""); print }
    }
  ' ~/.sailpoint/config.yaml 2>/dev/null`;
