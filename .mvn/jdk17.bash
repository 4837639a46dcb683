# To be sourced by bash: find_jdk prints the home of a JDK 17, from JAVA_HOME, PATH, or where they are usually installed
# (ASSAY_JDKS names other places: a pattern, or several with spaces between).
is_17() {
  [ -x "$1/bin/java" ] && [ -x "$1/bin/javac" ] || return 1
  case $("$1/bin/java" -version 2>&1) in *'version "17'[.\"]*) ;; *) return 1 ;; esac
}
find_jdk() {
  local java place
  if [ -n "${JAVA_HOME:-}" ] && is_17 "$JAVA_HOME"; then echo "$JAVA_HOME"; return; fi
  java=$(command -v javac || true)
  if [ -n "$java" ]; then
    place=$(cd "$(dirname "$(readlink -f "$java" 2>/dev/null || echo "$java")")/.." && pwd)
    if is_17 "$place"; then echo "$place"; return; fi
  fi
  if [ -x /usr/libexec/java_home ]; then
    place=$(/usr/libexec/java_home -v 17 2>/dev/null || true)
    if [ -n "$place" ] && is_17 "$place"; then echo "$place"; return; fi
  fi
  if [ -n "${ASSAY_JDKS:-}" ]; then
    for place in $ASSAY_JDKS; do
      if is_17 "$place"; then echo "$place"; return; fi
    done
    return 1
  fi
  for place in /usr/lib/jvm/*17* /usr/lib/jvm/* /usr/java/*17* /opt/java/*17* /opt/jdk*17* /opt/homebrew/opt/openjdk@17 \
    /usr/local/opt/openjdk@17 /Library/Java/JavaVirtualMachines/*17*/Contents/Home "$HOME"/.sdkman/candidates/java/17* \
    "$HOME"/.jdks/*17* "$HOME"/.asdf/installs/java/*17* "$HOME"/.local/share/mise/installs/java/*17*; do
    if is_17 "$place"; then echo "$place"; return; fi
  done
  return 1
}
