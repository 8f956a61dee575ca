#compdef lifecircle
# SPDX-License-Identifier: GPL-3.0-or-later
#
# zsh completion for lifecircle: commands, options and the words that an option
# takes all come from its own help, as in lifecircle.bash.
_lifecircle() {
    local current=$words[CURRENT] before=$words[CURRENT-1] command=$words[2] other
    local -a found

    # Two words may be a command of their own, as help says: `export tiles`.
    if (( CURRENT > 3 )) && [[ $command != help ]]; then
        other=$(LC_ALL=C lifecircle help $command 2>/dev/null |
            grep -F -- "$command $words[3]: see ")
        [[ -z $other ]] || command=${other##* }
    fi
    if (( CURRENT == 2 )) || [[ $before == help ]]; then
        found=(${(f)"$(LC_ALL=C lifecircle help | sed -n 's/^  \([a-z]*\) .*/\1/p')"})
    elif [[ $current == -* ]]; then
        found=(${(f)"$(LC_ALL=C lifecircle help $command 2>/dev/null |
            sed -n 's/^  \(-., \)\{0,1\}\(--[a-z-]*\).*/\2/p')"})
    elif [[ $before == -* ]]; then
        found=(${=$(LC_ALL=C lifecircle help -- $command $before 2>/dev/null)})
    elif (( CURRENT == 3 )); then
        found=(${=$(LC_ALL=C lifecircle help $command 2>/dev/null | sed -n \
            '1s/^usage: lifecircle [a-z]*//; 1s/ [A-Z[][^|]*//g; 1s/|/ /gp')})
    fi
    # Files where no word fits, as bash has it.
    compadd -a found || _files
}
_lifecircle "$@"
