# The quick half of set-up, read by ./run and ./test: is everything ready already?
#
# It stays in the shell because starting Python to find out that there is nothing to do would
# cost each start of the console more than the answer is worth. The slow half is the module
# tools.setup, which runs on the machine's own Python.
#
# Needs `here`, the folder of the checkout. Gives `python`, the interpreter to start.

python="$here/.venv/bin/python"

say() { printf '%s\n' "$*" >&2; }

# What the ready environment was made from. A change in any of it, or in the place of the
# checkout, makes set-up run again.
fingerprint() {
    {
        printf '%s\n' "$here"
        cat "$here"/requirements/*.txt "$here"/tools/setup/*.py "$here"/tools/setup/*.sh \
            "$here"/translations/*/LC_MESSAGES/*.po 2>/dev/null || :
    } | sha256sum | cut -d ' ' -f 1
}

is_ready() {
    [ -x "$python" ] && [ -f "$here/translations/ja/LC_MESSAGES/madoguchi.mo" ] || return 1
    stamp="$here/.venv/ready-$1"
    [ -r "$stamp" ] && read -r made_from <"$stamp" && [ "$made_from" = "$2" ]
}

# 3.11 to 3.13 are the versions the locked libraries were made for.
suits() {
    command -v "$1" >/dev/null 2>&1 &&
        "$1" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null
}

# The Python an environment was made with stays its Python, whatever comes first on the path now.
choose_python() {
    made_with=$("$python" -c 'import sys; print(sys._base_executable)' 2>/dev/null) || made_with=''
    for candidate in "$made_with" python3 python3.13 python3.12 python3.11; do
        if [ -n "$candidate" ] && suits "$candidate"; then
            command -v "$candidate"
            return
        fi
    done
    say "Madoguchi needs Python 3.11, 3.12 or 3.13, and this machine has another version or none."
    return 5
}

# make_ready GROUP: app (the command and its window), screen (a virtual screen too), test, build.
make_ready() {
    wanted=$(fingerprint)
    is_ready "$1" "$wanted" && return
    chosen=$(choose_python) || exit 5
    (cd -- "$here" && "$chosen" -m tools.setup --group "$1" --fingerprint "$wanted") || exit $?
}

# A display counts when something answers there: a DISPLAY left over from a closed session,
# as in `su` or a stale terminal, would only end in an abort of the window system.
display_is_reachable() {
    if [ -n "${WAYLAND_DISPLAY:-}" ]; then
        case $WAYLAND_DISPLAY in
            /*) [ -S "$WAYLAND_DISPLAY" ] && return 0 ;;
            *) [ -S "${XDG_RUNTIME_DIR:-/nowhere}/$WAYLAND_DISPLAY" ] && return 0 ;;
        esac
    fi
    [ -n "${DISPLAY:-}" ] || return 1
    checker=$(choose_python 2>/dev/null) || return 1
    "$checker" "$here/tools/setup/display.py"
}
