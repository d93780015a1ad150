"""The languages that Rouge knows, by all their names, and the Pygments lexer for each.

A name decides what is written around code: a language that Rouge does not know is not highlighted at all,
and one that Pygments does not know is written without tokens. Names are exact and case-sensitive.
Source: Rouge 4.7.0, lexers/*.rb (tags and aliases).
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

__all__ = ["pygments_name", "rouge_tag"]

_LANGUAGES: Final = """
abap actionscript=as=as3 ada apache apex* apiblueprint*=apib* applescript armasm* augeas=aug* awk
batchfile*=bat=batch=dosbatch=winbatch bbcbasic bibtex=bib bicep* biml* bpf* brainfuck=bf
brightscript*=brs*=bs* bsl* c ceylon cfscript*=cfc cisco_ios* clean clojure=clj=cljs cmake cmhg* cobol
codeowners* coffeescript=coffee=coffee-script common_lisp*=cl=common-lisp=elisp=emacs-lisp=lisp
conf*=config*=configuration* console=shell-session=shell_session*=terminal* coq cpp=c++ crystal=cr
csharp=c#=cs css csvs* cuda cypher cython=pyrex=pyx d=dlang* dafny* dart datastudio* diff=patch*=udiff
digdag* docker=Containerfile*=Dockerfile=containerfile*=dockerfile dot=graphviz ecl eex*=heex*=leex*
eiffel elixir=exs elm email=e-mail*=eml epp* erb=eruby*=rhtml erlang=erl escape*=esc* factor
fluent*=ftl* fortran freefem=ff* fsharp gdscript=gd ghc-cmm*=cmm* ghc-core* gherkin=behat*=cucumber gjs*
glsl go=golang gradle* graphql groovy=nextflow*=nf* gts* hack*=hh* haml=HAML handlebars=hbs*=mustache*
haskell=hs haxe=hx hcl hlsl hocon* hql* html http hylang=hy idlang* idris=idr iecst* igorpro ini io
irb=pry* irb_output* isabelle=Isabelle=isa* isbl* j janet=jdn* java javascript=js jinja=django jsl* json
json-doc*=jsonc* json5 jsonnet jsp jsx=react julia=jl kotlin lasso=lassoscript lean liquid
literate_coffeescript*=litcoffee* literate_haskell*=lhaskell=lhs=lithaskell* livescript=ls* llvm lua
lustre* lutin* m68k* magik* make=bsdmake=gnumake*=makefile=mf markdown=md=mkd* mason
mathematica=wl=wolfram matlab=m* meson minizinc* mojo moonscript=moon mosel msgtrans* mxml nasm
nesasm*=nes* nginx nial* nim=nimrod nix=nixos objective_c*=obj-c=obj_c*=objc=objective-c=objectivec
objective_cpp*=obj-c++=obj-cpp*=obj_c++*=obj_cpp*=objc++=objcpp*=objectivec++=objectivecpp* ocaml
ocl*=OCL* openedge=abl opentype_feature_file*=fea*=opentype*=opentypefeature* p4* pascal perl=pl
php=php3=php4=php5 plaintext*=text plist* plsql* pony postscript=eps*=postscr=ps*
powershell=microsoftshell*=msshell*=posh praat prolog prometheus* properties protobuf=proto puppet=pp*
python=py q=kdb+* qml r=R=S=s racket reasonml rego rescript* rml*
robot_framework*=robot*=robot-framework* ruby=rb
rust=rs=rs,ignore*=rs,no_run*=rs,should_panic*=rust,ignore*=rust,no_run*=rust,should_panic* sas sass
scala scheme scss sed shell=bash=ksh=sh=zsh sieve slice* slim smalltalk=squeak=st smarty sml=ml* sparql
sqf* sql ssh* stan stata supercollider svelte* swift systemd=unit-file* syzlang* syzprog* tap tcl
terraform=tf tex=LaTeX=TeX=latex toml tsx ttcn3* tulip* turtle twig typescript=ts vala vb*=visualbasic
vcl=varnish*=varnishconf* velocity verilog vhdl viml*=ex=vim=vimscript* vue=vuejs* wollok* xml
xojo*=realbasic* xpath* xquery yaml=yml yang zig=zir*
"""
"""`tag=alias=...`; names that Pygments does not know carry a `*`."""

_SUBSTITUTES: Final = {
    "cfc": "cfs",
    "cfscript": "cfs",
    "elisp": "common-lisp",
    "emacs-lisp": "common-lisp",
    "ex": "vim",
    "gradle": "groovy",
    "json-doc": "json",
    "jsonc": "json",
    "plsql": "sql",
    "svelte": "html",
}
"""Names whose Pygments lexer is not the first one that their group has."""


@lru_cache(maxsize=1)
def _lexers() -> dict[str, str]:
    """Return the Pygments name, or an empty string, by each of Rouge's names."""
    names: dict[str, str] = {}
    for group in _LANGUAGES.split():
        aliases = group.split("=")
        known = next((alias for alias in aliases if not alias.endswith("*")), "")
        for alias in aliases:
            name = alias.removesuffix("*")
            names[name] = known if alias.endswith("*") else name
    return names | _SUBSTITUTES


def pygments_name(language: str) -> str | None:
    """Return Pygments' name for a language: "" where it has none, None where Rouge has none either."""
    return _lexers().get(language)


@lru_cache(maxsize=1)
def _tags() -> dict[str, str]:
    """Return the name under which Rouge files a language, by each of its names."""
    tags: dict[str, str] = {}
    for group in _LANGUAGES.split():
        aliases = [alias.removesuffix("*") for alias in group.split("=")]
        tags.update(dict.fromkeys(aliases, aliases[0]))
    return tags


def rouge_tag(language: str) -> str | None:
    """Return the first of Rouge's names for a language, None where it has none."""
    return _tags().get(language)
