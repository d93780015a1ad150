"""The settings of web servers: Apache and nginx.

Source: tokens observed of Rouge 4.7.0 (apache, nginx).
"""

from __future__ import annotations

from typing import Final

from .machine import Rule, States, Words

__all__ = ["APACHE", "NGINX"]

_APACHE_WORDS: Final = """
    acceptfilter acceptpathinfo accessfilename action add addalt addaltbyencoding addaltbytype
    addcharset adddefaultcharset adddescription addencoding addhandler addicon addiconbyencoding
    addiconbytype addinputfilter addlanguage addmoduleinfo addoutputfilter addoutputfilterbytype addtype
    alias aliasmatch all allow allowconnect allowencodedslashes allowoverride always and anonymous
    anonymous_logemail anonymous_mustgiveemail anonymous_nouserid anonymous_verifyemail any append
    ascending attribute auth authbasicauthoritative authbasicprovider authconfig authdbduserpwquery
    authdbduserrealmquery authdbmgroupfile authdigestalgorithm authdigestdomain authdigestnoncelifetime
    authdigestprovider authdigestqop authdigestshmemsize authgroupfile authldapbinddn
    authldapbindpassword authldapcharsetconfig authldapcomparednonserver authldapdereferencealiases
    authldapgroupattribute authldapgroupattributeisdn authldapremoteuserisdn authldapurl authname
    authnprovideralias authtype authuserfile authzdbmtype auto base basic before block browsermatch
    browsermatchnocase bufferedlogs cache cachedefaultexpire cachedirlength cachedirlevels cachedisable
    cacheenable cachefile cacheignorecachecontrol cacheignoreheaders cacheignorenolastmod
    cachelastmodifiedfactor cachemaxexpire cachemaxfilesize cacheminfilesize cachenegotiateddocs
    cacheroot cachestorenostore cachestoreprivate cgimapextension change charset charsetdefault
    charsetoptions charsetsourceenc checkcaseonly checkspelling cmd contentdigest cookie cookie2
    cookiedomain cookieexpires cookiename cookiestyle cookietracking coredumpdirectory customlog date
    dav davdepthinfinity davgenericlockdb davlockdb davmintimeout db dbdexptime dbdkeep dbdmax dbdmin
    dbdparams dbdpersist dbdpreparesql dbdriver dbm default defaulticon defaultlanguage defaulttype
    define deflatebuffersize deflatecompressionlevel deflatefilternote deflatememlevel deflatewindowsize
    deny descending description descriptionwidth digest directory directoryindex directorymatch
    directoryslash disableenv dns documentroot domain double dumpioinput dumpiooutput duration edit
    email enableenv enableexceptionhook enablemmap enablesendfile encoding env error errordocument
    errorlog example execcgi expiresactive expiresbytype expiresdefault expr extendedstatus
    extfilterdefine extfilteroptions fallback fallbackresource fancyindexing file fileetag fileinfo
    filename files filesmatch filter filterchain filterdeclare filterprotocol filterprovider filters
    filtertrace finding foldersfirst followsymlinks forcelanguagepriority forcetype forensiclog form
    formatted from ftype full gdbm generic gone gracefulshutdowntimeout group handlers header headername
    host hostnamelookups html htmltable https iconheight iconsarelinks iconwidth identitycheck
    identitychecktimeout if ifdefine ifmodule ifversion ignore ignorecase ignoreclient imapbase
    imapdefault imapmenu in include includes includesnoexec indexes indexignore indexoptions
    indexorderdefault indexstylesheet inherit inode int intype isapiappendlogtoerrors
    isapiappendlogtoquery isapicachefile isapilognotsupported isapireadaheadbuffer keepalive
    keepalivetimeout languagepriority ldap ldapcacheentries ldapcachettl ldapconnectiontimeout
    ldapopcacheentries ldapopcachettl ldapsharedcachefile ldapsharedcachesize ldaptrustedclientcert
    ldaptrustedglobalcert ldaptrustedmode ldapverifyservercert level limit limitexcept
    limitinternalrecursion limitrequestbody limitrequestfields limitrequestfieldsize limitrequestline
    limitxmlrequestbody listen listenbacklog loadfile loadmodule location locationmatch logformat
    loglevel manual map max maxkeepaliverequests maxmemfree maxspareservers maxsparethreads maxthreads
    md5 merge metadir metafiles metasuffix mimemagicfile minspareservers minsparethreads mmapfile mode
    modmimeusepathinfo mtime multiviews multiviewsmatch name namevirtualhost namewidth ndbm
    negotiatedonly never no nochange nocontent none noproxy note nwssltrustedcerts nwsslupgradeable off
    on option optional options or order os output outtype passenv path permanent pidfile prefer
    preservescontentlength protocol protocolecho proxy proxybadheader proxyblock proxydomain
    proxyerroroverride proxyiobuffersize proxymatch proxymaxforwards proxypass proxypassmatch
    proxypassreverse proxypassreversecookiedomain proxypassreversecookiepath proxypreservehost
    proxyreceivebuffersize proxyremote proxyremotematch proxyrequests proxytimeout proxyvia range
    readmename redirect redirectmatch redirectpermanent redirecttemp referer registry remove
    removecharset removeencoding removehandler removeinputfilter removelanguage removeoutputfilter
    removetype request request_filename request_uri requestheader require requireall requireany
    requirenone reset revalidate rewritebase rewritecond rewriteengine rewritemap rewriteoptions
    rewriterule rfc2109 rlimitcpu rlimitmem rlimitnproc satisfy scanhtmltitles scoreboardfile script
    scriptalias scriptaliasmatch scriptinterpretersource scriptlog scriptlogbuffer scriptloglength sdbm
    searching secure securelisten seeother semiformatted sendbuffersize server server_addr serveradmin
    serveralias serverlimit servername serverpath serverroot serversignature servertokens session set
    setenv setenvif setenvifnocase sethandler setinputfilter setoutputfilter showforbidden size
    ssiendtag ssierrormsg ssistarttag ssitimeformat ssiundefinedecho ssl sslcacertificatefile
    sslcacertificatepath sslcadnrequestfile sslcadnrequestpath sslcarevocationfile sslcarevocationpath
    sslcertificatechainfile sslcertificatefile sslcertificatekeyfile sslciphersuite sslcompression
    sslcryptodevice sslengine sslfips sslhonorcipherorder sslinsecurerenegotiation sslopensslconfcmd
    ssloptions sslpassphrasedialog sslprotocol sslproxycacertificatefile sslproxycacertificatepath
    sslproxycarevocationfile sslproxycarevocationpath sslproxycheckpeercn sslproxycheckpeerexpire
    sslproxyciphersuite sslproxyengine sslproxymachinecertificatechainfile
    sslproxymachinecertificatefile sslproxymachinecertificatepath sslproxyprotocol sslproxyverify
    sslproxyverifydepth sslrandomseed sslrenegbuffersize sslrequire sslrequiressl sslsessioncache
    sslsessioncachetimeout sslsessionticketkeyfile sslsessiontickets sslstaplingcache
    sslstaplingrespondertimeout sslstaplingreturnrespondererrors sslstrictsnivhostcheck sslusername
    sslusestapling sslverifyclient sslverifydepth startservers startthreads string suexecusergroup
    suppresscolumnsorting suppressdescription suppresshtmlpreamble suppressicon suppresslastmodified
    suppressrules suppresssize symlinksifownermatch temp threadlimit threadsperchild threadstacksize
    timeout tls traceenable trackmodified transferlog transform txt type typesconfig unformatted unset
    unsetenv url use usecanonicalname user userdir value var versionsort virtual virtualdocumentroot
    virtualdocumentrootip virtualhost virtualscriptalias virtualscriptaliasip xbithack xhtml
"""


def _apache(class_name: str) -> Words:
    """Return the table that gives the words of Apache a class, in whatever case they are written."""
    return Words(dict.fromkeys(_APACHE_WORDS.split(), class_name), "", fold=True)


APACHE: Final[States] = {
    "root": (
        Rule(r"\s+", ""),
        Rule(r"#.*", "c"),
        Rule(r"</?", "p", "section"),
        Rule(r"\w+", _apache("nc"), "arguments"),
    ),
    "section": (
        Rule(r">\n?", "p", "^"),
        Rule(r"\w+", _apache("nl")),
        Rule(r"[^>]+", "sr"),
    ),
    "arguments": (
        Rule(r"\n", "", "^"),
        Rule(r"[^\S\n]+", ""),
        Rule(r"#.*", "c"),
        Rule(r"\S+", _apache("ss")),
    ),
}

_NGINX_ARGUMENTS: Final = (
    Rule(r"\s+", ""),
    Rule(r"#.*", "c1"),
    Rule(r"(?:on|off)\b", "no"),
    Rule(r"\$\w+", "nv"),
    Rule(r"[a-z]+/[a-z-]+", "nc"),
    Rule(r"([A-Za-z\d][\w.-]*)(:)(\d+)(?![\w.])", ("nf", "p", "mi")),
    Rule(r"(~)(\s*)([^\s\\{]\S*|\S+)", ("p", "", "sr")),
    Rule(r"=", "p"),
    Rule(r"\d+[kKmMgG]?\b(?!\.\d)", "mi"),
    Rule(r"\d+\.\d+", "mf"),
    Rule(r"/[^\s;{}$()\\]*", "n"),
    Rule(r"[^\s;#{}$\\]+", "s"),
    Rule(r"\$\s*", ""),
)

NGINX: Final[States] = {
    "root": (
        Rule(r"\s+", ""),
        Rule(r"#.*", "c1"),
        Rule(r"(include)(\s+)([^\s;]+)(;?)", ("k", "", "n", "")),
        Rule(r"[^\s;#{}]+", "k", "statement"),
        Rule(r";", "p"),
    ),
    "statement": (
        Rule(r";", "p", "^"),
        Rule(r"\{", "p", "^block"),
        *_NGINX_ARGUMENTS,
    ),
    "block": (
        Rule(r"\s+", ""),
        Rule(r"#.*", "c1"),
        Rule(r"\}", "p", "^"),
        Rule(r"[^\s;#{}()]+", "kn", "statement"),
        Rule(r";", "p"),
    ),
}
