# To be sourced by bash: how ./assay starts its JVM.
#
# An archive of the classes that commands load (class data sharing), so that a JVM need not find, read and verify them.
# One for each kind of command. It is made after the first command has ended, by a process of low priority, and again once the jars or the
# JDK have changed. ASSAY_ARCHIVE=now makes it before the command instead; off uses and makes none. Whatever goes wrong: commands run without.

# All jars of a folder as a class path, in an order that never changes: the JVM takes an archive only for the class path it was made with.
jars_of() { # FOLDER
  local LC_ALL=C jar path=
  for jar in "$1"/*.jar; do path=$path:$jar; done
  printf '%s' "${path#:}"
}

# The archive's file; its name changes with the JDK and with each jar's name, size and time.
archive_path() { # FOLDER KIND CLASS_PATH
  local jars sum
  IFS=: read -r -a jars <<<"$3"
  sum=$(LC_ALL=C ls -lnL "$jdk/lib/modules" "${jars[@]}" 2>/dev/null | cksum)
  printf '%s/%s-%s.jsa' "$1" "$2" "${sum// /-}"
}

# Whether there is such an archive. The jar of ours counts to the second: listings show minutes.
archived() { # ARCHIVE CLASS_PATH
  [ -f "$1" ] && [ ! "${2%%:*}" -nt "$1" ]
}

# Makes the archive unless another process is at it. A JVM crashes on a truncated one: it gets its name when it is complete and was tried.
make_archive() { # ARCHIVE KIND CLASS_PATH
  local archive=$1 folder work status
  folder=$(dirname "$archive")
  work=$archive.$$
  mkdir -p "$folder" && [ -w "$folder" ] && [ ! -e "$archive.failed" ] || return 0
  if command -v flock >/dev/null; then
    exec 9>"$folder/$2.lock"
    flock $([ "${ASSAY_ARCHIVE:-}" = now ] || printf %s -n) 9 || return 0
  fi
  if ! archived "$archive" "$3"; then
    find "$folder" -name "$2-*" ! -newer "${3%%:*}" -exec rm -rf {} + # of earlier jars
    mkdir "$work" || return 0
    if [ "$2" = readers ]; then # they need tables to read, which only Spark writes
      "$jdk/bin/java" -Xmx1g -XX:+UseSerialGC -XX:TieredStopAtLevel=1 "@$home/.mvn/jvm.opens" \
        -Dlog4j2.configurationFile=classpath:io/assay/jobs/log4j2.properties \
        -cp "${3%%:*}:$(jars_of "$home/jobs/target/spark")" io.assay.jobs.ArchiveTraining spark "$work" 9>&-
    fi
    "$jdk/bin/java" -Xmx1g -XX:+UseSerialGC -XX:TieredStopAtLevel=1 "@$home/.mvn/jvm.opens" -XX:ArchiveClassesAtExit="$work/archive" \
      -Dlog4j2.configurationFile=classpath:io/assay/jobs/log4j2.properties -cp "$3" io.assay.jobs.ArchiveTraining "$2" "$work" 9>&- &&
      "$jdk/bin/java" -XX:SharedArchiveFile="$work/archive" -cp "$3" io.assay.jobs.Assay --version 9>&- && [ -s "$work/archive" ]
    status=$?
    if [ $status = 0 ]; then
      mv -f "$work/archive" "$archive"
      archived "$archive" "$3" || touch -r "${3%%:*}" "$archive" # the jar's time is in the future
    elif [ $status -lt 128 ]; then # not stopped from outside: it would fail again
      : >"$archive.failed"
    fi
    rm -rf "$work"
  fi
  exec 9>&-
} >/dev/null 2>&1 </dev/null

# The same, after the process that this shell becomes has ended.
make_archive_later() { # ARCHIVE KIND CLASS_PATH
  local detach=
  if command -v setsid >/dev/null 2>&1; then detach=setsid; fi
  jdk=$jdk home=$home nice -n 19 $detach "$BASH" -c '
    . "$home/jobs/startup.bash"
    while kill -0 "$1" 2>/dev/null; do sleep 1; done
    shift
    make_archive "$@"' assay $$ "$@" >/dev/null 2>&1 </dev/null &
}

# Sets archive_options to what java is to be given for this kind of command. The class path begins with our own jar.
use_archive() { # FOLDER KIND CLASS_PATH
  archive_options=(-Xshare:auto)
  if [ "${ASSAY_ARCHIVE:-}" = off ]; then return; fi
  local archive
  archive=$(archive_path "$@")
  if ! archived "$archive" "$3"; then
    if [ "${ASSAY_ARCHIVE:-}" = now ]; then
      make_archive "$archive" "$2" "$3"
    elif [ ! -e "$archive.failed" ]; then
      make_archive_later "$archive" "$2" "$3"
    fi
  fi
  if archived "$archive" "$3"; then # where the JVM cannot use it, it is not to say so between the lines of a document
    archive_options=(-XX:SharedArchiveFile="$archive" -Xshare:auto -Xlog:cds=off -Xlog:cds+dynamic=off)
  fi
}

# Whether a command reads little: the files after its --input or --labels are here and have less than a megabyte together, and the warehouse in
# the project's folder has less than eight. Only an ingest may have another warehouse, or none yet.
reads_little() { # COMMAND ARGUMENT...
  local word option=no files=0 bytes=0 project=. names=
  for word in "${@:2}"; do
    case $word in
      -p | --project) option=project; continue ;;
      -p*) project=${word#-p} option=no; continue ;;
      --project=*) project=${word#--project=} option=no; continue ;;
      --input | --labels) option=file; continue ;;
      --input=*) word=${word#--input=} option=file ;;
      --labels=*) word=${word#--labels=} option=file ;;
      --stream | --env | --env=*) return 1 ;;
      -*) option=no; continue ;;
    esac
    case $option in
      project) project=$word option=no ;;
      file)
        [ -f "$word" ] && [ $files -lt 20 ] || return 1
        files=$((files + 1))
        bytes=$((bytes + $(wc -c <"$word")))
        ;;
    esac
  done
  [ $bytes -lt 1000000 ] && { [ "$1" = compute ] || [ $files -gt 0 ]; } || return 1
  if [ ! -d "$project/warehouse/datasets" ] || grep -q '^warehouse:.*/' "$project/assay.yaml" 2>/dev/null; then
    [ "$1" = ingest ]
    return
  fi
  names=$(find "$project/warehouse/datasets" "$project/warehouse/features" 2>/dev/null | head -n 2001 | wc -l)
  [ "$names" -le 2000 ] && [ "$(du -sk "$project/warehouse" | cut -f 1)" -lt 8000 ]
}

# Sets compiler_options. Most methods of a start run some ten thousand times: the JVM's optimizing compiler costs more than it gains there. It
# begins later than by default, so that long work has it; small work does without.
use_compiler() { # COMMAND ARGUMENT...
  case $1 in
    quickstart | train) # minutes of work: the JVM's own choice
      compiler_options=(-XX:+TieredCompilation)
      return
      ;;
    ingest | compute | training-set)
      if reads_little "$@"; then
        compiler_options=(-XX:TieredStopAtLevel=1)
        return
      fi
      ;;
  esac
  compiler_options=(-XX:Tier4InvocationThreshold=50000 -XX:Tier4MinInvocationThreshold=20000 -XX:Tier4CompileThreshold=100000
    -XX:Tier4BackEdgeThreshold=400000)
}
