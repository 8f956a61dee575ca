#!/usr/bin/zsh -f
# SPDX-License-Identifier: GPL-3.0-or-later
#
# What zsh offers at the end of a line, a word a line: complete.zsh 'LINE'. A
# shell of a person's kind, with compinit, has the line typed and its tabulator
# pressed; it tells what is added to the matches instead of showing them.
setopt no_unset
zmodload zsh/zpty
setup='PROMPT= RPROMPT= PS2=
unsetopt zle_bracketed_paste prompt_cr prompt_sp 2>/dev/null
autoload -Uz compinit && compinit -u -D
bindkey "^I" complete-word
zstyle ":completion:*" insert-tab false
compadd() {
    local -a hits
    builtin compadd -O hits "$@"
    (( $#hits == 0 )) || print -rl -- hit:${^hits}
    builtin compadd "$@"
}
ends() { print -r -- "hit-end" }
comppostfuncs=(ends)
print -r -- ready-"$ZSH_VERSION"'
zpty shell zsh -f -i
zpty -w shell $setup
zpty -r -m shell line '*ready-[0-9]*' || exit 1
zpty -w -n shell "$1"$'\t'
found=
while zpty -r shell line; do
    found+=$line
    [[ $line != *hit-end* ]] || break
done
zpty -d shell
print -rl -- ${${(M)${(f)${found//$'\r'}}:#*hit:*}##*hit:}
