"""SQL, of whatever kind.

Source: tokens observed of Rouge 4.7.0 (sql).
"""

from __future__ import annotations

from typing import Final

from .machine import Rule, States, Words

__all__ = ["SQL"]

_KEYWORDS: Final = """
    abort abs absolute access ada add admin after aggregate alias all allocate alter analyse analyze and
    any are as asc asensitive assertion assignment asymmetric at atomic authorization avg backward
    before begin between bit_length both breadth by c cache call called cardinality cascade cascaded
    case cast catalog catalog_name chain characteristics character_length char_length check checkpoint
    class class_origin clob close cluster collate collation column column_name comment commit committed
    completion connect connection constraint constraints constraint_catalog constraint_name
    constraint_schema constructor contains continue conversion convert copy count create cross cube
    current current_date current_path current_role current_time current_timestamp current_user cursor
    cursor_name cycle data database day deallocate declare default defaults deferrable deferred definer
    delete delimiter delimiters deref desc describe descriptor destroy destructor deterministic
    diagnostics dictionary disconnect distinct do domain drop dynamic each else encoding encrypted end
    equals escape every except excluding exclusive exec execute existing exists explain external extract
    false fetch first following for force foreign fortran forward found free freeze from full function g
    general generated get global go goto grant granted group grouping handler having hold host identity
    ignore ilike immediate immutable implementation implicit in including increment index inherits
    initialize initially inner inout input insensitive insert instead intersect into invoker is isnull
    isolation iterate join key language large last lateral leading left length less level like limit
    listen load local localtime localtimestamp location locator lock lower map match max maxvalue
    message_text method min minute minvalue mod mode modifies modify month more move names natural nclob
    new next no none not nothing notify notnull null nullif object octet_length of off offset oids old
    on only open operation operator option options or order ordinality out outer output overlaps overlay
    overriding owner pad parameter parameters partial partition pascal placing position postfix
    preceding prefix preorder prepare preserve primary prior privileges procedural procedure public
    range read reads recheck recursive ref references referencing reindex relative rename repeatable
    replace reset restart restrict result return returned_sqlstate returns revoke right role rollback
    rollup routine row rows row_count rule scale schema schema_name scope scroll search second security
    select self sensitive serializable session session_user set setof sets share show similar simple
    size some source space specific specifictype sql sqlcode sqlerror sqlexception sqlstate stable start
    state statement static statistics stdin stdout storage strict structure subclass_origin substring
    sum symmetric sysid system system_user table table_name temp template temporary terminate than then
    timezone_hour timezone_minute to trailing transform translate translation treat trigger trim true
    truncate trusted type uncommitted under unencrypted union unique unknown unlisten unnest until
    update upper usage user using vacuum valid validator values variable verbose version view volatile
    when whenever where window with without work write zone
"""

_TYPES: Final = """
    bigint binary bit blob bool boolean byte char character date datetime dec decimal double enum fixed
    float int integer longblob longtext mediumblob mediumint mediumtext national nchar numeric precision
    real serial signed smallint text time timestamp tinyblob tinyint tinytext unsigned varbinary varchar
    varying year zerofill
"""

SQL: Final[States] = {
    "root": (
        Rule(r"\s+", ""),
        Rule(r"--.*", "c1"),
        Rule(r"/\*", "cm", "comment"),
        Rule(r"\d+", "mi"),
        Rule(r"'", "s1", "single"),
        Rule(r'"', "nv", "double"),
        Rule(r"`", "nv", "backticks"),
        Rule(r"(?a:\w+)", Words.of("n", fold=True, k=_KEYWORDS, nb=_TYPES)),
        Rule(r"[-+*/<>=~!@#%&|?^]", "o"),
        Rule(r"[;:()\[\]{},.]", "p"),
    ),
    "comment": (Rule(r"/\*", "cm", "comment"), Rule(r"\*/", "cm", "^"), Rule(r"[^*/]+|.", "cm")),
    "single": (Rule(r"\\.", "se"), Rule(r"''", "se"), Rule(r"'", "s1", "^"), Rule(r"[^\\']+", "s1")),
    "double": (Rule(r"\\.", "se"), Rule(r'""', "se"), Rule(r'"', "nv", "^"), Rule(r'[^\\"]+', "nv")),
    "backticks": (Rule(r"\\.", "se"), Rule(r"``", "se"), Rule(r"`", "nv", "^"), Rule(r"[^\\`]+", "nv")),
}
