// SPDX-License-Identifier: Apache-2.0

/// The shell scripts that become, or prepare, a server process; each runs as the server's account.
///
/// Values come as arguments, never as part of the text.
enum StartScript {
    /// Becomes the server. Arguments: data directory, log file, socket directory, text of pg_hba.conf, then the program
    /// with its own arguments.
    ///
    /// Standard input is the life line: a connection whose other end the owning process holds and never writes to. When that
    /// end closes, because the owner wants to stop or because it has died (by `kill -9` too), the background part stops
    /// the server: at first in an orderly way, then less so. It makes sure that the process is still the server,
    /// by its working directory, before each signal. It is no child of the server's, which would take its end for a
    /// crash of one of its own.
    ///
    /// Only an owner that holds the cluster's lock, and has seen that no server is left, may run it: the files that
    /// would tell another server's presence are removed, because after a reboot the process number in them may be
    /// anybody's, and PostgreSQL would refuse to start.
    static let server = """
        set -eu
        umask 077
        data=$1 log=$2 socket=$3 authentication=$4
        shift 4
        exec 3<&0 </dev/null
        if [ -f "$log" ] && [ "$(stat -c %s "$log")" -gt 10000000 ]; then mv -f "$log" "$log.1"; fi
        exec >>"$log" 2>&1
        [ -d "$socket" ] || mkdir -m 700 "$socket"
        cd "$data"
        rm -f postmaster.pid "$socket/.s.PGSQL.5432" "$socket/.s.PGSQL.5432.lock"
        printf '%s\\n' "$authentication" >pg_hba.conf
        ( (
            trap '' HUP INT TERM
            while read -r line <&3; do :; done
            serves() { [ "/proc/$$/cwd" -ef "$data" ]; }
            for step in INT:300 QUIT:100 KILL:0; do
                serves || exit 0
                kill -s "${step%:*}" $$ || exit 0
                left=${step#*:}
                while [ "$left" -gt 0 ] && serves; do sleep 0.1; left=$((left - 1)); done
            done
        ) & )
        exec "$@" 3<&-
        """

    /// Creates the data directory: beside its place, then renamed, so that an interrupted run leaves none. Arguments:
    /// data directory, then `initdb` with its arguments but those for directory and password. The superuser's password
    /// is read from standard input.
    static let initialization = """
        set -eu
        umask 077
        data=$1
        shift
        draft=$data.new
        rm -rf "$draft" "$draft.password"
        trap 'rm -rf "$draft" "$draft.password"' EXIT
        cat >"$draft.password"
        "$@" --pgdata="$draft" --pwfile="$draft.password"
        mv -T "$draft" "$data"
        """
}
