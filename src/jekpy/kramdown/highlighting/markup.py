"""HTML, XML, Markdown and Liquid.

Source: tokens observed of Rouge 4.7.0 (html, xml, markdown, liquid).
"""

from __future__ import annotations

from typing import Final

from .machine import Rule, States, Words, include

__all__ = ["HTML", "LIQUID", "MARKDOWN", "XML"]

_ENTITY: Final = Rule(r"&[^\s;&]*;", "ni")

HTML: Final[States] = {
    "root": (
        Rule(r"[^<&]+", ""),
        _ENTITY,
        Rule(r"<!--(?s:.*?)(?:-->|\Z)", "c"),
        Rule(r"<!(?s:.*?)(?:>|\Z)", "cp"),
        Rule(r"<\?(?s:.*?)(?:\?>|\Z)", "cp"),
        Rule(r"<script\s*\b", "nt", "script script_tag"),
        Rule(r"<style\s*\b", "nt", "style style_tag"),
        include("tags"),
    ),
    "tags": (
        Rule(r"</", "nt", "closing"),
        Rule(r"(<)(\s*)([^\W\d][\w:.-]*)", ("nt", "", "nt"), "tag"),
        Rule(r"<", "nt", "tag"),
    ),
    "closing": (Rule(r"\s+", ""), Rule(r"[^\W\d][\w:.-]*", "nt"), Rule(r">", "nt", "^")),
    "attributes": (
        Rule(r"\s+", ""),
        Rule(r"(?:[^\W\d]|[*:.()\[\]-])[\w:*.()\[\]-]*\s*=\s*", "na", "value"),
        Rule(r"(?:[^\W\d]|[#*:-])[\w:#*.-]*", "na"),
    ),
    "tag": (Rule(r"/\s*>|>", "nt", "^"), include("attributes")),
    "script_tag": (Rule(r"/\s*>|>", "nt", "^"), include("attributes")),
    "style_tag": (Rule(r"/\s*>|>", "nt", "^"), include("attributes")),
    "value": (Rule(r'"', "s", "^double"), Rule(r"'", "s", "^single"), Rule(r"[^\s>]+", "s", "^")),
    "double": (Rule(r'[^"]*"', "s", "^"), Rule(r'[^"]+', "s")),
    "single": (Rule(r"[^']*'", "s", "^"), Rule(r"[^']+", "s")),
    "script": (Rule(r"</\s*script\s*>", "nt", "^"), Rule(r"<(?=!--)", "o"), Rule(r"[^<]+|<", "@javascript")),
    "style": (Rule(r"</\s*style\s*>", "nt", "^"), Rule(r"[^<]+|<", "@css")),
}

XML: Final[States] = {
    "root": (
        Rule(r"[^<&]+", ""),
        _ENTITY,
        Rule(r"<!\[CDATA\[.*?\]\]>", "cp"),
        Rule(r"<!--(?s:.*?)(?:-->|\Z)", "c"),
        Rule(r"<\?(?s:.*?)\?>|<![^>]*>", "cp"),
        Rule(r"<\s*(?u:[\w:.-])+", "nt", "tag"),
        Rule(r"<\s*/\s*(?u:[\w:.-])+\s*>", "nt"),
    ),
    "tag": (
        Rule(r"\s+", ""),
        Rule(r"(?u:[\w:.-])+\s*=", "na", "value"),
        Rule(r"/?\s*>", "nt", "^"),
    ),
    "value": (
        Rule(r"\s+", ""),
        Rule(r"\"[^\"]*\"|'[^']*'|[^\s>]+", "s", "^"),
    ),
}

_FENCE: Final = r"(?:`{3,}+|~{3,}+)"

MARKDOWN: Final[States] = {
    "root": (
        Rule(r"\A(---\n(?s:.*?)\n---)(?=\n|\Z)", ("@yaml",)),
        Rule(
            rf"^([ \t]*)(?P<fence>{_FENCE})( *)(?P<language>[^\s`]*+)([^\n`]*+\n)"
            r"((?s:.*?))(\n?)(?:^( *)((?P=fence))|\Z)",
            ("", "p", "nl", "nl", "nl", "@?", "", "", "p"),
        ),
        Rule(r"(?:\A|(?<=\n))(?:\n[ \t]*){0,40}(?:\n(?: {4}|\t).*)+\n*", "sb"),
        Rule(r"^#(?!#).*", "gh"),
        Rule(r"^##+.*", "gu"),
        Rule(r"^\S.*\n=+[ \t]*\n", "gu"),
        Rule(r"^\S.*\n-+[ \t]*\n", "gh"),
        Rule(r"^\s{0,80}(?:(?:\*\s?){3,}|(?:-\s?){3,}|(?:_\s?){3,})(?=\n|\Z)", "p"),
        Rule(r"^\s{0,80}[*+-](?= )", "p"),
        Rule(r"^\s{0,80}\d+\.(?= )", "p"),
        Rule(r"^\s{0,80}>.*", "gt"),
        Rule(
            r"^([ \t]*)(\[)([^\]\n]+)(\]:)([ \t]*)([^\s]+)(?:([ \t]+)(\"[^\"\n]*\"|'[^'\n]*'|\([^)\n]*\)))?",
            ("", "p", "ss", "p", "", "sx", "", "nn"),
        ),
        Rule(r"\\.", "se"),
        Rule(r"(?P<tick>`+)(?!`)[^`](?:[^`\n]|\n(?!\n))*?(?P=tick)(?!`)", "sb"),
        Rule(r"\*\*\*(?=\S)[^*\n]+\*\*\*|___(?=\S)[^_\n]+___", "ges"),
        Rule(r"\*\*(?=\S)[^*\n]+\*\*|__(?=\S)[^_\n]+__", "gs"),
        Rule(r"\*\*", "ge"),
        Rule(r"\*[^\s*][^*\n]*\*|_[^\s_][^_\n]*_", "ge"),
        Rule(
            r"(!?\[)([^\n]{0,500}?)(\]\()(\s*)([^\s)]+)(?:(\s+)(\"[^\"\n]*\"|'[^'\n]*'))?(?:([^\S\n]*)(\)))?",
            ("p", "nv", "p", "", "sx", "", "nn", "", "p"),
        ),
        Rule(r"(!?\[)([^\]\n]{0,500})(\]\[)([^\]\n]{0,500})(\])", ("p", "nv", "p", "ss", "p")),
        Rule(r"(!?\[)([^\]\n]{0,500})(\])(?=[ (]?[\[(])", ("p", "ss", "p")),
        Rule(r"<(?:[a-z]+:[^\s>]+|[^\s>@]{1,200}@[^\s>]+)>", "nv"),
        Rule(r"<!--.{0,2000}?-->", "c"),
        _ENTITY,
        Rule(r"</\s*[\w:.-]+\s*>", "nt"),
        Rule(r"<[A-Za-z][\w:.-]*", "nt", "tag"),
        Rule(r"<>", "nt"),
        Rule(r"`+|[*\\]", "err"),
        Rule(r"\n|(?<=\)) +(?=!\[)", ""),
        Rule(r"[^\\`\[*\n&<]+|[\[&<]", ""),
    ),
    "tag": HTML["tag"],
    "attributes": HTML["attributes"],
    "value": HTML["value"],
    "double": HTML["double"],
    "single": HTML["single"],
}

_WORDS: Final = Words.of(
    "nv", ow="and or contains not", kc="true false nil null", nb="blank empty", na="reversed"
)

LIQUID: Final[States] = {
    "root": (
        Rule(
            r"(\{%-?)(\s*)(comment)(\s*)(-?%\})((?s:.*?))(?:(\{%-?)(\s*)(endcomment)(\s*)(-?%\})|\Z)",
            ("cp", "w", "nt", "w", "cp", "c", "cp", "w", "nt", "w", "cp"),
        ),
        Rule(
            r"(\{%-?)(\s*)(raw)(\s*)(-?%\})((?s:.*?))(?:(\{%-?)(\s*)(endraw)(\s*)(-?%\})|\Z)",
            ("cp", "w", "nt", "w", "cp", "", "cp", "w", "nt", "w", "cp"),
        ),
        Rule(r"\{%-?", "cp", "tag"),
        Rule(r"\{\{-?", "cp", "output"),
        Rule(r"[^{]+|\{", ""),
    ),
    "tag": (
        Rule(r"\s+", "w"),
        Rule(r"(?:break|continue)\b", "kr", "^arguments"),
        Rule(r"for\b|tablerow\b", "nt", "^loop"),
        Rule(r"(assign)(\s+)([\w-]+)(\s*)(=)", ("nt", "w", "nv", "w", "o"), "^arguments"),
        Rule(r"(post_url)(\s+)([^\s\d][^\s%]*)", ("nt", "w", ""), "^arguments"),
        Rule(
            r"(include|render|link|include_relative|include_cached)(\s+)(?![\"'])([^\s={}%]+)(?!\s*=)",
            ("nt", "w", ""),
            "^arguments",
        ),
        Rule(r"\w+", "nt", "^arguments"),
        Rule(r"-?%\}", "cp", "^"),
    ),
    "loop": (
        Rule(r"-?%\}", "cp", "^"),
        Rule(r"in\b", "nt"),
        Rule(r"\|", ""),
        include("arguments"),
    ),
    "output": (Rule(r"-?\}\}", "cp", "^"), include("values")),
    "arguments": (Rule(r"-?%\}", "cp", "^"), Rule(r"\{\{-?", "cp", "output"), include("values")),
    "values": (
        Rule(r"\s+", "w"),
        Rule(r"(\|)(\s*)(\w+)(\s*)(:?)", ("p", "w", "nf", "w", "p")),
        Rule(r'"[^"]*"', "s2"),
        Rule(r"'[^']*'", "s1"),
        Rule(r"(\w[\w-]*)(\s*)(:)", ("na", "w", "o")),
        Rule(r"([A-Za-z_][\w-]*)(\s*)(=)(?!=)", ("na", "w", "o")),
        Rule(r"\d+\.\d+", "mf"),
        Rule(r"\d+", "mi"),
        Rule(r"forloop(?:\.\w+)*", "nb"),
        Rule(r"[A-Za-z_][\w-]*\?", ""),
        Rule(r"(\.)(size|first|last)\b(?!-)", ("p", "nf")),
        Rule(r"\.\.\.", ""),
        Rule(r"[A-Za-z_](?:\w|-(?![%}]))*", _WORDS),
        Rule(r"==|!=|<>|<=?|>=?|[-+*/=:]", "o"),
        Rule(r"\.\.|[|.,()\[\]]", "p"),
        Rule(r"[^\s%}]", ""),
    ),
}
