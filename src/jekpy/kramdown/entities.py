"""Character references: which names kramdown knows, and which name it writes for a character.

kramdown's table has HTML 4's names and a part of HTML 5's, one code point each; the angle brackets and
the ceilings are swapped in it. Source: kramdown 2.5.2, utils/entities.rb.
"""

from __future__ import annotations

import contextlib
import html.entities
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

__all__ = ["REFERENCE", "Entity", "entity_by_code", "entity_by_name", "referenced_entity"]

REFERENCE: Final = re.compile(r"&(?:([\w:][\w.:-]*)|#(\d+)|#x([0-9a-fA-F]+));", re.ASCII)
"""`&name;`, `&#38;` or `&#x26;`: groups name, decimal and hexadecimal code."""


@dataclass(frozen=True, slots=True)
class Entity:
    """A character, with the name that stands for it when there is one."""

    char: str
    name: str | None


_HTML_5_NAMES: Final = """
acE Afr afr amalg And andand andd andslope andv ange angmsdaa angmsdab angmsdac angmsdad angmsdae
angmsdaf angmsdag angmsdah angrtvbd Aopf aopf apacir apE apos Ascr ascr awint Barv bemptyv Bfr bfr
bigodot bigoplus bigotimes bigsqcup biguplus bkarow blacklozenge bne bnequiv bNot Bopf bopf boxbox bscr
bsolb bumpE capand capbrcup capcap capcup capdot caps ccaps ccups ccupssm cemptyv cfr cirE cirfnint
cirmid cirscir Colone congdot copf Cross Cscr cscr csub csube csup csupe cudarrl cudarrr cularrp
cupbrcap cupcap cupcup cupor cups curarrm Dashv dbkarow DDotrahd ddotseq demptyv dfisht Dfr dfr dHar
Dopf dopf DoubleLeftTee DoubleLongLeftArrow DoubleLongLeftRightArrow DoubleLongRightArrow DownArrowBar
DownLeftRightVector DownLeftTeeVector DownLeftVectorBar DownRightTeeVector DownRightVectorBar drbkarow
Dscr dscr dsol duhar dwangle dzigrarr easter eDDot Efr efr eg egs egsdot el els elsdot Eopf eopf eparsl
eplus eqslantgtr eqslantless Equal equivDD eqvparsl erarr Esim ffilig fflig ffllig Ffr ffr filig fjlig
fllig Fopf fopf forkv fpartint frac13 frac15 frac16 frac18 frac23 frac25 frac35 frac38 frac45 frac56
frac58 frac78 fscr Gammad gammad gap gEl geqslant ges gescc gesdot gesdoto gesdotol gesl gesles Gfr gfr
gla glE glj gnap gnapprox gne gneq Gopf gopf GreaterGreater GreaterSlantEqual Gscr gsime gsiml gtcc
gtcir gtlPar gtquest gtrapprox gtrarr gtreqqless gvertneqq gvnE harrcir hfr hksearow hkswarow hopf hscr
ifr iiiint iinfin infintie intlarhk intprod Iopf iopf iprod iscr Jfr jfr Jopf jopf Jscr jscr Kfr kfr
Kopf kopf Kscr kscr laemptyv Lang langd lap larrbfs larrfs larrpl larrsim lat lAtail latail late lates
lBarr lbarr lbrke lbrksld lbrkslu ldca ldrdhar ldrushar LeftDownTeeVector LeftDownVectorBar
LeftRightVector LeftTeeVector LeftTriangleBar LeftUpDownVector LeftUpTeeVector LeftUpVectorBar
LeftVectorBar lEg leqslant les lescc lesdot lesdoto lesdotor lesg lesges lessapprox lesseqqgtr LessLess
LessSlantEqual lfisht Lfr lfr lgE lHar lharul llhard lnap lnapprox lne lneq loang LongLeftArrow
Longleftarrow longleftarrow LongLeftRightArrow Longleftrightarrow longleftrightarrow longmapsto
LongRightArrow Longrightarrow longrightarrow lopar Lopf lopf loplus lotimes lozf lparlt lrhard lscr
lsime lsimg ltcc ltcir ltlarr ltquest ltrPar lurdshar luruhar lvertneqq lvnE Map mcomma Mfr mfr midcir
minusdu mlcp Mopf mopf mscr nang napE napid nbump nbumpe ncap ncongdot ncup nearhk nedot nesear nesim
Nfr nfr ngE ngeqq ngeqslant nges nGg nGt nGtv nhpar nlE nleqq nleqslant nles nLl nLt nLtv nopf Not
NotEqualTilde NotGreaterFullEqual NotGreaterGreater NotGreaterSlantEqual NotHumpDownHump NotHumpEqual
notindot notinE NotLeftTriangleBar NotLessLess NotLessSlantEqual NotNestedGreaterGreater
NotNestedLessLess NotPrecedesEqual NotRightTriangleBar NotSquareSubset NotSquareSuperset NotSubset
NotSucceedsEqual NotSucceedsTilde NotSuperset nparsl npart npolint npre npreceq nrarrc nrarrw nsce Nscr
nscr nsubE nsubset nsubseteqq nsucceq nsupE nsupset nsupseteqq nvap nvge nvgt nvHarr nvinfin nvlArr nvle
nvlt nvltrie nvrArr nvrtrie nvsim nwarhk nwnear odiv odsold ofcir Ofr ofr ogt ohbar olcir olcross olt
omid Oopf oopf opar operp Or ord oror orslope orv Oscr Otimes otimesas parsim parsl Pfr pfr plusacir
pluscir plusdu pluse plussim plustwo pointint popf Pr prap prE pre precapprox PrecedesEqual preceq
precnapprox precneqq prnap prnE Pscr pscr Qfr qfr qint qopf Qscr qscr quatint race raemptyv Rang rangd
range rarrap rarrbfs rarrc rarrfs rarrpl rarrsim Rarrtl rAtail ratail RBarr rBarr rbarr rbrke rbrksld
rbrkslu rdca rdldhar ReverseUpEquilibrium rfisht rfr rHar rharul RightDownTeeVector RightDownVectorBar
RightTeeVector RightTriangleBar RightUpDownVector RightUpTeeVector RightUpVectorBar RightVectorBar rnmid
roang ropar ropf roplus rotimes RoundImplies rpargt rppolint rscr rtriltri RuleDelayed ruluhar Sc scap
scE sce scnap scnE scpolint sdote searhk seswar Sfr sfr simdot simg simgE siml simlE simplus simrarr
smashp smeparsl smt smte smtes solb Sopf sopf sqcaps sqcups Sscr sscr subdot subE subedot submult subnE
subplus subrarr subseteqq subsetneqq subsim subsub subsup succapprox SucceedsEqual succeq succnapprox
succneqq supdot supdsub supE supedot suphsub suplarr supmult supnE supplus supseteqq supsetneqq supsim
supsub supsup swarhk swnwar Tfr tfr ThickSpace timesbar timesd toea topcir Topf topf topfork tosa
triminus triplus trisb tritime Tscr tscr Uarrocir udhar ufisht Ufr ufr uHar Uopf uopf UpArrowBar
UpEquilibrium Uscr uscr uwangle vangrt varsubsetneq varsubsetneqq varsupsetneq varsupsetneqq Vbar vBar
vBarv Vdashl vellip Vfr vfr vnsub vnsup Vopf vopf Vscr vscr vsubnE vsubne vsupnE vsupne vzigzag wedbar
Wfr wfr Wopf wopf Wscr wscr Xfr xfr xhArr xharr xlArr xlarr xmap xodot Xopf xopf xoplus xotime xrArr
xrarr Xscr xscr xsqcup xuplus Yfr yfr Yopf yopf Yscr yscr zfr zopf Zscr zscr
"""

_PREFERRED: Final = """
LongLeftArrow LongRightArrow LongLeftRightArrow DoubleLongLeftArrow DoubleLongRightArrow
DoubleLongLeftRightArrow longmapsto bkarow dbkarow drbkarow hksearow hkswarow nrarrc NotRightTriangleBar
blacklozenge bigodot bigoplus bigotimes biguplus bigsqcup iiiint intprod ddotseq npreceq nsucceq
precneqq precnapprox nsubseteqq nsupseteqq nparsl nLt nGt
"""
"""Where several names have the same character and the last one listed is not the one written."""

_SWAPPED: Final = {"lang": "rang", "rang": "lang", "lceil": "rceil", "rceil": "lceil"}

_MAX_CODE: Final = 0x10FFFF
_LONGEST_CODE: Final = 12


@lru_cache(maxsize=1)
def _tables() -> tuple[dict[str, str], dict[str, str]]:
    """Return the characters by name and the names by character."""
    chars: dict[str, str] = {}
    for name in html.entities.name2codepoint:
        chars[name] = chr(html.entities.name2codepoint[_SWAPPED.get(name, name)])
    for name in _HTML_5_NAMES.split():
        chars[name] = html.entities.html5[f"{name};"][0]
    names = {char: name for name, char in chars.items()}
    names |= {chars[name]: name for name in _PREFERRED.split()}
    return chars, names


@lru_cache(maxsize=1024)
def entity_by_name(name: str) -> Entity | None:
    """Return the entity called `name`, or None where kramdown knows no such name."""
    char = _tables()[0].get(name)
    return None if char is None else Entity(char, name)


@lru_cache(maxsize=1024)
def entity_by_code(code: int) -> Entity | None:
    """Return the entity with that code point, or None where no character has it.

    Codes 128 to 159 are read as Windows-1252, as browsers do.
    """
    if code > _MAX_CODE or 0xD800 <= code <= 0xDFFF:
        return None
    char = chr(code)
    if 0x80 <= code <= 0x9F:
        with contextlib.suppress(UnicodeDecodeError):
            char = bytes([code]).decode("cp1252")
    return Entity(char, _tables()[1].get(char))


def referenced_entity(match: re.Match[str]) -> Entity | None:
    """Return the entity that a match of `REFERENCE` names, or None where there is none."""
    name, decimal, hexadecimal = match.groups()
    if name is not None:
        return entity_by_name(name)
    digits = (decimal or hexadecimal).lstrip("0")
    if len(digits) > _LONGEST_CODE:
        return None
    return entity_by_code(int(digits or "0", 10 if decimal is not None else 16))
