# SPDX-License-Identifier: GPL-3.0-or-later
#
# bash completion for lifecircle: commands, options and the words that an
# option takes all come from its own help.
_lifecircle() {
    local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD - 1]}
    local command=${COMP_WORDS[1]} words other

    # Two words may be a command of their own, as help says: `export tiles`.
    if [ "$COMP_CWORD" -gt 2 ] && [ "$command" != help ]; then
        other=$(LC_ALL=C lifecircle help "$command" 2>/dev/null |
            grep -F -- "$command ${COMP_WORDS[2]}: see ")
        [ -z "$other" ] || command=${other##* }
    fi
    if [ "$COMP_CWORD" = 1 ] || [ "$prev" = help ]; then
        words=$(LC_ALL=C lifecircle help | sed -n 's/^  \([a-z]*\) .*/\1/p')
    elif [[ $cur == -* ]]; then
        words=$(LC_ALL=C lifecircle help "$command" 2>/dev/null |
            sed -n 's/^  \(-., \)\?\(--[a-z-]*\).*/\2/p')
    elif [[ $prev == -* ]]; then
        words=$(LC_ALL=C lifecircle help -- "$command" "$prev" 2>/dev/null)
    elif [ "$COMP_CWORD" = 2 ]; then
        words=$(LC_ALL=C lifecircle help "$command" 2>/dev/null | sed -n \
            '1s/^usage: lifecircle [a-z]*//; 1s/ [A-Z[][^|]*//g; 1s/|/ /gp')
    fi
    mapfile -t COMPREPLY < <(compgen -W "$words" -- "$cur")
}
complete -o default -F _lifecircle lifecircle
