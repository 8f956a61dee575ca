# SPDX-License-Identifier: GPL-3.0-or-later
#
# bash completion for lifecircle: commands and options come from its own help.
_lifecircle() {
    local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD - 1]}
    local words

    if [ "$COMP_CWORD" = 1 ] || [ "$prev" = help ]; then
        words=$(lifecircle help | sed -n 's/^  \([a-z]*\) .*/\1/p')
    else
        case $prev in
        --city | --area | --output | -o | --report | --categories) ;;
        --pace) words="standard adult elder child wheelchair cycle" ;;
        --mode) words="walk straight" ;;
        --open-at) words="now today monday tuesday wednesday thursday friday saturday sunday" ;;
        --decay) words="slow fast even" ;;
        --rank-by) words="residents density area_km2 homes facilities" ;;
        --standard) words="chengdu gb50180" ;;
        --list) words="policy projects data" ;;
        --as) words="polygons streets" ;;
        --crs) words="auto wgs84 gcj02 bd09 cgcs2000 EPSG:" ;;
        --from | --to) words="wgs84 gcj02 bd09 cgcs2000 EPSG:" ;;
        --lang) words="zh en both" ;;
        --format)
            words=$(lifecircle help "${COMP_WORDS[1]}" 2>/dev/null |
                sed -n 's/^  --format .*: //p')
            ;;
        import | export | facility)
            words=$(lifecircle help "$prev" 2>/dev/null | sed -n \
                '1s/^usage: lifecircle [a-z]* //; 1s/ [A-Z[][^|]*//g; 1s/|/ /gp')
            ;;
        *)
            [[ $cur == -* ]] && words=$(lifecircle help "${COMP_WORDS[1]}" \
                2>/dev/null | grep -o -- '--[a-z-]*' | sort -u)
            ;;
        esac
    fi
    mapfile -t COMPREPLY < <(compgen -W "$words" -- "$cur")
}
complete -o default -F _lifecircle lifecircle
