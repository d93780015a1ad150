"""Lexers that cut code where Rouge does, for the languages in which Pygments cuts elsewhere.

`machine` runs tables of patterns; every other module holds the tables of a few languages, written from what
Rouge 4.7.0 was seen to do; `catalogue` lists them by Rouge's names.
"""
