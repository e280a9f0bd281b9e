/** Lists the environments of SailPoint's CLI in a shell: starting Node at each Tab would be slow. */
export const environmentsCommand = `awk '
    /^ *#/ { next }
    /^environments:/ { inside = 1; next }
    /^[^ ]/ { inside = 0 }
    inside && match($0, /^ +/) {
      if (!depth) depth = RLENGTH
      if (RLENGTH == depth) { sub(/^ +/, ""); sub(/:.*/, ""); print }
    }
  ' ~/.sailpoint/config.yaml 2>/dev/null`;
